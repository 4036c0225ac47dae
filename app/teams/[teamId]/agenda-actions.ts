"use server";

/** Actions on an agenda, and on whether a person may be proposed for pairings. */
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED, nextSchema } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { saveOneToOneAgenda, saveWorkshopAgenda } from "@/lib/data/agenda/mutations";
import { choosePairing } from "@/lib/data/team/mutations";
import { agendaFieldsSchema } from "@/lib/domain/agenda/agenda";
import { agendaPath, teamPath } from "../paths";

const saveOneToOne = defineAction(
  z.intersection(z.object({ teamId: idSchema, userId: idSchema }, MALFORMED), agendaFieldsSchema),
  async ({ teamId, userId, ...change }) => {
    await saveOneToOneAgenda(await findActor(), teamId, userId, change, new Date());
    return `${agendaPath(teamId, userId)}?done=saved`;
  },
);

export async function saveOneToOneAgendaAction(fields: FormData): Promise<void> {
  const answer = await saveOneToOne(fields);
  if (answer.ok) redirect(answer.data);
}

const saveWorkshop = defineAction(
  z.intersection(z.object({ teamId: idSchema }, MALFORMED), agendaFieldsSchema),
  async ({ teamId, ...change }) => {
    await saveWorkshopAgenda(await findActor(), teamId, change, new Date());
    return `${agendaPath(teamId)}?done=saved`;
  },
);

export async function saveWorkshopAgendaAction(fields: FormData): Promise<void> {
  const answer = await saveWorkshop(fields);
  if (answer.ok) redirect(answer.data);
}

const choose = defineAction(
  z.strictObject({ teamId: idSchema, pairing: z.enum(["yes", "no"], MALFORMED), next: nextSchema }, MALFORMED),
  async ({ teamId, pairing, next }) => {
    await choosePairing(await findActor(), teamId, pairing === "yes");
    // Another query than before: if only the hash differed, a browser with JavaScript would not reload the page.
    const place = next ?? teamPath(teamId);
    return `${place}${place.includes("?") ? "&" : "?"}pairing=${pairing}#pairing`;
  },
);

export async function choosePairingAction(fields: FormData): Promise<void> {
  const answer = await choose(fields);
  if (answer.ok) redirect(answer.data);
}
