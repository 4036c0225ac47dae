/** Where an owner decides, team by team, what to share of a submitted assessment, with a preview of what others will see. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { SharePreviewView } from "@/components/sharing/share-preview";
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import { formatDay } from "@/components/ui/format-day";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { getActionError } from "@/lib/actions/define-action";
import { findActor } from "@/lib/auth/actor";
import { getSharingChoices, previewShare } from "@/lib/data/sharing/queries";
import { describeShare, type ShareChoice, type SharePreview, type SharingTeam } from "@/lib/domain/sharing/share";
import { joinNames } from "@/lib/domain/text/wording";
import { shareAssessmentAction, withdrawShareAction } from "./actions";
import { sharePath } from "./path";
import { readWhat, writeWhat } from "./share-options";

type Props = {
  params: Promise<{ assessmentId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const metadata: Metadata = { title: "Share" };

function describeShared({ withEvidence, withPlan }: ShareChoice): string {
  const [examples, plan] = ["your examples", "your focus and plan"];
  if (withEvidence && withPlan) return `ratings, ${examples}, and ${plan}`;
  if (!withEvidence && !withPlan) return `ratings, and neither ${examples} nor ${plan}`;
  return withEvidence ? `ratings and ${examples}, and not ${plan}` : `ratings and ${plan}, and none of ${examples}`;
}

function describeState({ state, coaches }: SharingTeam): string {
  const who = coaches.length > 0 ? `its coaches (${joinNames(coaches)})` : "its coaches";
  switch (state.kind) {
    case "not-shared":
      return "Not shared. Nobody in this team sees it.";
    case "shared":
      return `Shared since ${formatDay(state.sharedAt)}: ${who} see your ${describeShared(state)}.`;
    case "withdrawn":
      return `You stopped sharing it on ${formatDay(state.withdrawnAt)}. ${who.charAt(0).toUpperCase()}${who.slice(1)} see that, and nothing else.`;
  }
}

export default definePage(async function SharePage({ params, searchParams }: Props) {
  const { assessmentId } = await params;
  const query = await searchParams;
  const actor = await findActor();
  const choices = await getSharingChoices(actor, assessmentId);
  const actionError = getActionError();
  const asked = actionError?.values.teamId ?? query.team;
  const open = choices.teams.find(({ teamId }) => teamId === asked) ?? (choices.teams.length === 1 ? choices.teams[0] : undefined);
  const given = actionError?.chosen.what ?? query.what;
  const shared = open?.state.kind === "shared" ? open.state : { withEvidence: false, withPlan: false };
  const choice = given === undefined ? shared : readWhat(given);
  const preview = open
    ? await previewShare(
        actor,
        { assessmentId, teamId: open.teamId },
        { withEvidence: choice.withEvidence, withPlan: choice.withPlan },
        new Date(),
      )
    : null;
  return (
    <div className="mx-auto max-w-[56rem] px-5 pt-8">
      <p>
        <TextLink href={`/results/${encodeURIComponent(assessmentId)}`}>Level summary of {formatDay(choices.submittedAt)}</TextLink>
      </p>
      <h1 className="mt-2 text-page">Who may see this</h1>
      <p className="mt-3 max-w-reading text-ink-2">
        Your self-assessment is yours. Nothing of it is shown to anybody until you share it, and you can stop at any time.
      </p>
      {actionError && <ErrorNotice actionError={actionError} className="mt-6" />}
      {choices.teams.length === 0 && (
        <p className="mt-8 max-w-reading">
          You are not in a team, so there is nobody to share it with. A coach can invite you: open the link that they send you, and then
          come back here.
        </p>
      )}
      {choices.teams.map((team) => (
        <TeamSection
          key={team.teamId}
          assessmentId={assessmentId}
          team={team}
          choice={team === open ? choice : null}
          preview={team === open ? preview : null}
          done={!actionError && query.team === team.teamId ? query.done : undefined}
        />
      ))}
    </div>
  );
});

type TeamSectionProps = {
  assessmentId: string;
  team: SharingTeam;
  /** Only for the team that the owner is deciding about, for the preview. */
  choice: ShareChoice | null;
  preview: SharePreview | null;
  done: string | string[] | undefined;
};

function TeamSection({ assessmentId, team, choice, preview, done }: TeamSectionProps) {
  const { teamId, name, coaches, state } = team;
  const isShared = state.kind === "shared";
  const shown = choice ?? (isShared ? state : { withEvidence: false, withPlan: false });
  const isAsShared = isShared && state.withEvidence === shown.withEvidence && state.withPlan === shown.withPlan;
  const fields = (
    <>
      <input type="hidden" name="assessmentId" value={assessmentId} />
      <input type="hidden" name="teamId" value={teamId} />
    </>
  );
  return (
    <section id={`team-${teamId}`} aria-labelledby={`name-${teamId}`} className="mt-10 border-t border-line pt-8">
      <h2 id={`name-${teamId}`} className="text-part wrap-anywhere">
        {name}
      </h2>
      {done === "shared" && isShared && (
        <div className="mt-4">
          <Notice kind="status" title={`Shared with ${name}.`} />
        </div>
      )}
      {done === "stopped" && !isShared && (
        <div className="mt-4">
          <Notice kind="status" title={`No longer shared with ${name}.`} />
        </div>
      )}
      <p className="mt-3 max-w-reading text-ink-2">{describeState(team)}</p>
      <form
        key={writeWhat(shown).join(" ")}
        action={`${sharePath(assessmentId)}#team-${teamId}`}
        className="mt-5 max-w-reading"
        aria-label={`What to share with ${name}`}
      >
        <input type="hidden" name="team" value={teamId} />
        <input type="hidden" name="what" value="ratings" />
        <fieldset>
          <legend className="font-semibold">Beside your ratings</legend>
          <ChoiceField
            type="checkbox"
            name="what"
            value="examples"
            defaultChecked={shown.withEvidence}
            label="My examples"
            hint="What you wrote as a recent example, for each behavior."
          />
          <ChoiceField
            type="checkbox"
            name="what"
            value="plan"
            defaultChecked={shown.withPlan}
            label="My focus and plan"
            hint="What you marked as mattering most, the focus that follows from it, and the plan that you keep for it."
          />
        </fieldset>
        <Button type="submit" variant="secondary" className="mt-3">
          Show the preview
        </Button>
      </form>
      {preview && (
        <>
          <SharePreviewView id={`preview-${teamId}`} teamName={name} coaches={coaches} preview={preview} />
          {isAsShared ? (
            <p className="mt-6 font-semibold">This is what you share now.</p>
          ) : (
            <form action={shareAssessmentAction} className="mt-6">
              {fields}
              {writeWhat(shown).map((what) => (
                <input key={what} type="hidden" name="what" value={what} />
              ))}
              <Button type="submit">
                {isShared ? `Change it: ${describeShare(shown)}` : `Share with ${name}: ${describeShare(shown)}`}
              </Button>
            </form>
          )}
        </>
      )}
      {isShared && (
        <div className="mt-6">
          <ConfirmDialog label={`Stop sharing with ${name}`}>
            <p className="mb-4 max-w-[40rem] text-ink-2">
              Its coaches then see that you stopped, and when, and nothing else. A team summary that counts your answers is no longer shown
              to anybody. You can share it again later.
            </p>
            <form action={withdrawShareAction}>
              {fields}
              <Button type="submit" variant="secondary">
                Stop sharing
              </Button>
            </form>
          </ConfirmDialog>
        </div>
      )}
    </section>
  );
}
