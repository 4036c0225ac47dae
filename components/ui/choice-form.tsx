/** A choice whose result has its own address: a plain form, sent by GET. */
import type { ReactNode } from "react";
import { Button } from "./button";

/** `kept` is the rest of the address's query, without empty values. */
export function ChoiceForm({ action, kept, children }: { action: string; kept: Readonly<Record<string, string>>; children: ReactNode }) {
  return (
    <form method="get" action={action} className="flex flex-wrap items-end gap-4">
      {Object.entries(kept).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
      <div className="w-full max-w-[20rem]">{children}</div>
      <Button type="submit" variant="secondary">
        Show
      </Button>
    </form>
  );
}
