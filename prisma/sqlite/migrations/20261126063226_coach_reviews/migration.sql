-- CreateTable
CREATE TABLE "Round" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "teamId" TEXT NOT NULL,
    "competencyId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "timeZone" TEXT NOT NULL,
    "closedAt" DATETIME,
    "blindReviews" BOOLEAN NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "openedById" TEXT,
    CONSTRAINT "Round_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Round_openedById_fkey" FOREIGN KEY ("openedById") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RoundMail" (
    "roundId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "sentAt" DATETIME NOT NULL,

    PRIMARY KEY ("roundId", "userId", "kind", "sequence"),
    CONSTRAINT "RoundMail_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RoundMail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Look" (
    "assessmentId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "viewerId" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("assessmentId", "teamId", "viewerId", "place", "day"),
    CONSTRAINT "Look_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Look_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Look_viewerId_fkey" FOREIGN KEY ("viewerId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Review" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "assessmentId" TEXT NOT NULL,
    "teamId" TEXT,
    "coachId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "skippedAt" DATETIME,
    "committedAt" DATETIME,
    "isBlind" BOOLEAN,
    "releasedAt" DATETIME,
    "notes" TEXT NOT NULL DEFAULT '',
    "comment" TEXT NOT NULL DEFAULT '',
    "reply" TEXT NOT NULL DEFAULT '',
    "repliedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Review_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Review_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Review_coachId_fkey" FOREIGN KEY ("coachId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ReviewEntry" (
    "reviewId" TEXT NOT NULL,
    "behaviorId" TEXT NOT NULL,
    "answer" TEXT,
    "comment" TEXT NOT NULL DEFAULT '',
    "reply" TEXT NOT NULL DEFAULT '',
    "repliedAt" DATETIME,

    PRIMARY KEY ("reviewId", "behaviorId"),
    CONSTRAINT "ReviewEntry_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Agreement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "assessmentId" TEXT NOT NULL,
    "teamId" TEXT,
    "coachId" TEXT,
    "behaviorId" TEXT NOT NULL,
    "levelId" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "proposedBy" TEXT NOT NULL,
    "proposedAt" DATETIME NOT NULL,
    "agreedAt" DATETIME,
    CONSTRAINT "Agreement_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Agreement_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Agreement_coachId_fkey" FOREIGN KEY ("coachId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Agenda" (
    "teamId" TEXT NOT NULL,
    "coachId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "memberId" TEXT,
    "content" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("teamId", "coachId", "subject"),
    CONSTRAINT "Agenda_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Agenda_coachId_fkey" FOREIGN KEY ("coachId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Agenda_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Tally" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "revisionId" TEXT NOT NULL,
    "quarter" TEXT NOT NULL,
    "size" INTEGER NOT NULL DEFAULT 0,
    "fullAt" DATETIME,
    CONSTRAINT "Tally_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TallyCount" (
    "tallyId" TEXT NOT NULL,
    "behaviorId" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("tallyId", "behaviorId", "answer"),
    CONSTRAINT "TallyCount_tallyId_fkey" FOREIGN KEY ("tallyId") REFERENCES "Tally" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Assessment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ownerId" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submittedAt" DATETIME,
    "openFor" TEXT,
    "correctsId" TEXT,
    "isPictured" BOOLEAN NOT NULL DEFAULT false,
    "priorities" TEXT NOT NULL DEFAULT '[]',
    "batchId" TEXT,
    "tallyId" TEXT,
    "talliedIn" TEXT,
    CONSTRAINT "Assessment_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Assessment_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Assessment_correctsId_fkey" FOREIGN KEY ("correctsId") REFERENCES "Assessment" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Assessment_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "DescriptorBatch" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Assessment_tallyId_fkey" FOREIGN KEY ("tallyId") REFERENCES "Tally" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Assessment" ("batchId", "correctsId", "id", "isPictured", "openFor", "ownerId", "priorities", "revisionId", "startedAt", "submittedAt") SELECT "batchId", "correctsId", "id", "isPictured", "openFor", "ownerId", "priorities", "revisionId", "startedAt", "submittedAt" FROM "Assessment";
DROP TABLE "Assessment";
ALTER TABLE "new_Assessment" RENAME TO "Assessment";
CREATE UNIQUE INDEX "Assessment_openFor_key" ON "Assessment"("openFor");
CREATE INDEX "Assessment_ownerId_submittedAt_idx" ON "Assessment"("ownerId", "submittedAt");
CREATE INDEX "Assessment_revisionId_idx" ON "Assessment"("revisionId");
CREATE INDEX "Assessment_correctsId_idx" ON "Assessment"("correctsId");
CREATE INDEX "Assessment_batchId_idx" ON "Assessment"("batchId");
CREATE INDEX "Assessment_tallyId_idx" ON "Assessment"("tallyId");
CREATE TABLE "new_Membership" (
    "teamId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "joinedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "isOpenToPairing" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("teamId", "userId"),
    CONSTRAINT "Membership_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Membership" ("joinedAt", "role", "teamId", "userId") SELECT "joinedAt", "role", "teamId", "userId" FROM "Membership";
DROP TABLE "Membership";
ALTER TABLE "new_Membership" RENAME TO "Membership";
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");
CREATE TABLE "new_Share" (
    "assessmentId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "sharedAt" DATETIME NOT NULL,
    "withEvidence" BOOLEAN NOT NULL,
    "withPlan" BOOLEAN NOT NULL DEFAULT false,
    "withdrawnAt" DATETIME,
    "pictureId" TEXT,

    PRIMARY KEY ("assessmentId", "teamId"),
    CONSTRAINT "Share_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Share_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Share_pictureId_fkey" FOREIGN KEY ("pictureId") REFERENCES "Picture" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Share" ("assessmentId", "pictureId", "sharedAt", "teamId", "withEvidence", "withdrawnAt") SELECT "assessmentId", "pictureId", "sharedAt", "teamId", "withEvidence", "withdrawnAt" FROM "Share";
DROP TABLE "Share";
ALTER TABLE "new_Share" RENAME TO "Share";
CREATE INDEX "Share_teamId_withdrawnAt_idx" ON "Share"("teamId", "withdrawnAt");
CREATE INDEX "Share_pictureId_idx" ON "Share"("pictureId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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

-- What was committed or released never changes, whatever code asks for it. Replies and notes go on.
CREATE TRIGGER "Review_no_change_after_release" BEFORE UPDATE OF "number", "skippedAt", "committedAt", "isBlind", "releasedAt", "comment" ON "Review"
WHEN OLD."releasedAt" IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a released review never changes'); END;
CREATE TRIGGER "ReviewEntry_no_other_answer" BEFORE UPDATE OF "answer" ON "ReviewEntry"
WHEN (SELECT "committedAt" FROM "Review" WHERE "id" = OLD."reviewId") IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'committed ratings never change'); END;
CREATE TRIGGER "ReviewEntry_no_other_comment" BEFORE UPDATE OF "comment" ON "ReviewEntry"
WHEN (SELECT "releasedAt" FROM "Review" WHERE "id" = OLD."reviewId") IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a released review never changes'); END;
CREATE TRIGGER "ReviewEntry_no_more" BEFORE INSERT ON "ReviewEntry"
WHEN (SELECT "committedAt" FROM "Review" WHERE "id" = NEW."reviewId") IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'committed ratings never change'); END;
