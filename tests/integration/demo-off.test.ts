import { expect, it } from "vitest";
import { isDemoWorkspace, prepareDemo } from "@/lib/data/workspace/internal/demo";
import { signInToDemo } from "@/lib/data/workspace/mutations/people";
import { listDemoSignIns } from "@/lib/data/workspace/queries";
import { getDatabase } from "@/lib/db/client";
import { DEMO_ADMIN } from "@/prisma/seed/demo/people";
import { demoUserId } from "@/prisma/seed/demo/when-and-who";
import { NOW } from "../factories/time";
import { readEverything, useDatabase } from "./database";

useDatabase();

it("fills nothing without DEMO=on", async () => {
  const before = await readEverything();
  await prepareDemo(new Date(NOW));
  expect(await readEverything()).toEqual(before);
});

it("has no sign-ins without DEMO=on, even on a database that a demo filled", async () => {
  await getDatabase().demoWorkspace.create({ data: { id: 1 } });
  await getDatabase().user.create({
    data: { id: demoUserId(DEMO_ADMIN), name: DEMO_ADMIN.name, email: "noor@demo.example", emailVerified: true, isAdmin: true },
  });
  expect(await isDemoWorkspace()).toBe(false);
  expect(await listDemoSignIns(null)).toEqual([]);
  await expect(signInToDemo(null, DEMO_ADMIN.key, new Headers())).rejects.toMatchObject({ code: "NotFound" });
  expect(await getDatabase().session.count()).toBe(0);
});
