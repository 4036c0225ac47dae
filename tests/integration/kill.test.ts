import { randomInt } from "node:crypto";
import { expect, it } from "vitest";
import { getDatabase } from "@/lib/db/client";
import { makeGuest } from "../factories/account";
import { makeStarted } from "../factories/assessment";
import { behaviorIds } from "../factories/competency";
import type { SaveTask } from "./child";
import { startSaving, useChildren } from "./child-process";
import { getDatabaseUrl, useDatabase } from "./database";

const KILLS = 15;
const ASSESSMENTS = 5;

useDatabase({ isDurable: true });
useChildren();

/** The batch that an assessment's ratings come from, by their evidence; 0 before any. */
async function listItemCohorts(assessmentId: string): Promise<number[]> {
  const ratings = await getDatabase().rating.findMany({ where: { assessmentId } });
  expect([0, behaviorIds.length]).toContain(ratings.length);
  for (const { evidence, answeredAt, evidenceAt } of ratings)
    expect([Number(answeredAt), Number(evidenceAt)]).toEqual([Number(evidence), Number(evidence)]);
  return [...new Set(ratings.map(({ evidence }) => Number(evidence)))];
}

it(`loses nothing that was told as saved, and saves all or none, in ${KILLS} kills with SIGKILL`, async () => {
  const targets: SaveTask["targets"] = [];
  for (let made = 0; made < ASSESSMENTS; made += 1) {
    const actor = await makeGuest();
    targets.push({ actor, assessmentId: await makeStarted(actor) });
  }
  const reported = new Map<string, number>();
  const unsaid = new Set<number>();
  let lastReported = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    // Numbers are never reused, so that an earlier child's unfinished batch cannot be confused with a later one's.
    const firstBatch = kill * 1_000_000;
    const { child, lines, ended } = startSaving({ databaseUrl: getDatabaseUrl(), targets, behaviorIds, firstBatch });
    let remaining = randomInt(1, 20);
    for await (const line of lines) {
      lastReported = Number(line);
      reported.set(targets[lastReported % ASSESSMENTS]?.assessmentId ?? "", lastReported);
      remaining -= 1;
      // What it prints before it dies is still read and counted.
      if (remaining === 0) child.kill("SIGKILL");
    }
    expect(await ended).toBe("SIGKILL");
    expect(lastReported).toBeGreaterThanOrEqual(firstBatch);
    unsaid.add(lastReported + 1);
    for (const { assessmentId } of targets) {
      const batches = await listItemCohorts(assessmentId);
      expect(batches.length).toBeLessThanOrEqual(1);
      const stored = batches[0] ?? 0;
      // Either the last one that was printed, or a later one in which a child was killed, which is complete too.
      const lastOfThis = reported.get(assessmentId) ?? 0;
      expect(stored).toBeGreaterThanOrEqual(lastOfThis);
      if (stored > lastOfThis) expect(unsaid).toContain(stored);
    }
  }
}, 300_000);
