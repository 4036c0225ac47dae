-- AlterTable
ALTER TABLE "Assessment" ADD COLUMN     "talliedIn" TEXT,
ADD COLUMN     "tallyId" TEXT;

-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "isOpenToPairing" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Share" ADD COLUMN     "withPlan" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Round" (
    "id" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "competencyId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "timeZone" TEXT NOT NULL,
    "closedAt" TIMESTAMP(3),
    "blindReviews" BOOLEAN NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "openedById" TEXT,

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoundMail" (
    "roundId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "sentAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RoundMail_pkey" PRIMARY KEY ("roundId","userId","kind","sequence")
);

-- CreateTable
CREATE TABLE "Look" (
    "assessmentId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "viewerId" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Look_pkey" PRIMARY KEY ("assessmentId","teamId","viewerId","place","day")
);

-- CreateTable
CREATE TABLE "Review" (
    "id" TEXT NOT NULL,
    "assessmentId" TEXT NOT NULL,
    "teamId" TEXT,
    "coachId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "skippedAt" TIMESTAMP(3),
    "committedAt" TIMESTAMP(3),
    "isBlind" BOOLEAN,
    "releasedAt" TIMESTAMP(3),
    "notes" TEXT NOT NULL DEFAULT '',
    "comment" TEXT NOT NULL DEFAULT '',
    "reply" TEXT NOT NULL DEFAULT '',
    "repliedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewEntry" (
    "reviewId" TEXT NOT NULL,
    "behaviorId" TEXT NOT NULL,
    "answer" TEXT,
    "comment" TEXT NOT NULL DEFAULT '',
    "reply" TEXT NOT NULL DEFAULT '',
    "repliedAt" TIMESTAMP(3),

    CONSTRAINT "ReviewEntry_pkey" PRIMARY KEY ("reviewId","behaviorId")
);

-- CreateTable
CREATE TABLE "Agreement" (
    "id" TEXT NOT NULL,
    "assessmentId" TEXT NOT NULL,
    "teamId" TEXT,
    "coachId" TEXT,
    "behaviorId" TEXT NOT NULL,
    "levelId" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "proposedBy" TEXT NOT NULL,
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "agreedAt" TIMESTAMP(3),

    CONSTRAINT "Agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Agenda" (
    "teamId" TEXT NOT NULL,
    "coachId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "memberId" TEXT,
    "content" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Agenda_pkey" PRIMARY KEY ("teamId","coachId","subject")
);

-- CreateTable
CREATE TABLE "Tally" (
    "id" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "quarter" TEXT NOT NULL,
    "size" INTEGER NOT NULL DEFAULT 0,
    "fullAt" TIMESTAMP(3),

    CONSTRAINT "Tally_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TallyCount" (
    "tallyId" TEXT NOT NULL,
    "behaviorId" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "TallyCount_pkey" PRIMARY KEY ("tallyId","behaviorId","answer")
);

-- CreateIndex
CREATE INDEX "Round_teamId_openedAt_idx" ON "Round"("teamId", "openedAt");

-- CreateIndex
CREATE INDEX "Round_dueAt_idx" ON "Round"("dueAt");

-- CreateIndex
CREATE INDEX "Round_openedById_idx" ON "Round"("openedById");

-- CreateIndex
CREATE INDEX "RoundMail_userId_idx" ON "RoundMail"("userId");

-- CreateIndex
CREATE INDEX "Look_teamId_idx" ON "Look"("teamId");

-- CreateIndex
CREATE INDEX "Look_viewerId_idx" ON "Look"("viewerId");

-- CreateIndex
CREATE INDEX "Review_teamId_idx" ON "Review"("teamId");

-- CreateIndex
CREATE INDEX "Review_coachId_idx" ON "Review"("coachId");

-- CreateIndex
CREATE UNIQUE INDEX "Review_assessmentId_teamId_coachId_number_key" ON "Review"("assessmentId", "teamId", "coachId", "number");

-- CreateIndex
CREATE INDEX "Agreement_assessmentId_idx" ON "Agreement"("assessmentId");

-- CreateIndex
CREATE INDEX "Agreement_teamId_idx" ON "Agreement"("teamId");

-- CreateIndex
CREATE INDEX "Agreement_coachId_idx" ON "Agreement"("coachId");

-- CreateIndex
CREATE INDEX "Agenda_coachId_idx" ON "Agenda"("coachId");

-- CreateIndex
CREATE INDEX "Agenda_memberId_idx" ON "Agenda"("memberId");

-- CreateIndex
CREATE INDEX "Tally_revisionId_quarter_fullAt_idx" ON "Tally"("revisionId", "quarter", "fullAt");

-- CreateIndex
CREATE INDEX "Assessment_tallyId_idx" ON "Assessment"("tallyId");

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_openedById_fkey" FOREIGN KEY ("openedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundMail" ADD CONSTRAINT "RoundMail_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundMail" ADD CONSTRAINT "RoundMail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Look" ADD CONSTRAINT "Look_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Look" ADD CONSTRAINT "Look_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Look" ADD CONSTRAINT "Look_viewerId_fkey" FOREIGN KEY ("viewerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_coachId_fkey" FOREIGN KEY ("coachId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewEntry" ADD CONSTRAINT "ReviewEntry_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_coachId_fkey" FOREIGN KEY ("coachId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agenda" ADD CONSTRAINT "Agenda_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agenda" ADD CONSTRAINT "Agenda_coachId_fkey" FOREIGN KEY ("coachId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agenda" ADD CONSTRAINT "Agenda_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TallyCount" ADD CONSTRAINT "TallyCount_tallyId_fkey" FOREIGN KEY ("tallyId") REFERENCES "Tally"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_tallyId_fkey" FOREIGN KEY ("tallyId") REFERENCES "Tally"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What was committed or released never changes, whatever code asks for it. Replies and notes go on.
CREATE FUNCTION "refuse_review_change"() RETURNS trigger AS $$
BEGIN
  IF OLD."releasedAt" IS NOT NULL AND (OLD."number", OLD."skippedAt", OLD."committedAt", OLD."isBlind", OLD."releasedAt", OLD."comment")
    IS DISTINCT FROM (NEW."number", NEW."skippedAt", NEW."committedAt", NEW."isBlind", NEW."releasedAt", NEW."comment") THEN
    RAISE EXCEPTION 'a released review never changes';
  END IF;
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER "Review_no_change_after_release" BEFORE UPDATE ON "Review"
FOR EACH ROW EXECUTE FUNCTION "refuse_review_change"();

CREATE FUNCTION "refuse_review_entry_change"() RETURNS trigger AS $$
DECLARE
  of "Review"%ROWTYPE;
BEGIN
  SELECT * INTO of FROM "Review" WHERE "id" = NEW."reviewId";
  IF of."committedAt" IS NOT NULL AND (TG_OP = 'INSERT' OR OLD."answer" IS DISTINCT FROM NEW."answer") THEN
    RAISE EXCEPTION 'committed ratings never change';
  END IF;
  IF of."releasedAt" IS NOT NULL AND OLD."comment" IS DISTINCT FROM NEW."comment" THEN
    RAISE EXCEPTION 'a released review never changes';
  END IF;
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER "ReviewEntry_no_other_words" BEFORE INSERT OR UPDATE ON "ReviewEntry"
FOR EACH ROW EXECUTE FUNCTION "refuse_review_entry_change"();
