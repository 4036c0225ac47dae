"use server";

/** Actions on an agenda, and on whether a person may be proposed for pairings. */
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-form-action";
import { idSchema, MALFORMED, nextSchema } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { saveOneToOneAgenda, saveWorkshopAgenda } from "@/lib/data/agenda/mutations";
import { choosePairing } from "@/lib/data/team/mutations";
import { agendaFieldsSchema } from "@/lib/domain/agenda/agenda";
import { agendaPath, teamPath } from "../paths";

export const saveOneToOneAgendaAction = defineFormAction(
  z.intersection(z.object({ teamId: idSchema, userId: idSchema }, MALFORMED), agendaFieldsSchema),
  async ({ teamId, userId, ...change }) => {
    await saveOneToOneAgenda(await findActor(), { teamId, userId }, change, new Date());
    return `${agendaPath(teamId, userId)}?done=saved`;
  },
);

export const saveWorkshopAgendaAction = defineFormAction(
  z.intersection(z.object({ teamId: idSchema }, MALFORMED), agendaFieldsSchema),
  async ({ teamId, ...change }) => {
    await saveWorkshopAgenda(await findActor(), teamId, change, new Date());
    return `${agendaPath(teamId)}?done=saved`;
  },
);

export const choosePairingAction = defineFormAction(
  z.strictObject({ teamId: idSchema, pairing: z.enum(["yes", "no"], MALFORMED), next: nextSchema }, MALFORMED),
  async ({ teamId, pairing, next }) => {
    await choosePairing(await findActor(), teamId, pairing === "yes");
    // Another query than before: if only the hash differed, a browser with JavaScript would not reload the page.
    const place = next ?? teamPath(teamId);
    return `${place}${place.includes("?") ? "&" : "?"}pairing=${pairing}#pairing`;
  },
);
