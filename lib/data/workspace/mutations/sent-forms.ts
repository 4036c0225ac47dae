/** A form that is sent twice, by a second press or by a browser that tries again, is worked on once. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Actor } from "@/lib/access/actor";
import { getDatabase } from "@/lib/db/client";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { ATTEMPT } from "@/lib/domain/request/form-fields";
import { isDuplicate } from "@/lib/platform/database-errors";
import { seal, unseal } from "@/lib/platform/sealed";

const PURPOSE = "sent-form";

/** How long the second waits for the first, and how long a server that was killed holds the place. In milliseconds. */
const PATIENCE = 10_000;
const ABANDONED_AFTER = 60_000;
const PAUSE = 50;

/** Another person, another attempt or other fields make another form. */
function idOf(actor: Actor | null, attempt: string, form: FormData): string {
  const hash = createHash("sha256").update(JSON.stringify([actor?.userId ?? null, attempt]));
  for (const [name, value] of form) {
    if (name.startsWith("$")) continue;
    hash.update(JSON.stringify([name, typeof value === "string" ? value : [value.name, value.size, value.lastModified]]));
  }
  return hash.digest("hex");
}

/** Whether this request is the one that does the work. */
async function isFirst(id: string, now: Date): Promise<boolean> {
  try {
    await getDatabase().sentForm.create({ data: { id, createdAt: now } });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/**
 * Runs `work` where this form was not sent before, and returns what the first one returned where it was. A form without an
 * attempt, which the form kit did not draw, runs each time. What fails may be sent again. @throws what `work` throws; ExpectedError
 * Conflict where the first is still running
 */
export async function sendOnce<Outcome>(actor: Actor | null, form: FormData, now: Date, work: () => Promise<Outcome>): Promise<Outcome> {
  const attempt = form.get(ATTEMPT);
  if (typeof attempt !== "string") return work();
  const id = idOf(actor, attempt, form);
  const deadline = Date.now() + PATIENCE;
  while (!(await isFirst(id, now))) {
    const first = await getDatabase().sentForm.findUnique({ where: { id } });
    if (first?.outcome) {
      const outcome = unseal(first.outcome, PURPOSE);
      if (outcome !== null) return JSON.parse(outcome) as Outcome;
    }
    const isAbandoned = first && now.getTime() - first.createdAt.getTime() > ABANDONED_AFTER;
    if (first && (first.outcome || isAbandoned)) await getDatabase().sentForm.deleteMany({ where: { id, createdAt: first.createdAt } });
    else if (Date.now() > deadline) {
      throw new ExpectedError(
        "Conflict",
        "This was already sent and is still being worked on. Please wait a moment, then reload the page.",
      );
    } else await sleep(PAUSE);
  }
  try {
    const outcome = await work();
    await getDatabase().sentForm.updateMany({ where: { id }, data: { outcome: seal(JSON.stringify(outcome ?? null), PURPOSE) } });
    return outcome;
  } catch (error) {
    await getDatabase().sentForm.deleteMany({ where: { id } });
    throw error;
  }
}
