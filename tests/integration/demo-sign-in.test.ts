import { describe, expect, it, vi } from "vitest";
import { prepareDemo } from "@/lib/data/workspace/internal/demo";
import { disablePerson, signInToDemo } from "@/lib/data/workspace/mutations/people";
import { listDemoSignIns } from "@/lib/data/workspace/queries";
import { getDatabase } from "@/lib/db/client";
import { actorOf, makeAccount } from "../factories/account";
import { now } from "../factories/time";
import { useDatabase } from "./database";

vi.hoisted(() => vi.stubEnv("DEMO", "on"));

useDatabase();

it("lets anybody in as the admin, a coach or a member, with one click", async () => {
  await prepareDemo(now);
  const offered = await listDemoSignIns(null);
  expect(new Set(offered.map(({ role }) => role))).toEqual(new Set(["admin", "coach", "member"]));
  for (const { key, name, role } of offered) {
    await signInToDemo(null, key, new Headers());
    const session = await getDatabase().session.findFirstOrThrow({ orderBy: { createdAt: "desc" }, include: { user: true } });
    expect(session.user.name).toBe(name);
    const actor = await actorOf(session.userId);
    expect(actor.isAdmin).toBe(role === "admin");
    expect(actor.teams.map((team) => team.role)).toEqual(actor.teams.map(() => role));
    await getDatabase().session.deleteMany();
  }
});

it("offers nobody who was disabled or deleted", async () => {
  await prepareDemo(now);
  const admin = await getDatabase().user.findFirstOrThrow({ where: { isAdmin: true } });
  const [coach, member] = [(await listDemoSignIns(null)).find(({ role }) => role === "coach"), (await listDemoSignIns(null)).at(-1)];
  const row = await getDatabase().user.findFirstOrThrow({ where: { name: coach?.name ?? "" } });
  await getDatabase().session.create({ data: { id: "s", token: "t", expiresAt: now, userId: admin.id } });
  await disablePerson(await actorOf(admin.id), row.id, now);
  await getDatabase().user.deleteMany({ where: { name: member?.name ?? "" } });
  const left = (await listDemoSignIns(null)).map(({ key }) => key);
  for (const key of [coach?.key, member?.key]) {
    expect(left).not.toContain(key);
    await expect(signInToDemo(null, key ?? "", new Headers())).rejects.toMatchObject({ code: "NotFound" });
  }
});

describe("a database that no demo filled", () => {
  it("has no such sign-ins, even with DEMO=on and people of these names", async () => {
    await prepareDemo(now);
    const [{ key } = { key: "" }] = await listDemoSignIns(null);
    await getDatabase().demoWorkspace.deleteMany();
    expect(await listDemoSignIns(null)).toEqual([]);
    await expect(signInToDemo(null, key, new Headers())).rejects.toMatchObject({ code: "NotFound" });
    expect(await getDatabase().session.count()).toBe(0);
  });
});

it("is no way to anybody else", async () => {
  await prepareDemo(now);
  const other = await makeAccount({ isAdmin: true });
  const unoffered = await getDatabase().user.findFirstOrThrow({ where: { name: "Yasmin El-Sayed" } });
  for (const key of [other.userId, other.email, unoffered.id, "yasmin.el-sayed", "", "\u0000"]) {
    await expect(signInToDemo(null, key, new Headers())).rejects.toMatchObject({ code: "NotFound" });
  }
  expect(await getDatabase().session.count({ where: { userId: { not: other.userId } } })).toBe(0);
});
