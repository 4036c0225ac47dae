/** The search above a long list: a plain form whose result has its own address. */
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select-field";

type ListSearchProps = {
  label: string;
  search: string;
  show: string;
  shown: readonly { value: string; name: string }[];
  /** The list's current order, which stays. */
  kept: Readonly<Record<string, string>>;
};

export function ListSearch({ label, search, show, shown, kept }: ListSearchProps) {
  return (
    <form method="get" className="mt-6 grid items-end gap-x-5 gap-y-4 sm:grid-cols-[1fr_14rem_auto]">
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field id="search" name="q" type="search" label={label} defaultValue={search} maxLength={100} />
      <SelectField id="show" name="show" label="Show" options={shown} defaultValue={show} />
      <Button type="submit" variant="secondary">
        Search
      </Button>
    </form>
  );
}
