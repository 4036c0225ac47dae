/** A table whose second column is drawn: chart and table in one. */
import type { ReactNode } from "react";

export function BarTable({ caption, drawn, children }: { caption: string; drawn: string; children: ReactNode }) {
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Behavior</th>
          <th scope="col">{drawn}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
