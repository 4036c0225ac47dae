/** A page of people: role, state, teams, and when they were last here. */
import { Badge } from "@/components/ui/badge";
import { type DataColumn, DataTable } from "@/components/ui/data-table";
import { formatDay } from "@/components/ui/format-day";
import { TextLink } from "@/components/ui/text-link";
import type { ListedPerson } from "@/lib/domain/workspace/listed-person";

type PeopleTableProps = {
  people: readonly ListedPerson[];
  count: number;
  /** The number of the first person shown, of `count`. */
  first: number;
  selfId: string;
  sort: string;
  direction: "asc" | "desc";
  hrefOf: (changed: Record<string, string>) => string;
};

export type Order = Pick<PeopleTableProps, "sort" | "direction" | "hrefOf">;

/** The order after a click on this column's heading: its default first, then the other direction. */
export function sortBy(column: string, { sort, direction, hrefOf }: Order) {
  const current = sort === column ? (direction === "asc" ? ("ascending" as const) : ("descending" as const)) : null;
  return { href: hrefOf({ sort: column, direction: current === "ascending" ? "desc" : "asc" }), current };
}

/** "People 51 to 100 of 10,001" */
export function describeRange(what: string, first: number, shown: number, count: number): string {
  const words = (number: number) => number.toLocaleString("en-US");
  return shown === count ? `${what}: ${words(count)}` : `${what} ${words(first)} to ${words(first + shown - 1)} of ${words(count)}`;
}

function columnsFor(selfId: string, order: Order): DataColumn<ListedPerson>[] {
  return [
    {
      name: "Name",
      sort: sortBy("name", order),
      cell: ({ userId, name, email, isAdmin, isDisabled }) => (
        <>
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <TextLink href={`/admin/people/${encodeURIComponent(userId)}`} className="-my-2.5 font-semibold" dir="auto">
              {name}
            </TextLink>
            {isAdmin && <Badge>Admin</Badge>}
            {isDisabled && <Badge kind="alert">Disabled</Badge>}
            {userId === selfId && <Badge>You</Badge>}
          </span>
          <span className="block text-ink-2">{email}</span>
        </>
      ),
    },
    {
      name: "Teams",
      sort: sortBy("teams", order),
      cell: ({ teams }) =>
        teams.length === 0 ? "none" : teams.map(({ name, role }) => (role === "coach" ? `${name} (coach)` : name)).join(", "),
    },
    { name: "Joined", sort: sortBy("joined", order), cell: ({ joinedAt }) => formatDay(joinedAt) },
    { name: "Last here", sort: sortBy("seen", order), cell: ({ lastSeenAt }) => (lastSeenAt ? formatDay(lastSeenAt) : "not yet") },
  ];
}

export function PeopleTable({ people, count, first, selfId, ...order }: PeopleTableProps) {
  if (people.length === 0) {
    return (
      <p className="text-ink-2">
        {count > 0
          ? "There are no people on this page. Go back to the first one."
          : "Nobody matches. Try a shorter part of the name or address."}
      </p>
    );
  }
  return (
    <DataTable
      caption={describeRange("People", first, people.length, count)}
      columns={columnsFor(selfId, order)}
      rows={people}
      keyOf={({ userId }) => userId}
    />
  );
}
