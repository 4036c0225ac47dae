"use server";

/** Actions on agendas, of a one-to-one and of a workshop. */
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-form-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { saveOneToOneAgenda, saveWorkshopAgenda } from "@/lib/data/agenda/mutations";
import { agendaFieldsSchema } from "@/lib/domain/agenda/agenda";
import { agendaPath } from "../../paths";

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
