/** Where an owner decides, team by team, what to share of one submitted assessment, and sees before what will be seen. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { SharePreviewView } from "@/components/team/share-preview";
import { AskFirst } from "@/components/ui/ask-first";
import { Button, ButtonLink } from "@/components/ui/button";
import { formatDay } from "@/components/ui/format-day";
import { Notice } from "@/components/ui/notice";
import { RefusalNotice } from "@/components/ui/refusal-notice";
import { findRefusal } from "@/lib/actions/define-action";
import { findActor } from "@/lib/auth/actor";
import { listSharingChoices, previewShare } from "@/lib/data/sharing";
import { joinNames } from "@/lib/domain/assessment/wording";
import type { SharePreview, SharingTeam } from "@/lib/domain/team/sharing";
import { shareAssessmentAction, withdrawShareAction } from "./actions";
import { sharePath } from "./path";

type Props = {
  params: Promise<{ assessmentId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const metadata: Metadata = { title: "Share" };

type What = "ratings" | "examples";
const CHOICES: { what: What; label: string }[] = [
  { what: "ratings", label: "Ratings only" },
  { what: "examples", label: "Ratings and examples" },
];

function sayState({ state, coaches }: SharingTeam): string {
  const who = coaches.length > 0 ? `its coaches (${joinNames(coaches)})` : "its coaches";
  switch (state.kind) {
    case "not-shared":
      return "Not shared. Nobody in this team sees it.";
    case "shared":
      return `Shared since ${formatDay(state.sharedAt)}: ${who} see your ratings${state.withEvidence ? " and your examples" : ", and none of your examples"}.`;
    case "withdrawn":
      return `You stopped sharing it on ${formatDay(state.withdrawnAt)}. ${who.charAt(0).toUpperCase()}${who.slice(1)} see that, and nothing else.`;
  }
}

export default definePage(async function SharePage({ params, searchParams }: Props) {
  const { assessmentId } = await params;
  const query = await searchParams;
  const actor = await findActor();
  const choices = await listSharingChoices(actor, assessmentId);
  const refusal = findRefusal();
  const asked = refusal?.values.teamId ?? query.team;
  const open = choices.teams.find(({ teamId }) => teamId === asked) ?? (choices.teams.length === 1 ? choices.teams[0] : undefined);
  const given = refusal?.values.what ?? query.what;
  const shared = open?.state.kind === "shared" ? open.state : null;
  const what: What = given === "examples" || given === "ratings" ? given : shared?.withEvidence ? "examples" : "ratings";
  const preview = open ? await previewShare(actor, assessmentId, open.teamId, what === "examples", new Date()) : null;
  return (
    <div className="mx-auto max-w-[56rem] px-5 pt-8">
      <p>
        <a href={`/results/${encodeURIComponent(assessmentId)}`} className="text-link inline-flex min-h-11 items-center">
          Level summary of {formatDay(choices.submittedAt)}
        </a>
      </p>
      <h1 className="mt-2 text-[2rem] sm:text-[2.75rem]">Who may see this</h1>
      <p className="mt-3 max-w-[44rem] text-ink-2">
        Your self-assessment is yours. Nothing of it is shown to anybody until you share it, and you can stop at any time.
      </p>
      {refusal && <RefusalNotice refusal={refusal} className="mt-6" />}
      {choices.teams.length === 0 && (
        <p className="mt-8 max-w-[44rem]">
          You are not in a team, so there is nobody to share it with. A coach can invite you: open the link that they send you, and then
          come back here.
        </p>
      )}
      {choices.teams.map((team) => (
        <TeamSection
          key={team.teamId}
          assessmentId={assessmentId}
          team={team}
          what={what}
          preview={team === open ? preview : null}
          done={!refusal && query.team === team.teamId ? query.done : undefined}
        />
      ))}
    </div>
  );
});

type TeamSectionProps = {
  assessmentId: string;
  team: SharingTeam;
  what: What;
  /** Only of the team that is being decided about. */
  preview: SharePreview | null;
  done: string | string[] | undefined;
};

function TeamSection({ assessmentId, team, what, preview, done }: TeamSectionProps) {
  const { teamId, name, coaches, state } = team;
  const isShared = state.kind === "shared";
  const isAsShared = isShared && state.withEvidence === (what === "examples");
  const fields = (
    <>
      <input type="hidden" name="assessmentId" value={assessmentId} />
      <input type="hidden" name="teamId" value={teamId} />
    </>
  );
  return (
    <section id={`team-${teamId}`} aria-labelledby={`name-${teamId}`} className="mt-10 border-t border-line pt-8">
      <h2 id={`name-${teamId}`} className="text-[1.65rem] wrap-anywhere">
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
      <p className="mt-3 max-w-[44rem] text-ink-2">{sayState(team)}</p>
      <nav aria-label={`What to share with ${name}`} className="mt-5 flex flex-wrap gap-3">
        {CHOICES.map((choice) => {
          const isChosen = preview !== null && choice.what === what;
          return (
            <ButtonLink
              key={choice.what}
              look="secondary"
              href={sharePath(assessmentId, { team: teamId, what: choice.what })}
              aria-current={isChosen ? "true" : undefined}
              className={isChosen ? "border-accent bg-sunk text-accent" : ""}
            >
              {choice.label}
            </ButtonLink>
          );
        })}
      </nav>
      {preview && (
        <>
          <SharePreviewView id={`preview-${teamId}`} teamName={name} coaches={coaches} preview={preview} />
          {isAsShared ? (
            <p className="mt-6 font-semibold">This is what you share now.</p>
          ) : (
            <form action={shareAssessmentAction} className="mt-6">
              {fields}
              <input type="hidden" name="what" value={what} />
              <Button type="submit">
                {isShared ? `Change it: ${what === "examples" ? "ratings and examples" : "ratings only"}` : `Share with ${name}`}
              </Button>
            </form>
          )}
        </>
      )}
      {isShared && (
        <div className="mt-6">
          <AskFirst label={`Stop sharing with ${name}`}>
            <p className="mb-4 max-w-[40rem] text-ink-2">
              Its coaches then see that you stopped, and when, and nothing else. A picture of the team that your answers are counted in is
              no longer shown to anybody. You can share it again later.
            </p>
            <form action={withdrawShareAction}>
              {fields}
              <Button type="submit" look="secondary">
                Stop sharing
              </Button>
            </form>
          </AskFirst>
        </div>
      )}
    </section>
  );
}
