/** Runs in a process of its own, which a test starts together with others, or kills: `child.mjs <task> <JSON>`. */
import { once } from "node:events";
import { writeSync } from "node:fs";
import type { Actor } from "@/lib/access/actor";
import { saveRatings } from "@/lib/data/assessment/mutations";
import { openDatabase } from "@/lib/db/client";
import { applyMigrations } from "@/lib/db/migrations";

export type MigrateTask = { databaseUrl: string; historyFolder: string };
export type SaveTask = {
  databaseUrl: string;
  targets: { actor: Actor; assessmentId: string }[];
  behaviorIds: string[];
  firstBatch: number;
};

/** Written at once, since a buffer would be lost with the process. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}

async function migrate({ databaseUrl, historyFolder }: MigrateTask): Promise<void> {
  say("ready");
  await once(process.stdin, "data");
  say(JSON.stringify(await applyMigrations(databaseUrl, historyFolder)));
}

/** Each batch answers all behaviors of one assessment in one call, and its number is printed once it is saved. Runs until it is killed. */
async function saveForever({ databaseUrl, targets, behaviorIds, firstBatch }: SaveTask): Promise<void> {
  await openDatabase(databaseUrl);
  for (let batch = firstBatch; ; batch += 1) {
    const target = targets[batch % targets.length];
    if (!target) throw new Error("Nothing to save into.");
    const given = { answer: "advanced", answeredAt: batch, evidence: String(batch), evidenceAt: batch };
    const changes = behaviorIds.map((behaviorId) => ({ behaviorId, ...given }));
    await saveRatings(target.actor, target.assessmentId, changes, Date.now());
    say(String(batch));
  }
}

const [task, json = ""] = process.argv.slice(2);
if (task === "migrate") {
  await migrate(JSON.parse(json) as MigrateTask);
  process.exit(0);
}
if (task === "save") await saveForever(JSON.parse(json) as SaveTask);
