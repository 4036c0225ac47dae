/** What is shared with a team, as its owner decides it and as the team's coaches see it. */
import type { Rating } from "../assessment/timed-rating";
import type { CompetencyModel } from "../competency/model";
import type { TeamPicture } from "./picture";

export type SharingState =
  | { kind: "not-shared" }
  | { kind: "shared"; sharedAt: Date; withEvidence: boolean }
  | { kind: "withdrawn"; withdrawnAt: Date };

export type SharingTeam = {
  teamId: string;
  name: string;
  /** The other people who coach it, by name. */
  coaches: string[];
  state: SharingState;
};

export type SharingChoices = { assessmentId: string; submittedAt: Date; teams: SharingTeam[] };

export type SharedResult = {
  assessmentId: string;
  personName: string;
  submittedAt: Date;
  revisionNumber: number;
  model: CompetencyModel;
  /** Without evidence where that was not shared. */
  ratings: Rating[];
  withEvidence: boolean;
};

export type SharePreview = { coach: SharedResult; team: TeamPicture };

/** For the team's coaches: the latest that a person shares, or else that it was withdrawn. */
export type TeamShare = { userId: string; name: string; state: SharingState };

/** Of one that was withdrawn a coach learns that and when, and nothing else. */
export type MemberShare =
  | { kind: "shared"; assessmentId: string; submittedAt: Date; sharedAt: Date; withEvidence: boolean }
  | { kind: "withdrawn"; withdrawnAt: Date };
