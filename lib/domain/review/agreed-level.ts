/** An agreed level: what member and coach settle on for a behavior after talking. It changes neither's ratings. */

export type AgreedLevelSide = "member" | "coach";

/** As one of the two people sees it. */
export type AgreedLevel = {
  agreedLevelId: string;
  behaviorId: string;
  levelId: string;
  why: string;
  /** Null once that coach's account is deleted. */
  coachName: string | null;
  proposedBy: AgreedLevelSide;
  proposedAt: Date;
  /** Null while it waits for the other side. */
  agreedAt: Date | null;
  /** Whether the other side can still see it, and so agree. */
  isOpen: boolean;
};

/** For each behavior the newest agreed level counts; earlier ones are history. */
export function currentAgreedLevel<Each extends Pick<AgreedLevel, "behaviorId" | "agreedAt">>(
  agreedLevels: readonly Each[],
  behaviorId: string,
): Each | undefined {
  return agreedLevels
    .filter((each) => each.behaviorId === behaviorId && each.agreedAt !== null)
    .toSorted((a, b) => (b.agreedAt?.getTime() ?? 0) - (a.agreedAt?.getTime() ?? 0))[0];
}

/** A coach whom the member can agree with now. */
export type AgreedLevelPartner = { coachId: string; teamId: string; coachName: string };
