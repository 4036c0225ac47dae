import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { getDatabase } from "@/lib/db/client";
import { idsIn } from "@/lib/db/ids-in";
import { sqlOn } from "@/lib/db/sql";
import { makePeopleAroundShare } from "../factories/people-around-share";
import { NOW } from "../factories/time";
import { useDatabase } from "./database";

useDatabase();

describe("what Kysely reads through Prisma", () => {
  it("has the types of what Prisma reads: dates, booleans, whole numbers, enums, JSON and null", async () => {
    await makePeopleAroundShare(new Date(NOW));
    const database = getDatabase();
    const pairs = [
      [await sqlOn().selectFrom("User").selectAll().orderBy("id").execute(), await database.user.findMany({ orderBy: { id: "asc" } })],
      [
        await sqlOn().selectFrom("Membership").selectAll().orderBy("teamId").orderBy("userId").execute(),
        await database.membership.findMany({ orderBy: [{ teamId: "asc" }, { userId: "asc" }] }),
      ],
      [
        await sqlOn().selectFrom("Assessment").selectAll().orderBy("id").execute(),
        await database.assessment.findMany({ orderBy: { id: "asc" } }),
      ],
      [await sqlOn().selectFrom("Share").selectAll().execute(), await database.share.findMany()],
      [
        await sqlOn().selectFrom("Revision").selectAll().orderBy("id").execute(),
        await database.revision.findMany({ orderBy: { id: "asc" } }),
      ],
    ];
    for (const [read, expected] of pairs) {
      expect(read?.length).toBeGreaterThan(0);
      expect(read).toEqual(expected);
    }
  });

  it("finds by a date and by each of many ids", async () => {
    const { people } = await makePeopleAroundShare(new Date(NOW));
    const userId = people.owner.userId;
    const { createdAt } = await getDatabase().user.findUniqueOrThrow({ where: { id: userId } });
    const found = sqlOn()
      .selectFrom("User as u")
      .innerJoin(idsIn([userId, ...Array.from({ length: 40_000 }, (_, index) => `nobody-${index}`)]).as("given"), "given.id", "u.id")
      .select("u.id");
    expect(await found.where("u.createdAt", "=", createdAt).execute()).toEqual([{ id: userId }]);
    expect(await found.where("u.createdAt", ">", createdAt).execute()).toEqual([]);
  });

  it("sees what the transaction has written, which nobody else does", async () => {
    const count = (database = getDatabase() as Parameters<typeof sqlOn>[0]) => sqlOn(database).selectFrom("Team").select("id").execute();
    const undone = getDatabase().$transaction(async (transaction) => {
      await transaction.team.create({ data: { id: "t", name: "Half written" } });
      expect(await count(transaction)).toEqual([{ id: "t" }]);
      throw new Error("Undone.");
    });
    await expect(undone).rejects.toThrow("Undone.");
    expect(await count()).toEqual([]);
  });

  it("takes what is asked for as a parameter, never as SQL", async () => {
    const text = `'; DROP TABLE "Team"; --`;
    expect(await sqlOn().selectFrom(sql<{ said: string }>`(SELECT CAST(${text} AS TEXT) AS said)`.as("a")).selectAll().execute()).toEqual([
      { said: text },
    ]);
  });
});
