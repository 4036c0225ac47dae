/** Everything that the database has about the signed-in person, as one JSON file (docs/export.md). */
import { answerFile, defineRoute } from "@/lib/actions/define-route";
import { findActor } from "@/lib/auth/actor";
import { exportPersonalData } from "@/lib/data/account/queries/personal-data";

export const GET = defineRoute(async () => {
  const now = new Date();
  const data = await exportPersonalData(await findActor(), now);
  const filename = `cairn-my-data-${now.toISOString().slice(0, 10)}.json`;
  return answerFile(`${JSON.stringify(data, null, 2)}\n`, { filename, mediaType: "application/json; charset=utf-8" });
});
