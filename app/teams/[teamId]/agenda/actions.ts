"use server";

/** Actions on agendas, of a one-to-one and of a workshop. */
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { saveOneToOneAgenda, saveWorkshopAgenda } from "@/lib/data/agenda/mutations";
import { agendaFieldsSchema } from "@/lib/domain/agenda/agenda";
import { agendaPath } from "../../paths";

export const saveOneToOneAgendaAction = defineFormAction(
  z.intersection(z.object({ teamId: idSchema, userId: idSchema }, MALFORMED), agendaFieldsSchema),
  async ({ teamId, userId, ...change }, { actor, now }) => {
    await saveOneToOneAgenda(actor, { teamId, userId }, change, now);
    return `${agendaPath(teamId, userId)}?done=saved`;
  },
);

export const saveWorkshopAgendaAction = defineFormAction(
  z.intersection(z.object({ teamId: idSchema }, MALFORMED), agendaFieldsSchema),
  async ({ teamId, ...change }, { actor, now }) => {
    await saveWorkshopAgenda(actor, teamId, change, now);
    return `${agendaPath(teamId)}?done=saved`;
  },
);
