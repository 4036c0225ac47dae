/** How each anchor of a revision works in use, by behavior, as counts over cohorts of people. */
import type { BehaviorUse } from "@/lib/domain/cohort/item-statistics";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";

type ItemStatisticsViewProps = { competency: CompetencyModel; behaviors: BehaviorUse[] };

const count = (number: number) => number.toLocaleString("en-US");

export function ItemStatisticsView({ competency, behaviors }: ItemStatisticsViewProps) {
  const { levels } = competency.source;
  return (
    <div className="mt-8 grid gap-10">
      {competency.source.behaviors.map(({ id, name }) => {
        const use = behaviors.find(({ behaviorId }) => behaviorId === id)?.use ?? null;
        return (
          <section key={id} aria-labelledby={`use-${id}`}>
            <h2 id={`use-${id}`} className="text-[1.35rem] wrap-anywhere">
              {name}
            </h2>
            {use === null ? (
              <p className="mt-2 text-ink-2">Not shown: too few people, or answers so alike that single ones would show.</p>
            ) : (
              <>
                <p className="mt-2 text-ink-2">
                  {count(use.people)} people; {count(use.noOpportunity)} skipped it with “No opportunity yet”.
                </p>
                {/* Stacked where there is no space for columns. */}
                <table className="mt-3 w-full border-collapse text-left max-sm:block">
                  <thead className="max-sm:sr-only">
                    <tr className="border-b border-line text-[0.94rem] text-ink-3">
                      <th scope="col" className="py-2 pr-4 font-normal">
                        Anchor
                      </th>
                      <th scope="col" className="py-2 pr-4 font-normal">
                        Chosen
                      </th>
                      <th scope="col" className="py-2 font-normal">
                        Changed after the next level was shown
                      </th>
                    </tr>
                  </thead>
                  <tbody className="max-sm:block">
                    {levels.map(({ id: levelId, name: level }) => {
                      const anchor = use.anchors.find((one) => one.levelId === levelId);
                      return (
                        <tr key={levelId} className="border-b border-line align-top max-sm:block max-sm:py-3">
                          <th scope="row" className="py-2.5 pr-4 font-normal wrap-anywhere max-sm:block max-sm:py-0">
                            <span className="font-semibold">{level}: </span>
                            {competency.additions.anchors[id]?.[levelId]}
                          </th>
                          <td className="py-2.5 pr-4 tabular-nums max-sm:block max-sm:py-0">
                            <span className="text-ink-3 sm:sr-only">Chosen: </span>
                            {count(anchor?.chosen ?? 0)}
                          </td>
                          <td className="py-2.5 tabular-nums max-sm:block max-sm:py-0">
                            <span className="text-ink-3 sm:sr-only">Changed after the next level was shown: </span>
                            {anchor?.changed
                              ? `${count(anchor.changed.count)} of the ${count(anchor.changed.of)} who chose it first`
                              : "too few to show"}
                          </td>
                        </tr>
                      );
                    })}
                  </tbody>
                </table>
              </>
            )}
          </section>
        );
      })}
    </div>
  );
}
