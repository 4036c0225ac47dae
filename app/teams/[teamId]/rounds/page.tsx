/** A team's rounds, for its coaches: the open one with how far everybody is, the past ones, and the form for the next. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { OpenRoundChanges, ReopenRound } from "@/components/round/round-changes";
import { RoundForm } from "@/components/round/round-form";
import { RoundHistory } from "@/components/round/round-history";
import { RoundMembers } from "@/components/round/round-members";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { getActionError } from "@/lib/actions/define-action";
import { listCompetencies } from "@/lib/data/competency/queries/published";
import { getTeamRounds } from "@/lib/data/round/queries";
import { describeDue, describeOpening } from "@/lib/domain/round/round-wording";
import { isMailConfigured } from "@/lib/platform/environment";
import { roundsPath, teamPath } from "../../paths";
import { closeRoundAction, moveRoundAction, openRoundAction, reopenRoundAction } from "./actions";

type Props = { params: Promise<{ teamId: string }>; searchParams: Promise<{ done?: string | string[] }> };

export const metadata: Metadata = { title: "Rounds" };

const DONE: Record<string, string> = {
  opened: "The round is open.",
  moved: "The round has its new day.",
  closed: "The round is closed.",
  reopened: "The round is open again.",
};

export default definePage(async function RoundsPage({ params, searchParams }: Props) {
  const { teamId } = await params;
  const actor = await getAccountOrSignIn(roundsPath(teamId));
  const [{ teamName, memberCount, open, past }, competencies] = await Promise.all([
    getTeamRounds(actor, teamId, new Date()),
    listCompetencies(actor),
  ]);
  const { done } = await searchParams;
  const actionError = getActionError();
  const errorIn = (form: string) => (actionError?.values.form === form ? actionError : null);
  const [newest] = past;
  const reopenable = !open && newest?.isNewest ? newest : null;
  // A form whose round changed meanwhile may be gone: then its error is shown above.
  const forms = open ? ["move", "close"] : ["open", ...(reopenable ? ["reopen"] : [])];
  const isInForm = forms.some((form) => errorIn(form));
  const words = typeof done === "string" && Object.hasOwn(DONE, done) && !actionError ? DONE[done] : undefined;
  return (
    <div className="page-width pt-8">
      <p>
        <TextLink className="wrap-anywhere" href={teamPath(teamId)}>
          {teamName}
        </TextLink>
      </p>
      <h1 className="text-title">Rounds</h1>
      <p className="mt-4 max-w-reading text-ink-2">
        A round asks everybody in the team to assess themselves by a day. Here you see who has started, submitted and shared, but never an
        answer.
      </p>
      {words && (
        <div className="mt-6 max-w-reading">
          <Notice kind="status" title={words}>
            {done === "opened" && isMailConfigured() && memberCount > 0 && "Its members get a mail with a calendar file."}
          </Notice>
        </div>
      )}
      {actionError && !isInForm && <ErrorNotice actionError={actionError} className="mt-6 max-w-reading" />}
      {!isMailConfigured() && (
        <p className="mt-4 max-w-reading text-ink-2">
          No mail server is set up here, so mails are written to the server’s log. Tell people yourself; they also see the round on their
          first page.
        </p>
      )}

      {open && (
        <Section id="open" title={open.name} className="pt-10" headingClassName="wrap-anywhere">
          <p className="mt-3 mb-6 max-w-reading">
            Open since {describeOpening(open)}, until {describeDue(open)}.{" "}
            {competencies.length > 1 && `It is about ${open.competencyName}. `}
            {open.blindReviews
              ? "Reviews are blind: a member’s ratings are shown to a coach once that coach has given or skipped their own."
              : "Reviews are not blind: ratings are shown to the coaches once they are shared."}
          </p>
          <RoundMembers teamId={teamId} members={open.members} />
          <div className="mt-8">
            <OpenRoundChanges teamId={teamId} round={open} errorIn={errorIn} move={moveRoundAction} close={closeRoundAction} />
          </div>
        </Section>
      )}

      <Section
        id="open-round"
        title={`Open ${past.length === 0 && !open ? "the first" : "the next"} round`}
        className="pt-14"
        headingClassName="mb-5"
      >
        {open ? (
          <p className="max-w-reading wrap-anywhere text-ink-2">
            One round is open at a time. Once “{open.name}” has ended, you open the next one here.
          </p>
        ) : (
          <RoundForm
            teamId={teamId}
            memberCount={memberCount}
            competencies={competencies}
            actionError={errorIn("open")}
            action={openRoundAction}
          />
        )}
      </Section>

      <Section id="past" title="Past rounds" className="pt-14" headingClassName="mb-5">
        {past.length === 0 ? (
          <p className="max-w-reading text-ink-2">Rounds that have ended will be here, with how many submitted and shared.</p>
        ) : (
          <RoundHistory rounds={past} withCompetency={competencies.length > 1} />
        )}
        {reopenable && (
          <div className="mt-6 max-w-[34rem] wrap-anywhere">
            <ReopenRound teamId={teamId} round={reopenable} actionError={errorIn("reopen")} reopen={reopenRoundAction} />
          </div>
        )}
      </Section>
    </div>
  );
});
