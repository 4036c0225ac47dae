/** What a team's coach sees of one person in the team. */
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import type { AgreedLevel } from "@/lib/domain/review/agreed-level";
import type { OwnReview, ReleasedReview } from "@/lib/domain/review/review";
import type { MemberShare, SharedResult } from "./share";

export type MemberPage = {
  teamId: string;
  teamName: string;
  userId: string;
  personName: string;
  /** Whether the coach views their own page, as someone who shares with their own team. Nobody reviews themselves. */
  isYou: boolean;
  /** Newest first. */
  shares: MemberShare[];
  /** The one that was asked for, or else the newest. */
  shown: ShownShare | null;
};

export type ShownShare = {
  assessmentId: string;
  submittedAt: Date;
  withEvidence: boolean;
  competency: CompetencyModel;
  /** Null while it is hidden from this coach: it was not even read from the database. */
  result: SharedResult | null;
  /** This coach's own, newest first. */
  reviews: OwnReview[];
  /** Those that other coaches released, newest first; empty while the answers are hidden. */
  others: ReleasedReview[];
  /** Where this coach was shown these answers before their own review was committed or skipped. */
  seenBefore: { place: string; at: Date } | null;
  /** Between this coach and the person, newest first. */
  agreedLevels: AgreedLevel[];
};
