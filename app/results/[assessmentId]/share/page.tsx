/** Where an owner decides, team by team, what to share of a submitted assessment, with a preview of what others will see. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { ShareForm } from "@/components/sharing/share-form";
import { CoachPreview, TeamPreview } from "@/components/sharing/share-preview";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { firstParam } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { getSharingChoices, previewShare } from "@/lib/data/sharing/queries";
import { describeShare, narrowResult, type ShareChoice, type SharePreview, type SharingTeam } from "@/lib/domain/sharing/share";
import { joinNames } from "@/lib/domain/text/wording";
import { shareAssessmentAction, withdrawShareAction } from "./actions";
import { sharePath } from "./path";
import { readWhat } from "./share-options";

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

const EVERYTHING: ShareChoice = { withEvidence: true, withPlan: true };
const RATINGS_ONLY: ShareChoice = { withEvidence: false, withPlan: false };

/** Every choice that an owner can make beside the ratings. */
const CHOICES: ShareChoice[] = [RATINGS_ONLY, { withEvidence: true, withPlan: false }, { withEvidence: false, withPlan: true }, EVERYTHING];

export default definePage(async function SharePage({ params, searchParams }: Props) {
  const { assessmentId } = await params;
  const query = await searchParams;
  const actor = await findActor();
  const choices = await getSharingChoices(actor, assessmentId);
  const asked = firstParam(query.team);
  const open = choices.teams.find(({ teamId }) => teamId === asked) ?? (choices.teams.length === 1 ? choices.teams[0] : undefined);
  const preview = open ? await previewShare(actor, { assessmentId, teamId: open.teamId }, EVERYTHING, new Date()) : null;
  return (
    <div className="mx-auto max-w-[56rem] px-5 pt-8">
      <p>
        <TextLink href={`/results/${encodeURIComponent(assessmentId)}`}>Level summary of {formatDay(choices.submittedAt)}</TextLink>
      </p>
      <h1 className="mt-2 text-page">Who may see this</h1>
      <p className="mt-3 max-w-reading text-ink-2">
        Your self-assessment is yours. Nothing of it is shown to anybody until you share it, and you can stop at any time.
      </p>
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
          asked={team === open && query.what !== undefined ? readWhat(query.what) : null}
          preview={team === open ? preview : null}
          done={asked === team.teamId ? query.done : undefined}
        />
      ))}
    </div>
  );
});

type TeamSectionProps = {
  assessmentId: string;
  team: SharingTeam;
  /** What was ticked when the preview was asked for without JavaScript. */
  asked: ShareChoice | null;
  /** Of everything; only for the team that the owner is deciding about. */
  preview: SharePreview | null;
  done: string | string[] | undefined;
};

function TeamSection({ assessmentId, team, asked, preview, done }: TeamSectionProps) {
  const { teamId, name, coaches, state } = team;
  const isShared = state.kind === "shared";
  const shared = isShared ? { withEvidence: state.withEvidence, withPlan: state.withPlan } : null;
  const fields = (
    <>
      <input type="hidden" name="assessmentId" value={assessmentId} />
      <input type="hidden" name="teamId" value={teamId} />
    </>
  );
  return (
    <section id={`team-${teamId}`} aria-labelledby={`name-${teamId}`} className="mt-10 border-t border-line pt-8">
      <h2 id={`name-${teamId}`} dir="auto" className="text-part wrap-anywhere">
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
      <p className="mt-3 max-w-reading wrap-anywhere text-ink-2">{describeState(team)}</p>
      {preview ? (
        <ShareForm
          // What is ticked begins anew where something else is shared.
          key={JSON.stringify([shared, asked])}
          name={`share-${teamId}`}
          teamName={name}
          initial={asked ?? shared ?? RATINGS_ONLY}
          shared={shared}
          fields={fields}
          previews={CHOICES.map((choice) => ({
            ...choice,
            label: isShared ? `Change it: ${describeShare(choice)}` : `Share with ${name}: ${describeShare(choice)}`,
            view: (
              <>
                <CoachPreview id={`preview-${teamId}`} teamName={name} coaches={coaches} result={narrowResult(preview.coach, choice)} />
                <TeamPreview id={`preview-${teamId}`} team={preview.team} withPlan={choice.withPlan} />
              </>
            ),
          }))}
          share={shareAssessmentAction}
        />
      ) : (
        <ButtonLink variant="secondary" href={sharePath(assessmentId, { team: teamId })} className="mt-5">
          {isShared ? `Change what ${name} sees …` : `Share with ${name} …`}
        </ButtonLink>
      )}
      {isShared && (
        <Form name={`withdraw-${teamId}`} action={withdrawShareAction} errorTitle="Still shared" className="mt-6">
          {fields}
          <ConfirmDialog label={`Stop sharing with ${name}`}>
            <p className="mb-4 max-w-[40rem] text-ink-2">
              Its coaches then see that you stopped, and when, and nothing else. A team summary that counts your answers is no longer shown
              to anybody. You can share it again later.
            </p>
            <Button type="submit" variant="secondary">
              Stop sharing
            </Button>
          </ConfirmDialog>
        </Form>
      )}
    </section>
  );
}
