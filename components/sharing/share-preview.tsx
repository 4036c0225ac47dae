/** Before anything is shared: exactly what the coaches and the team will see. */

import { TeamAggregateView } from "@/components/cohort/team-cohort-view";
import { Section } from "@/components/ui/section";
import type { SharePreview } from "@/lib/domain/sharing/share";
import { joinNames } from "@/lib/domain/text/wording";
import { SharedResultView } from "./shared-result";

type SharePreviewViewProps = { id: string; teamName: string; coaches: readonly string[]; preview: SharePreview };

export function SharePreviewView({ id, teamName, coaches, preview }: SharePreviewViewProps) {
  return (
    <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-6">
      <Section
        id={`${id}-coaches`}
        title="What your coaches will see"
        level={3}
        size="card"
        className="rounded-panel border border-line bg-surface p-5 sm:p-7"
      >
        <p className="mt-2 mb-6 text-ink-2">
          {coaches.length > 0
            ? `This, with your name: ${joinNames(coaches)}, and whoever coaches ${teamName} later, for as long as you share it.`
            : `${teamName} has no other coach now. Whoever coaches it later will see this, with your name, for as long as you share it.`}
        </p>
        <div className="border-t border-line pt-6">
          <SharedResultView result={preview.coach} headingLevel={3} />
        </div>
      </Section>
      <Section
        id={`${id}-team`}
        title="What your team will see"
        level={3}
        size="card"
        className="rounded-panel border border-line bg-surface p-5 sm:p-7"
      >
        <p className="mt-2 mb-6 text-ink-2">
          Not your name, not your ratings, none of your examples, and not your plan: only the team summary on this page. Your answers count
          in the next one, together with the others’.
          {preview.coach.withPlan &&
            " If you chose on the team’s page that you may be proposed for pairings, the agenda of a workshop may name you as somebody who wants to grow in your focus."}
        </p>
        <div className="border-t border-line pt-6">
          <TeamAggregateView view={preview.team} />
        </div>
      </Section>
    </div>
  );
}
