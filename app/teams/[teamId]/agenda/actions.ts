"use server";

/** Actions on agendas, of a one-to-one and of a workshop. */
import { refresh } from "next/cache";
import { z } from "zod";
import { defineAutosave, defineFormAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { saveOneToOneAgenda, saveWorkshopAgenda } from "@/lib/data/agenda/mutations";
import { agendaFieldsSchema } from "@/lib/domain/agenda/agenda";
import { agendaPath } from "../../paths";

const oneToOneSchema = z.intersection(z.object({ teamId: idSchema, userId: idSchema }, MALFORMED), agendaFieldsSchema);
const workshopSchema = z.intersection(z.object({ teamId: idSchema }, MALFORMED), agendaFieldsSchema);

/** The agenda to read, print and copy stands on the same page. */
function follow(version: number): { version: string } {
  refresh();
  return { version: String(version) };
}

export const saveOneToOneAgendaAction = defineFormAction(oneToOneSchema, async ({ teamId, userId, ...change }, { actor, now }) => {
  await saveOneToOneAgenda(actor, { teamId, userId }, change, now);
  return `${agendaPath(teamId, userId)}?done=saved`;
});

export const autosaveOneToOneAgendaAction = defineAutosave(oneToOneSchema, async ({ teamId, userId, ...change }, { actor, now }) =>
  follow(await saveOneToOneAgenda(actor, { teamId, userId }, change, now)),
);

export const saveWorkshopAgendaAction = defineFormAction(workshopSchema, async ({ teamId, ...change }, { actor, now }) => {
  await saveWorkshopAgenda(actor, teamId, change, now);
  return `${agendaPath(teamId)}?done=saved`;
});

export const autosaveWorkshopAgendaAction = defineAutosave(workshopSchema, async ({ teamId, ...change }, { actor, now }) =>
  follow(await saveWorkshopAgenda(actor, teamId, change, now)),
);
