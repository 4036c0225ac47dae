/** A person's history: what they submitted, and the levels that they agreed on with coaches. */

/** `workingAt`: the overall level's name, or null where too few are rated. */
export type SubmittedAssessment = {
  assessmentId: string;
  competencyId: string;
  competencyName: string;
  submittedAt: Date;
  workingAt: string | null;
  ratedCount: number;
  isCorrection: boolean;
};

/** An agreed level as a line of the history. */
export type AgreedLine = {
  agreedLevelId: string;
  assessmentId: string;
  behaviorName: string;
  levelName: string;
  why: string;
  agreedAt: Date;
  coachName: string | null;
};
