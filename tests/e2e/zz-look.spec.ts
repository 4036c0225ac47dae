import { test } from "./fixtures";
import { givenGlanceRound, givenGlanceTeam } from "./given-glance";
import { givenWorld, signInAs } from "./world";
import { writeFileSync } from "node:fs";

const many = (n: number, daysAgo: number, shift = 0) => Array.from({ length: n }, (_, i) => ({ name: `Person ${String(i).padStart(3, "0")} van der Longname`, ranks: [i % 5, (i + 1 + shift) % 5, (i * 7) % 5, i % 9 === 0 ? null : 2, (i * 3) % 4, 1 + (i % 3), 4 - (i % 5)], daysAgo }));

test("look", async ({ page, context }) => {
  test.setTimeout(180000);
  const { people } = await givenWorld();
  await signInAs(context, people.coach.userId);
  const small = await givenGlanceTeam(people.coach.userId, [
    { name: "Noor van Dijk", ranks: [2, 1, 3, 2, null, 1, 0], daysAgo: 2 }, { name: "Ben Okafor", ranks: [2, 3, 3, 2, 1, 1, 2], daysAgo: 20 },
  ]);
  const mid = await givenGlanceTeam(people.coach.userId, [
    ...many(6, 3), ...many(6, 33, 1),
    { name: "Withdrawn Wilma", ranks: [1], isWithdrawn: true },
    { name: "Hedy Catalyst-Longer-Name", ranks: [4, 3, 2, 1, 0, null, 4], daysAgo: 4 },
  ], ["Silent Sam", "Quiet Quinn"]);
  await givenGlanceRound(mid.teamId, { name: "Autumn", fromDaysAgo: 40, toDaysAgo: 30 });
  const later = await givenGlanceRound(mid.teamId, { name: "Winter", fromDaysAgo: 10, toDaysAgo: 1 });
  const blind = await givenGlanceTeam(people.coach.userId, many(4, 3), ["Silent Sam"]);
  await givenGlanceRound(blind.teamId, { name: "Blind one", fromDaysAgo: 10, toDaysAgo: 1, blindReviews: true });
  const empty = await givenGlanceTeam(people.coach.userId, []);
  const quiet = await givenGlanceTeam(people.coach.userId, [], ["Silent Sam", "Quiet Quinn"]);
  const large = await givenGlanceTeam(people.coach.userId, many(200, 3));
  for (const [name, path] of [["small", small.teamId], ["mid", `${mid.teamId}?round=${later}&sort=value-management&order=desc`], ["blind", blind.teamId], ["empty", empty.teamId], ["quiet", quiet.teamId], ["large", large.teamId]] as const)
    for (const colorScheme of ["light", "dark"] as const)
      for (const width of [390, 1280]) {
        if (colorScheme === "dark" && !["mid"].includes(name)) continue;
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`/teams/${path}`);
        await page.screenshot({ path: `/tmp/hm-look/${name}-${colorScheme}-${width}.png`, fullPage: true });
      }
  await page.goto(`/teams/${large.teamId}`);
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("region", { name: /level in each/ }).evaluate((e) => { e.scrollIntoView(); e.scrollTo(300, 900); });
  await page.screenshot({ path: `/tmp/hm-look/large-scrolled.png` });
  writeFileSync("/tmp/hm-look/large.pdf", await page.pdf({ format: "A4", preferCSSPageSize: true }));
  await page.goto(`/teams/${mid.teamId}`);
  writeFileSync("/tmp/hm-look/mid.pdf", await page.pdf({ format: "A4", preferCSSPageSize: true }));
});
