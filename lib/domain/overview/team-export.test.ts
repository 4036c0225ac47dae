import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { EXPORT_COLUMN_NAMES, EXPORT_COLUMNS, type ExportedSubmission, exportCells, exportRows } from "./team-export";

const { source } = productManagement;
const [first, second, third] = source.behaviors.map(({ id }) => id) as [string, string, string];
const now = new Date("2026-06-15T23:30:00Z");

const submission = (more: Partial<ExportedSubmission> = {}): ExportedSubmission => ({
  userId: "u",
  name: "Olive Owner",
  roundName: null,
  submittedAt: now,
  revisionNumber: 3,
  source,
  ratings: [
    { behaviorId: first, answer: "beginner", evidence: "Seen on Monday" },
    { behaviorId: second, answer: "no-opportunity", evidence: "" },
    { behaviorId: third, answer: "catalyst", evidence: "" },
  ],
  priorities: null,
  plans: new Map(),
  review: null,
  agreedLevels: new Map(),
  ...more,
});

describe("a person's rows", () => {
  it("have one for each behavior, ranks from 1, and none where no level was chosen", () => {
    const rows = exportRows(submission({ roundName: "Q2" }));
    expect(rows).toHaveLength(source.behaviors.length);
    expect(rows[0]).toEqual({
      person: "Olive Owner",
      person_id: "u",
      round: "Q2",
      submitted_on: "2026-06-15",
      competency: source.name,
      revision: 3,
      behavior_id: first,
      behavior: source.behaviors[0]?.name,
      answer_id: "beginner",
      answer: "Beginner",
      rank: 1,
      example: "Seen on Monday",
      is_focus: null,
      plan: null,
      own_review_answer: null,
      own_review_rank: null,
      own_review_blind: null,
      own_review_committed_on: null,
      own_review_released_on: null,
      agreed_level: null,
      agreed_on: null,
      agreed_why: null,
    });
    expect(rows[1]).toMatchObject({ answer_id: "no-opportunity", answer: "No opportunity yet", rank: null, example: null });
    expect(rows[2]).toMatchObject({ answer: "Catalyst", rank: 5 });
  });

  it("say what the focus and the plan are where those are shared", () => {
    const rows = exportRows(submission({ priorities: [], plans: new Map([[first, { when: "it rains", then: "read" }]]) }));
    expect(rows.slice(0, 2).map(({ is_focus, plan }) => [is_focus, plan])).toEqual([
      [true, "If it rains, then I read."],
      [false, null],
    ]);
    const unrated = source.behaviors.map(({ id }) => ({ behaviorId: id, answer: "no-opportunity", evidence: "" }));
    expect(exportRows(submission({ priorities: [second], ratings: unrated })).map(({ is_focus }) => is_focus)).toEqual(
      source.behaviors.map(({ id }) => id === second),
    );
  });

  it("have the coach's own rating and what was agreed beside the person's, each on its own", () => {
    const review = {
      answers: new Map([
        [first, "guide"],
        [second, "not-observed"],
      ]),
      isBlind: true,
      committedAt: now,
      releasedAt: null,
    };
    const agreedLevels = new Map([[first, { levelId: "advanced", why: "Both saw it", agreedAt: now }]]);
    const [one, two, three] = exportRows(submission({ review, agreedLevels }));
    expect(one).toMatchObject({
      rank: 1,
      own_review_answer: "Guide",
      own_review_rank: 4,
      own_review_blind: true,
      own_review_committed_on: "2026-06-15",
      own_review_released_on: null,
      agreed_level: "Advanced",
      agreed_on: "2026-06-15",
      agreed_why: "Both saw it",
    });
    expect(two).toMatchObject({ own_review_answer: "Not observed", own_review_rank: null, agreed_level: null });
    expect(three).toMatchObject({ own_review_answer: null, own_review_blind: true });
  });

  it("are cells in the order of the columns, with words for true and false and nothing for nothing", () => {
    const cells = exportRows(submission({ priorities: [] })).map(exportCells);
    expect(cells[0]).toHaveLength(EXPORT_COLUMN_NAMES.length);
    expect(cells[0]?.slice(0, 3)).toEqual(["Olive Owner", "u", ""]);
    const focus = EXPORT_COLUMN_NAMES.indexOf("is_focus");
    expect(cells.slice(0, 2).map((row) => row[focus])).toEqual(["yes", "no"]);
  });
});

it("the document names each column with its meaning, and no other", () => {
  const text = readFileSync(path.resolve(import.meta.dirname, "../../../docs/team-export.md"), "utf8");
  const [, columns = ""] = /\n## Columns\n([\s\S]*?)\n## /.exec(text) ?? [];
  const documented = [...columns.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, name, meaning]) => [name, meaning]);
  expect(documented).toEqual(Object.entries(EXPORT_COLUMNS));
});
