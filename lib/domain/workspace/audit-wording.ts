/** How the audit's facts read. */
import { AUDIT_ACTIONS, type AuditAction } from "./audit";

const NAMES: Record<string, string> = { with: "with", role: "role", count: "how many", from: "from", to: "to", lines: "lines" };

function word(name: string, value: unknown, detail: Readonly<Record<string, unknown>>): string {
  if (name === "withEvidence") return value === true ? "with evidence" : detail.withPlan === true ? "without evidence" : "ratings only";
  if (name === "withPlan") return "with focus and plan";
  const text = typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
  return name === "role" ? `as ${text}` : `${NAMES[name] ?? name} ${text}`;
}

/** The order of facts in a sentence, since PostgreSQL keeps no order of JSON's names. Other facts come last. */
const ORDER = [
  "competency",
  "revision",
  "changes",
  "with",
  "format",
  "round",
  "due",
  "rows",
  "by",
  "role",
  "coaches",
  "withEvidence",
  "withPlan",
  "from",
  "to",
  "count",
];

function placeOf(name: string): number {
  return ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length;
}

/** An entry's facts, except for its team, which is shown elsewhere. */
export function describeDetail(detail: Readonly<Record<string, unknown>>): string {
  return Object.entries(detail)
    .filter(([name, value]) => name !== "team" && !(name === "withPlan" && value === false))
    .toSorted(([one], [other]) => placeOf(one) - placeOf(other))
    .map(([name, value]) => word(name, value, detail))
    .join(", ");
}

/** An action from a newer version is shown by its name. */
export function auditActionLabel(action: string): string {
  return action in AUDIT_ACTIONS ? AUDIT_ACTIONS[action as AuditAction] : action;
}
