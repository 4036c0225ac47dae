/** For a team's coaches: what one person of the team shared with them. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { SharedResultView } from "@/components/team/shared-result";
import { formatDay } from "@/components/ui/format-day";
import { getMemberShares } from "@/lib/data/sharing";

type Props = {
  params: Promise<{ teamId: string; userId: string }>;
  searchParams: Promise<{ assessment?: string | string[] }>;
};

export const metadata: Metadata = { title: "Shared with you" };

export default definePage(async function MemberPage({ params, searchParams }: Props) {
  const { teamId, userId } = await params;
  const { assessment } = await searchParams;
  const path = `/teams/${encodeURIComponent(teamId)}/members/${encodeURIComponent(userId)}`;
  const account = await getAccountOrSignIn(path);
  const asked = Array.isArray(assessment) ? assessment[0] : assessment;
  const { teamName, personName, shares, shown } = await getMemberShares(account, teamId, userId, asked ?? null);
  return (
    <div className="mx-auto max-w-[56rem] px-5 pt-8">
      <p>
        <a href={`/teams/${encodeURIComponent(teamId)}`} className="text-link inline-flex min-h-11 items-center wrap-anywhere">
          {teamName}
        </a>
      </p>
      <h1 className="mt-2 text-[2rem] wrap-anywhere sm:text-[2.75rem]">{personName}</h1>
      {shares.length === 0 && (
        <p className="mt-4 max-w-[44rem] text-ink-2">
          {personName} has shared nothing with the coaches of {teamName} yet. Once they share a self-assessment, its ratings will be here.
        </p>
      )}
      {shown && (
        <div className="mt-8">
          <SharedResultView result={shown} headingLevel={2} />
        </div>
      )}
      {shares.length > 0 && (
        <section aria-labelledby="history" className="mt-12">
          <h2 id="history" className="text-[1.4rem]">
            Everything shared
          </h2>
          <ul className="mt-3 divide-y divide-line border-y border-line">
            {shares.map((share, index) =>
              share.kind === "withdrawn" ? (
                // Of one that was withdrawn there is no id to tell it by.
                <li key={`withdrawn-${index}`} className="py-3 text-ink-2">
                  A self-assessment: {personName} stopped sharing it on {formatDay(share.withdrawnAt)}.
                </li>
              ) : (
                <li key={share.assessmentId} className="flex flex-wrap items-center justify-between gap-x-6 py-1.5">
                  <span className="py-1.5">
                    Self-assessment of {formatDay(share.submittedAt)}
                    <span className="block text-[0.94rem] text-ink-2">
                      Shared on {formatDay(share.sharedAt)}, {share.withEvidence ? "with examples" : "ratings only"}
                    </span>
                  </span>
                  {share.assessmentId === shown?.assessmentId ? (
                    <span className="text-ink-3">Shown above</span>
                  ) : (
                    <a
                      href={`${path}?assessment=${encodeURIComponent(share.assessmentId)}`}
                      className="text-link inline-flex min-h-11 items-center"
                    >
                      Open<span className="sr-only"> the one of {formatDay(share.submittedAt)}</span>
                    </a>
                  )}
                </li>
              ),
            )}
          </ul>
        </section>
      )}
    </div>
  );
});
