/** For a team's coaches: what one person in the team shared with them, and their own review of it. */
import type { Metadata } from "next";
import { cache } from "react";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { readTitle } from "@/app/read-title";
import { memberPath } from "@/app/teams/paths";
import { UnsentForm } from "@/app/unsent-form";
import { SharedResultView } from "@/components/sharing/shared-result";
import { formatDay } from "@/components/ui/format-day";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { firstParam } from "@/lib/actions/fields";
import { getMemberPage } from "@/lib/data/sharing/queries";
import type { MemberPage } from "@/lib/domain/sharing/member-page";
import { describeShare, type MemberShare } from "@/lib/domain/sharing/share";
import { formsOf, ShownShareView } from "./shown-share";

type Props = {
  params: Promise<{ teamId: string; userId: string }>;
  searchParams: Promise<{ assessment?: string | string[]; done?: string | string[] }>;
};

/** Once for the page and its title. */
const readMember = cache(async (teamId: string, userId: string, assessmentId: string | null) => {
  const account = await getAccountOrSignIn(memberPath(teamId, userId));
  return { account, page: await getMemberPage(account, { teamId, userId, assessmentId }, new Date()) };
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { teamId, userId } = await params;
  const { assessment } = await searchParams;
  return readTitle("Shared with you", async () => {
    const { page } = await readMember(teamId, userId, firstParam(assessment) ?? null);
    return `${page.personName} · ${page.teamName}`;
  });
}

export default definePage(async function OneMemberPage({ params, searchParams }: Props) {
  const { teamId, userId } = await params;
  const { assessment, done } = await searchParams;
  const { account, page } = await readMember(teamId, userId, firstParam(assessment) ?? null);
  const { shown } = page;
  return (
    <div className="mx-auto max-w-[56rem] px-5 pt-8">
      <p>
        <TextLink href={`/teams/${encodeURIComponent(teamId)}`} className="wrap-anywhere">
          {page.teamName}
        </TextLink>
      </p>
      <h1 className="mt-2 text-page wrap-anywhere">{page.personName}</h1>
      <UnsentForm shown={formsOf(page)} />
      {page.shares.length === 0 && (
        <p className="mt-4 max-w-reading text-ink-2">
          {page.personName} has shared nothing with the coaches of {page.teamName} yet. Once they share a self-assessment, you can review it
          here.
        </p>
      )}
      {shown && !page.isYou && <ShownShareView account={account} page={page} shown={shown} done={firstParam(done)} />}
      {page.isYou && shown?.result && (
        <div className="mt-8">
          <p className="mb-6 max-w-reading text-ink-2">
            This is your own self-assessment, as the team’s other coaches see it once they have rated it too. You cannot review it yourself.
          </p>
          <SharedResultView result={shown.result} headingLevel={2} />
        </div>
      )}
      {page.shares.length > 0 && <History page={page} />}
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
