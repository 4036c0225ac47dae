/** What a competency is: the shape that the shipped one and every later revision must have. */
import { z } from "zod";

/**
 * These ids are taken: "no opportunity yet" is an answer beside the levels, "review" is a page beside the behaviors, and every
 * object has a "constructor".
 */
export const RESERVED_IDS: readonly string[] = ["no-opportunity", "review", "constructor"];

/** Kebab-case and never reused: answers are stored by these ids, which survive rewording and reordering. */
const idSchema = z
  .string()
  .max(100, { abort: true })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .refine((id) => !RESERVED_IDS.includes(id), "This id has a meaning of its own");
const textSchema = z.string().trim().min(1);

const behaviorSchema = z.strictObject({ id: idSchema, name: textSchema, definition: textSchema });

/** A level's descriptors describe the whole competency, never one behavior: an anchor does that. */
const levelSchema = z.strictObject({
  id: idSchema,
  name: textSchema,
  descriptors: z.array(textSchema).min(1),
});

/** The text of the document that the competency comes from, unchanged. */
const sourceSchema = z.strictObject({
  name: textSchema,
  purpose: textSchema,
  description: textSchema,
  /** This order is the competency's order, which breaks ties. */
  behaviors: z.array(behaviorSchema).min(1),
  /** Lowest first: the index is the rank, and the scale is ordinal. */
  levels: z.array(levelSchema).min(2),
  summary: textSchema,
  attribution: z.strictObject({ title: textSchema, url: z.url({ protocol: /^https?$/ }) }),
});

const practiceSchema = z.strictObject({
  /** The name that product people use. */
  name: textSchema,
  /** One line: how to begin this week. */
  begin: textSchema,
  origin: z.strictObject({ author: textSchema, title: textSchema }),
});

/** An if–then plan in two halves: "If {when}, then I {then}." (Gollwitzer & Sheeran 2006) */
const planStarterSchema = z.strictObject({ when: textSchema, then: textSchema });

/** Advice for a person who is at one level of one behavior. */
const guidanceSchema = z.strictObject({
  /** What changes at the next level; at the highest level, what passing it on looks like. */
  change: textSchema,
  practices: z.array(practiceSchema).min(2).max(3),
  /** Evidence that another person could see. */
  evidence: z.array(textSchema).min(1).max(3),
  question: textSchema,
  plan: planStarterSchema,
});

/** Advice for a person who has had no opportunity yet to show a behavior. */
const opportunitySchema = z.strictObject({
  /** How to create an opportunity. */
  create: textSchema,
  practices: z.array(practiceSchema).min(1).max(3),
  question: textSchema,
  plan: planStarterSchema,
});

/** What raters need and the source does not have. Each record is keyed by behavior id. */
const additionsSchema = z.strictObject({
  /** One or two words, for the axis of a chart. */
  shortNames: z.record(idSchema, textSchema),
  /** What a behavior looks like at a level: behavior id → level id → anchor. */
  anchors: z.record(idSchema, z.record(idSchema, textSchema)),
  /** Behavior id → the level id that a person is at → guidance. */
  guidance: z.record(idSchema, z.record(idSchema, guidanceSchema)),
  opportunities: z.record(idSchema, opportunitySchema),
});

function sameIds(expected: readonly string[], actual: readonly string[]): boolean {
  return expected.length === actual.length && expected.every((id) => actual.includes(id));
}

/** A whole competency: ids are unique, and every behavior has every addition at every level. */
export const competencyModelSchema = z
  .strictObject({ id: idSchema, source: sourceSchema, additions: additionsSchema })
  .superRefine(({ source, additions }, context) => {
    const behaviorIds = source.behaviors.map(({ id }) => id);
    const levelIds = source.levels.map(({ id }) => id);
    for (const [noun, ids] of [
      ["behaviors", behaviorIds],
      ["levels", levelIds],
    ] as const) {
      if (new Set(ids).size < ids.length) {
        context.addIssue({ code: "custom", path: ["source", noun], message: "Two have the same id" });
      }
    }
    for (const noun of ["shortNames", "anchors", "guidance", "opportunities"] as const) {
      if (!sameIds(behaviorIds, Object.keys(additions[noun]))) {
        context.addIssue({ code: "custom", path: ["additions", noun], message: "Not one for each behavior" });
      }
    }
    for (const noun of ["anchors", "guidance"] as const) {
      for (const [behaviorId, byLevel] of Object.entries(additions[noun])) {
        if (!sameIds(levelIds, Object.keys(byLevel))) {
          context.addIssue({
            code: "custom",
            path: ["additions", noun, behaviorId],
            message: "Not one for each level",
          });
        }
      }
    }
  });

export type CompetencyModel = z.infer<typeof competencyModelSchema>;
export type Behavior = z.infer<typeof behaviorSchema>;
export type Level = z.infer<typeof levelSchema>;
export type Practice = z.infer<typeof practiceSchema>;
export type Guidance = z.infer<typeof guidanceSchema>;
export type Opportunity = z.infer<typeof opportunitySchema>;
export type PlanStarter = z.infer<typeof planStarterSchema>;
export type BehaviorGuidance = CompetencyModel["additions"]["guidance"][string];
