/** The risk: a guest who comes back every week loses their work thirty days after starting. */

import { getDatabase } from "@/lib/db/client";
import { DAY } from "../factories/time";
import { expect, radio, saveStatus, startAssessment, test } from "./fixtures";

test("working on an assessment pushes the end of the session on, and the cookie with it", async ({ page, context }) => {
  const id = await startAssessment(page);
  const cookie = async () => (await context.cookies()).find(({ name }) => name.endsWith("cairn.session_token"));
  const changed = await getDatabase().session.updateMany({
    where: { user: { assessments: { some: { id } } } },
    data: { expiresAt: new Date(Date.now() + 20 * DAY) },
  });
  expect(changed.count).toBe(1);
  const begun = await cookie();
  await context.addCookies([{ ...(begun as NonNullable<typeof begun>), expires: Math.floor((Date.now() + 20 * DAY) / 1000) }]);
  await page.reload();
  expect(((await cookie())?.expires ?? 0) * 1000).toBeLessThan(Date.now() + 21 * DAY);
  await radio(page, "Guide").check();
  await expect(saveStatus(page)).toHaveText("Saved");
  expect(((await cookie())?.expires ?? 0) * 1000).toBeGreaterThan(Date.now() + 29 * DAY);
});
