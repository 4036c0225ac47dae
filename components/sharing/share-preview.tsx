/** Before anything is shared: exactly what the coaches and the team will see. */

import { TeamAggregateView } from "@/components/cohort/team-cohort-view";
import { Section } from "@/components/ui/section";
import type { TeamAggregate } from "@/lib/domain/cohort/team-cohort";
import type { SharedResult } from "@/lib/domain/sharing/share";
import { joinNames } from "@/lib/domain/text/wording";
import { SharedResultView } from "./shared-result";

const PANEL = "rounded-panel border border-line bg-surface p-5 sm:p-7";

type CoachPreviewProps = { id: string; teamName: string; coaches: readonly string[]; result: SharedResult };

export function CoachPreview({ id, teamName, coaches, result }: CoachPreviewProps) {
  return (
    <Section id={`${id}-coaches`} title="What your coaches will see" level={3} size="card" className={PANEL}>
      <p className="mt-2 mb-6 wrap-anywhere text-ink-2">
        {coaches.length > 0
          ? `This, with your name: ${joinNames(coaches)}, and whoever coaches ${teamName} later, for as long as you share it.`
          : `${teamName} has no other coach now. Whoever coaches it later will see this, with your name, for as long as you share it.`}
      </p>
      <div className="border-t border-line pt-6">
        <SharedResultView result={result} headingLevel={3} />
      </div>
    </Section>
  );
}

type TeamPreviewProps = { id: string; team: TeamAggregate; withPlan: boolean };

export function TeamPreview({ id, team, withPlan }: TeamPreviewProps) {
  return (
    <Section id={`${id}-team`} title="What your team will see" level={3} size="card" className={PANEL}>
      <p className="mt-2 mb-6 text-ink-2">
        Not your name, not your ratings, none of your examples, and not your plan: only the team summary on this page. Your answers count in
        the next one, together with the others’.
        {withPlan &&
          " If you chose on the team’s page that you may be proposed for pairings, the agenda of a workshop may name you as somebody who wants to grow in your focus."}
      </p>
      <div className="border-t border-line pt-6">
        <TeamAggregateView view={team} />
      </div>
    </Section>
  );
}
