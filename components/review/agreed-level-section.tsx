/** Agreed levels between a member and a coach, for either of them: agreed ones, open proposals, and a new proposal. */
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import { Section } from "@/components/ui/section";
import { SelectField } from "@/components/ui/select-field";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import type { FormAction } from "@/lib/domain/request/action-result";
import type { AgreedLevel, AgreedLevelPartner, AgreedLevelSide } from "@/lib/domain/review/agreed-level";
import { behaviorName, levelName } from "@/lib/domain/text/wording";

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
  actions: AgreedLevelActions;
};

export function AgreedLevelSection(props: AgreedLevelSectionProps) {
  const { side, competency, agreedLevels, partners } = props;
  const pending = agreedLevels.filter(({ agreedAt }) => agreedAt === null);
  const agreed = agreedLevels.filter(({ agreedAt }) => agreedAt !== null);
  return (
    <Section id="agreed" title="Agreed levels" size="part" className="pt-14 print:hidden">
      <p className="mt-3 max-w-reading text-ink-2">
        After talking, you can record a level that you both agree on. It is shown beside both ratings and changes neither.
      </p>
      {agreed.length > 0 && (
        <ul className="mt-5 max-w-reading space-y-2">
          {agreed.map((each) => (
            <li key={each.agreedLevelId} className="wrap-anywhere">
              <span className="font-semibold">
                {behaviorName(competency.source, each.behaviorId)} at {levelName(competency.source, each.levelId)}
              </span>
              {side === "member" && `, with ${each.coachName ?? "a coach whose account is deleted"}`}
              {each.agreedAt && `, agreed on ${formatDay(each.agreedAt)}`}. Why: <bdi>{each.why}</bdi>
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
      <input type="hidden" name="agreedLevelId" value={agreedLevelId} />
      <input type="hidden" name="next" value={next} />
    </>
  );
  return (
    <li className="rounded-card border border-line bg-surface p-5 wrap-anywhere">
      <p>
        {isOwn ? `You proposed to ${other}` : `${other} proposes`} on {formatDay(proposedAt)}: <span className="font-semibold">{what}</span>
        . Why: <bdi>{why}</bdi>
      </p>
      {!isOpen && <p className="mt-1 text-ink-2">You no longer share this with them, so it cannot be agreed on now.</p>}
      <div className="mt-4 flex flex-wrap gap-3">
        {isOwn ? (
          <Form name={`withdraw-${agreedLevelId}`} action={actions.withdraw} errorTitle="The proposal was not withdrawn">
            {fields}
            <Button type="submit" variant="secondary">
              Withdraw<span className="sr-only"> the proposal of {what}</span>
            </Button>
          </Form>
        ) : (
          <>
            {isOpen && (
              <Form name={`agree-${agreedLevelId}`} action={actions.answer} errorTitle="The level was not agreed on">
                {fields}
                <input type="hidden" name="answer" value="agree" />
                <Button type="submit">
                  Agree<span className="sr-only"> on {what}</span>
                </Button>
              </Form>
            )}
            <Form name={`decline-${agreedLevelId}`} action={actions.answer} errorTitle="The proposal was not declined">
              {fields}
              <input type="hidden" name="answer" value="decline" />
              <Button type="submit" variant="secondary">
                Decline<span className="sr-only"> {what}</span>
              </Button>
            </Form>
          </>
        )}
      </div>
    </li>
  );
}

function ProposalForm({ side, personName, assessmentId, competency, partners, next, actions }: AgreedLevelSectionProps) {
  const { behaviors, levels } = competency.source;
  const choose = { id: "", name: "Choose …" };
  const options = (of: readonly { id: string; name: string }[]) => [choose, ...of].map(({ id, name }) => ({ value: id, name }));
  const [first] = partners;
  const withOne = partners.length === 1 && first;
  const other = side === "coach" ? personName : withOne ? first.coachName : "your coach";
  return (
    <Form
      name="propose"
      action={actions.propose}
      errorTitle="The level was not proposed"
      aria-label="Propose a level"
      className="mt-8 max-w-reading"
    >
      <h3 className="text-card">Propose a level to {other}</h3>
      <input type="hidden" name="assessmentId" value={assessmentId} />
      <input type="hidden" name="next" value={next} />
      <div className="mt-4 grid gap-5 sm:grid-cols-2">
        {withOne ? (
          <input type="hidden" name="partner" value={partnerValue(first)} />
        ) : (
          <div className="sm:col-span-2">
            <SelectField
              name="partner"
              label="With"
              options={partners.map((each) => ({ value: partnerValue(each), name: each.coachName }))}
            />
          </div>
        )}
        <SelectField name="behaviorId" label="We agree on" options={options(behaviors)} />
        <SelectField name="levelId" label="at" options={options(levels)} />
        <div className="sm:col-span-2">
          <Field name="why" label="Why" hint="What you both saw, in a sentence." multiline rows={2} required />
        </div>
      </div>
      <Button type="submit" variant="secondary" className="mt-5">
        Propose it
      </Button>
    </Form>
  );
}

function partnerValue({ teamId, coachId }: AgreedLevelPartner): string {
  return `${teamId} ${coachId}`;
}
