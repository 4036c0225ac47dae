/** Agreed levels between a member and a coach, for either of them: agreed ones, open proposals, and a new proposal. */
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/field";
import { formatDay } from "@/components/ui/format-day";
import { ResilientForm } from "@/components/ui/resilient-form";
import { Section } from "@/components/ui/section";
import { SelectField } from "@/components/ui/select-field";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import type { ActionError } from "@/lib/domain/request/action-result";
import type { AgreedLevel, AgreedLevelPartner, AgreedLevelSide } from "@/lib/domain/review/agreed-level";
import { behaviorName, levelName } from "@/lib/domain/text/wording";

type FormAction = (form: FormData) => Promise<void>;
type AgreedLevelActions = { propose: FormAction; answer: FormAction; withdraw: FormAction };

type AgreedLevelSectionProps = {
  side: AgreedLevelSide;
  /** The member as the reader calls them: "Mia", or "you". */
  personName: string;
  assessmentId: string;
  competency: CompetencyModel;
  agreedLevels: readonly AgreedLevel[];
  /** The people to whom the reader may propose a level now. */
  partners: readonly AgreedLevelPartner[];
  /** The path that the forms return to. */
  next: string;
  actionError: ActionError | null;
  actions: AgreedLevelActions;
};

export function AgreedLevelSection(props: AgreedLevelSectionProps) {
  const { side, competency, agreedLevels, partners, actionError } = props;
  const pending = agreedLevels.filter(({ agreedAt }) => agreedAt === null);
  const agreed = agreedLevels.filter(({ agreedAt }) => agreedAt !== null);
  return (
    <Section id="agreed" title="Agreed levels" size="part" className="pt-14 print:hidden">
      <p className="mt-3 max-w-reading text-ink-2">
        After talking, you can record a level that you both agree on. It is shown beside both ratings and changes neither.
      </p>
      {actionError && actionError.values.form !== "propose" && <ErrorNotice actionError={actionError} className="mt-6" />}
      {agreed.length > 0 && (
        <ul className="mt-5 max-w-reading space-y-2">
          {agreed.map((each) => (
            <li key={each.agreedLevelId} className="wrap-anywhere">
              <span className="font-semibold">
                {behaviorName(competency.source, each.behaviorId)} at {levelName(competency.source, each.levelId)}
              </span>
              {side === "member" && `, with ${each.coachName ?? "a coach whose account is deleted"}`}
              {each.agreedAt && `, agreed on ${formatDay(each.agreedAt)}`}. Why: {each.why}
            </li>
          ))}
        </ul>
      )}
      {pending.length > 0 && (
        <ul className="mt-6 grid max-w-reading gap-4">
          {pending.map((each) => (
            <Pending key={each.agreedLevelId} {...props} agreedLevel={each} />
          ))}
        </ul>
      )}
      {partners.length > 0 && <ProposalForm {...props} />}
    </Section>
  );
}

function Pending({ side, personName, competency, agreedLevel, next, actions }: AgreedLevelSectionProps & { agreedLevel: AgreedLevel }) {
  const { agreedLevelId, behaviorId, levelId, why, proposedBy, proposedAt, coachName, isOpen } = agreedLevel;
  const isOwn = proposedBy === side;
  const other = side === "coach" ? personName : (coachName ?? "a coach whose account is deleted");
  const what = `${behaviorName(competency.source, behaviorId)} at ${levelName(competency.source, levelId)}`;
  const fields = (
    <>
      <input type="hidden" name="form" value="agreed-level" />
      <input type="hidden" name="agreedLevelId" value={agreedLevelId} />
      <input type="hidden" name="next" value={next} />
    </>
  );
  return (
    <li className="rounded-card border border-line bg-surface p-5 wrap-anywhere">
      <p>
        {isOwn ? `You proposed to ${other}` : `${other} proposes`} on {formatDay(proposedAt)}: <span className="font-semibold">{what}</span>
        . Why: {why}
      </p>
      {!isOpen && <p className="mt-1 text-ink-2">You no longer share this with them, so it cannot be agreed on now.</p>}
      <div className="mt-4 flex flex-wrap gap-3">
        {isOwn ? (
          <form action={actions.withdraw}>
            {fields}
            <Button type="submit" variant="secondary">
              Withdraw<span className="sr-only"> the proposal of {what}</span>
            </Button>
          </form>
        ) : (
          <>
            {isOpen && (
              <form action={actions.answer}>
                {fields}
                <input type="hidden" name="answer" value="agree" />
                <Button type="submit">
                  Agree<span className="sr-only"> on {what}</span>
                </Button>
              </form>
            )}
            <form action={actions.answer}>
              {fields}
              <input type="hidden" name="answer" value="decline" />
              <Button type="submit" variant="secondary">
                Decline<span className="sr-only"> {what}</span>
              </Button>
            </form>
          </>
        )}
      </div>
    </li>
  );
}

function ProposalForm({ side, personName, assessmentId, competency, partners, next, actionError, actions }: AgreedLevelSectionProps) {
  const typed = actionError?.values.form === "propose" ? actionError : null;
  const { behaviors, levels } = competency.source;
  const choose = { id: "", name: "Choose …" };
  const options = (of: readonly { id: string; name: string }[]) => [choose, ...of].map(({ id, name }) => ({ value: id, name }));
  const [first] = partners;
  const withOne = partners.length === 1 && first;
  const other = side === "coach" ? personName : withOne ? first.coachName : "your coach";
  return (
    <ResilientForm
      action={actions.propose}
      aria-label="Propose a level"
      className="mt-8 max-w-reading"
      key={typed ? JSON.stringify(typed.values) : "new"}
    >
      <h3 className="text-card">Propose a level to {other}</h3>
      {typed && <ErrorNotice actionError={typed} className="mt-4" />}
      <input type="hidden" name="form" value="propose" />
      <input type="hidden" name="assessmentId" value={assessmentId} />
      <input type="hidden" name="next" value={next} />
      <div className="mt-4 grid gap-5 sm:grid-cols-2">
        {withOne ? (
          <input type="hidden" name="partner" value={partnerValue(first)} />
        ) : (
          <div className="sm:col-span-2">
            <SelectField
              id="agree-partner"
              name="partner"
              label="With"
              options={partners.map((each) => ({ value: partnerValue(each), name: each.coachName }))}
              defaultValue={typed?.values.partner}
            />
          </div>
        )}
        <SelectField
          id="agree-behavior"
          name="behaviorId"
          label="We agree on"
          options={options(behaviors)}
          defaultValue={typed?.values.behaviorId ?? ""}
          error={typed?.fieldErrors.behaviorId}
        />
        <SelectField
          id="agree-level"
          name="levelId"
          label="at"
          options={options(levels)}
          defaultValue={typed?.values.levelId ?? ""}
          error={typed?.fieldErrors.levelId}
        />
        <div className="sm:col-span-2">
          <Field
            id="agree-why"
            name="why"
            label="Why"
            hint="What you both saw, in a sentence."
            multiline
            rows={2}
            required
            defaultValue={typed?.values.why ?? ""}
            error={typed?.fieldErrors.why}
          />
        </div>
      </div>
      <Button type="submit" variant="secondary" className="mt-5">
        Propose it
      </Button>
    </ResilientForm>
  );
}

function partnerValue({ teamId, coachId }: AgreedLevelPartner): string {
  return `${teamId} ${coachId}`;
}
