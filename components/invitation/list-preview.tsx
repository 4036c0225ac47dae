/** A preview of inviting a list, line by line, with the button that does it. */
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { type DataColumn, DataTable } from "@/components/ui/data-table";
import { Form } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import type { InvitationListRow } from "@/lib/domain/invitation/invitation-list";
import type { FormAction } from "@/lib/domain/request/action-result";

/** A longer list shows only lines that are not a plain invitation, and at most this many. */
const MOST_ROWS = 500;

const count = (number: number, one: string, many: string) => `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;

function describeOutcome({ outcome, role }: InvitationListRow): string {
  switch (outcome.kind) {
    case "invite":
      return `Invited as ${role}`;
    case "already invited":
      return "Invited before, not answered yet";
    case "in the team":
      return "In the team already: stays as they are";
    case "duplicate":
      return `The same address as line ${outcome.ofLine}: left out`;
    case "refused":
      return `Left out. ${outcome.why}`;
  }
}

const isOdd = ({ outcome }: InvitationListRow) => outcome.kind === "refused" || outcome.kind === "duplicate";

const COLUMNS: DataColumn<InvitationListRow>[] = [
  { name: "Line", cell: ({ line }) => <span className="text-ink-2">{line.toLocaleString("en-US")}</span> },
  {
    name: "Who",
    cell: ({ address, name }) => {
      const short = address.length > 120 ? `${address.slice(0, 120)}…` : address;
      return (
        <span className="text-ink">
          {short || "—"}
          {name && <span className="block text-ink-2">{name.length > 100 ? `${name.slice(0, 100)}…` : name}</span>}
        </span>
      );
    },
  },
  {
    name: "What will happen",
    cell: (row) => <span className={isOdd(row) ? "font-medium text-signal" : ""}>{describeOutcome(row)}</span>,
  },
];

type ListPreviewProps = {
  teamId: string;
  rows: readonly InvitationListRow[];
  ignoredColumns: readonly string[];
  carried: string;
  action: FormAction;
};

export function ListPreview({ teamId, rows, ignoredColumns, carried, action }: ListPreviewProps) {
  const of = (...kinds: InvitationListRow["outcome"]["kind"][]) => rows.filter(({ outcome }) => kinds.includes(outcome.kind)).length;
  const invited = of("invite");
  const waiting = of("already invited");
  const leftOut = of("refused", "duplicate");
  const shown = rows.length <= MOST_ROWS ? rows : rows.filter(({ outcome }) => outcome.kind !== "invite").slice(0, MOST_ROWS);
  const facts = [
    count(invited, "person will be invited", "people will be invited"),
    waiting > 0 && `${count(waiting, "has", "have")} an invitation already`,
    of("in the team") > 0 && `${count(of("in the team"), "is", "are")} in the team`,
    leftOut > 0 && count(leftOut, "line will be left out", "lines will be left out"),
  ].filter(Boolean);
  return (
    <Section id="preview" title="What this list will do" className="mt-8 rounded-panel border-2 border-accent bg-surface p-5 sm:p-6">
      <div className="mt-4">
        <Notice kind="status" title={`${facts.join(", ")}.`}>
          Nothing has been sent yet.
          {ignoredColumns.length > 0 && ` These columns are not used: ${ignoredColumns.slice(0, 10).join(", ")}.`}
        </Notice>
      </div>
      <Form name="send" action={action} errorTitle="Nobody was invited" className="mt-5">
        <input type="hidden" name="teamId" value={teamId} />
        <input type="hidden" name="carried" value={carried} />
        {waiting > 0 && (
          <ChoiceField
            type="checkbox"
            name="again"
            value="yes"
            label={`Send again to the ${count(waiting, "person who was", "people who were")} invited before`}
            hint="With a new link; the old one stops working."
          />
        )}
        {invited + waiting > 0 ? (
          <Button type="submit" className="mt-3">
            {invited > 0 ? `Invite ${count(invited, "person", "people")}` : "Send again"}
          </Button>
        ) : (
          <p className="text-ink-2">There is nobody to invite in this list.</p>
        )}
      </Form>
      <div className="mt-6">
        <DataTable
          caption={
            shown.length === rows.length
              ? `All ${count(rows.length, "line", "lines")}`
              : `${count(shown.length, "line", "lines")} of ${rows.length.toLocaleString("en-US")}: those that do not simply invite`
          }
          columns={COLUMNS}
          rows={shown}
          keyOf={({ line, address }) => `${line} ${address}`}
        />
      </div>
    </Section>
  );
}
