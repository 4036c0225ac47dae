/** What each behavior looks like at each level: a grid where there is space, else one group per behavior. */
import type { ReactNode } from "react";
import { LevelStone } from "@/components/charts/stones";

type Named = { id: string; name: string };

type AnchorGridProps = {
  caption: string;
  behaviors: readonly Named[];
  levels: readonly Named[];
  /** The anchor, to read or to write. */
  renderCell: (behavior: Named, level: Named, rank: number) => ReactNode;
};

/** The roles are explicit because browsers drop table semantics when rows are laid out as blocks. */
export function AnchorGrid({ caption, behaviors, levels, renderCell }: AnchorGridProps) {
  return (
    <table
      role="table"
      className="block w-full border-collapse text-left min-[68rem]:table min-[68rem]:table-fixed print:table print:table-fixed print:text-[7.8pt] print:leading-[1.35]"
    >
      <caption className="sr-only">{caption}</caption>
      <thead
        role="rowgroup"
        className="sr-only min-[68rem]:not-sr-only min-[68rem]:table-header-group print:not-sr-only print:table-header-group"
      >
        <tr role="row" className="block min-[68rem]:table-row print:table-row">
          <th
            scope="col"
            role="columnheader"
            className="w-[15%] pr-4 pb-3 align-bottom text-[0.94rem] font-semibold text-ink-2 print:text-[9pt]"
          >
            Behavior
          </th>
          {levels.map(({ id, name }, rank) => (
            <th key={id} scope="col" role="columnheader" className="px-3 pb-3 align-bottom font-semibold print:px-1.5">
              <LevelStone rank={rank} className="mb-1.5 h-5 w-auto print:h-4" />
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="block min-[68rem]:table-row-group print:table-row-group">
        {behaviors.map((behavior) => (
          <tr
            key={behavior.id}
            role="row"
            className="block break-inside-avoid border-t border-edge pt-6 pb-7 min-[68rem]:table-row print:table-row print:border-line"
          >
            <th
              scope="row"
              role="rowheader"
              className="mb-3 block font-display text-[1.35rem] leading-tight font-[560] tracking-[-0.012em] min-[68rem]:mb-0 min-[68rem]:table-cell min-[68rem]:py-5 min-[68rem]:pr-4 min-[68rem]:align-top min-[68rem]:text-[1.12rem] print:table-cell print:py-0.5 print:pr-2 print:align-top print:text-[8.5pt]"
            >
              {behavior.name}
            </th>
            {levels.map((level, rank) => (
              <td
                key={level.id}
                role="cell"
                className="block py-2 min-[68rem]:table-cell min-[68rem]:px-3 min-[68rem]:py-5 min-[68rem]:align-top min-[68rem]:text-[0.92rem] min-[68rem]:leading-[1.5] print:table-cell print:text-[7.8pt] print:leading-[1.35] print:px-1.5 print:py-0.5 print:align-top"
              >
                <span className="flex items-center gap-2.5 font-semibold min-[68rem]:hidden print:hidden">
                  <span className="flex w-12 justify-center">
                    <LevelStone rank={rank} className="h-4 w-auto" />
                  </span>
                  {level.name}
                </span>
                <div className="pl-[3.63rem] text-ink-2 min-[68rem]:p-0 min-[68rem]:text-ink print:p-0">
                  {renderCell(behavior, level, rank)}
                </div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
