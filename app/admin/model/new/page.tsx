/** A new competency: from scratch, or from a copy of another. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { Field } from "@/components/ui/field";
import { FieldGroup } from "@/components/ui/field-group";
import { Form } from "@/components/ui/form";
import { AdminFrame } from "@/components/workspace/admin-frame";
import { listCompetencies } from "@/lib/data/competency/queries/published";
import { requireAdministrator } from "@/lib/data/workspace/queries";
import { createCompetencyAction } from "../actions";
import { FROM_IMPORT } from "../paths";

export const metadata: Metadata = { title: "Add a competency" };

export default definePage(async function NewCompetencyPage() {
  const actor = await getAccountOrSignIn("/admin/model/new");
  requireAdministrator(actor, "competency.edit");
  const competencies = await listCompetencies(actor);
  return (
    <AdminFrame title="Add a competency" current="Model">
      <Form
        name="create-competency"
        action={createCompetencyAction}
        errorTitle="The competency was not added"
        className="mt-8 max-w-[36rem] space-y-6"
      >
        <Field name="name" label="Its name" hint="Nobody but admins sees it before it is published." autoComplete="off" />
        <FieldGroup name="from" legend="It starts">
          <ChoiceField type="radio" name="from" value="" defaultChecked label="From scratch" hint="With no behaviors and no levels yet." />
          <ChoiceField
            type="radio"
            name="from"
            value={FROM_IMPORT}
            label="From an import"
            hint="Of a document, JSON, YAML, CSV or a CASE package, on the next page."
          />
          {competencies.map(({ competencyId, name }) => (
            <ChoiceField
              key={competencyId}
              type="radio"
              name="from"
              value={competencyId}
              label={<>As a copy of {name}</>}
              hint="With all of its words, to be changed."
            />
          ))}
        </FieldGroup>
        <Button type="submit">Begin its draft</Button>
      </Form>
    </AdminFrame>
  );
});
