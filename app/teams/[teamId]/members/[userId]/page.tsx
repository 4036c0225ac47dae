/** For a team's coaches: what one person in the team shared with them, and their own review of it. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { memberPath } from "@/app/teams/paths";
import { PendingReviewText, pendingTexts } from "@/components/review/pending-review-text";
import { SharedResultView } from "@/components/sharing/shared-result";
import { ErrorNotice } from "@/components/ui/error-notice";
import { formatDay } from "@/components/ui/format-day";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { Account } from "@/lib/access/actor";
import { getActionError } from "@/lib/actions/define-action";
import { firstParam } from "@/lib/actions/fields";
import { getMemberPage } from "@/lib/data/sharing/queries";
import type { ActionError } from "@/lib/domain/request/action-result";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import type { MemberPage } from "@/lib/domain/sharing/member-page";
import { describeShare, type MemberShare } from "@/lib/domain/sharing/share";
import { ShownShareView } from "./shown-share";

type Props = {
  params: Promise<{ teamId: string; userId: string }>;
  searchParams: Promise<{ assessment?: string | string[]; done?: string | string[] }>;
};

export const metadata: Metadata = { title: "Shared with you" };

/** What a coach typed, when the page has no form for it anymore. */
function typedApart(actionError: ActionError | null): ActionError | null {
  const isReview = ["review", "notes"].includes(actionError?.values.form ?? "");
  const isOver = actionError !== null && ["Conflict", "NotFound", "Forbidden"].includes(actionError.code);
  return isReview && isOver && pendingTexts({ values: actionError.values, source: null }).length > 0 ? actionError : null;
}

const isNotFound = (error: unknown) => error instanceof ExpectedError && error.code === "NotFound";

/** After an error, the page without what is no longer shared, or null: what was typed is shown either way. */
async function readPage(account: Account, teamId: string, userId: string, asked: string | null, apart: ActionError | null) {
  try {
    return await getMemberPage(account, { teamId, userId, assessmentId: asked }, new Date());
  } catch (error) {
    if (!apart || !isNotFound(error)) throw error;
  }
  try {
    return await getMemberPage(account, { teamId, userId, assessmentId: null }, new Date());
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

export default definePage(async function OneMemberPage({ params, searchParams }: Props) {
  const { teamId, userId } = await params;
  const { assessment, done } = await searchParams;
  const account = await getAccountOrSignIn(memberPath(teamId, userId));
  const actionError = getActionError();
  const apart = typedApart(actionError);
  const asked = Array.isArray(assessment) ? assessment[0] : assessment;
  const page = await readPage(account, teamId, userId, asked ?? null, apart);
  const shown = page?.shown ?? null;
  const inForm = actionError && !apart ? actionError : null;
  const isSaidBelow = inForm !== null && shown !== null && !page?.isYou && inForm.values.form !== undefined;
  return (
    <div className="mx-auto max-w-[56rem] px-5 pt-8">
      {page && (
        <p>
          <TextLink href={`/teams/${encodeURIComponent(teamId)}`} className="wrap-anywhere">
            {page.teamName}
          </TextLink>
        </p>
      )}
      <h1 className="mt-2 text-page wrap-anywhere">{page?.personName ?? "This is no longer here"}</h1>
      {actionError && !isSaidBelow && <ErrorNotice actionError={actionError} className="mt-6" />}
      {apart && <PendingReviewText values={apart.values} source={shown?.competency.source ?? null} />}
      {page?.shares.length === 0 && (
        <p className="mt-4 max-w-reading text-ink-2">
          {page.personName} has shared nothing with the coaches of {page.teamName} yet. Once they share a self-assessment, you can review it
          here.
        </p>
      )}
      {page && shown && !page.isYou && (
        <ShownShareView account={account} page={page} shown={shown} done={firstParam(done)} actionError={isSaidBelow ? inForm : null} />
      )}
      {page?.isYou && shown?.result && (
        <div className="mt-8">
          <p className="mb-6 max-w-reading text-ink-2">
            This is your own self-assessment, as the team’s other coaches see it once they have rated it too. You cannot review it yourself.
          </p>
          <SharedResultView result={shown.result} headingLevel={2} />
        </div>
      )}
      {page && page.shares.length > 0 && <History page={page} />}
    </div>
  );
});

function History({ page }: { page: MemberPage }) {
  return (
    <Section id="history" title="Everything shared" size="subpart" className="mt-14">
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {page.shares.map((share, index) =>
          share.kind === "withdrawn" ? (
            // A withdrawn share has no id here.
            <li key={`withdrawn-${index}`} className="py-3 text-ink-2">
              A self-assessment: {page.personName} stopped sharing it on {formatDay(share.withdrawnAt)}.
            </li>
          ) : (
            <HistoryEntry key={share.assessmentId} page={page} share={share} />
          ),
        )}
      </ul>
    </Section>
  );
}

function HistoryEntry({ page, share }: { page: MemberPage; share: Extract<MemberShare, { kind: "shared" }> }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 py-1.5">
      <span className="py-1.5">
        Self-assessment of {formatDay(share.submittedAt)}
        <span className="block text-[0.94rem] text-ink-2">
          Shared on {formatDay(share.sharedAt)}, {describeShare(share)}
        </span>
      </span>
      {share.assessmentId === page.shown?.assessmentId ? (
        <span className="text-ink-3">Shown above</span>
      ) : (
        <TextLink href={memberPath(page.teamId, page.userId, { assessment: share.assessmentId })}>
          Open<span className="sr-only"> the one of {formatDay(share.submittedAt)}</span>
        </TextLink>
      )}
    </li>
  );
}
