-- One word for one thing: tables and columns get the names of the glossary in docs/architecture.md. No row changes its meaning.
ALTER TABLE "Look" RENAME TO "ShareView";
ALTER TABLE "Picture" RENAME TO "TeamCohort";
ALTER TABLE "Tally" RENAME TO "OrganizationCohort";
ALTER TABLE "TallyCount" RENAME TO "OrganizationCohortCount";
ALTER TABLE "DescriptorBatch" RENAME TO "ItemCohort";
ALTER TABLE "Agreement" RENAME TO "AgreedLevel";
ALTER TABLE "Share" RENAME COLUMN "pictureId" TO "cohortId";
ALTER TABLE "Assessment" RENAME COLUMN "isPictured" TO "isInTeamCohort";
ALTER TABLE "Assessment" RENAME COLUMN "batchId" TO "itemCohortId";
ALTER TABLE "Assessment" RENAME COLUMN "tallyId" TO "organizationCohortId";
ALTER TABLE "Assessment" RENAME COLUMN "talliedIn" TO "countedInQuarter";
ALTER TABLE "OrganizationCohortCount" RENAME COLUMN "tallyId" TO "organizationCohortId";
DROP INDEX "Share_pictureId_idx";
CREATE INDEX "Share_cohortId_idx" ON "Share"("cohortId");
DROP INDEX "Picture_teamId_number_key";
CREATE UNIQUE INDEX "TeamCohort_teamId_number_key" ON "TeamCohort"("teamId", "number");
DROP INDEX "Assessment_batchId_idx";
CREATE INDEX "Assessment_itemCohortId_idx" ON "Assessment"("itemCohortId");
DROP INDEX "DescriptorBatch_revisionId_idx";
CREATE INDEX "ItemCohort_revisionId_idx" ON "ItemCohort"("revisionId");
DROP INDEX "Assessment_tallyId_idx";
CREATE INDEX "Assessment_organizationCohortId_idx" ON "Assessment"("organizationCohortId");
DROP INDEX "Look_teamId_idx";
CREATE INDEX "ShareView_teamId_idx" ON "ShareView"("teamId");
DROP INDEX "Look_viewerId_idx";
CREATE INDEX "ShareView_viewerId_idx" ON "ShareView"("viewerId");
DROP INDEX "Agreement_assessmentId_idx";
CREATE INDEX "AgreedLevel_assessmentId_idx" ON "AgreedLevel"("assessmentId");
DROP INDEX "Agreement_teamId_idx";
CREATE INDEX "AgreedLevel_teamId_idx" ON "AgreedLevel"("teamId");
DROP INDEX "Agreement_coachId_idx";
CREATE INDEX "AgreedLevel_coachId_idx" ON "AgreedLevel"("coachId");
DROP INDEX "Tally_revisionId_quarter_fullAt_idx";
CREATE INDEX "OrganizationCohort_revisionId_quarter_fullAt_idx" ON "OrganizationCohort"("revisionId", "quarter", "fullAt");

-- The audit is append-only; its actions are renamed once, with its trigger away for that moment.
DROP TRIGGER "AuditEntry_no_update";
UPDATE "AuditEntry" SET "action" = 'agreedLevel.recorded' WHERE "action" = 'agreement.recorded';
UPDATE "AuditEntry" SET "action" = 'competency.published' WHERE "action" = 'model.published';
UPDATE "AuditEntry" SET "action" = 'competency.draftDiscarded' WHERE "action" = 'model.draftDiscarded';
CREATE TRIGGER "AuditEntry_no_update" BEFORE UPDATE ON "AuditEntry"
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

-- Words of which there are few are checked, and what is JSON becomes JSON: each row keeps what it says. SQLite changes a
-- column only by making its table again, and with it its indices and triggers.
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Membership" (
    "teamId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('member', 'coach')),
    "joinedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "isOpenToPairing" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("teamId", "userId"),
    CONSTRAINT "Membership_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Membership" ("teamId", "userId", "role", "joinedAt", "isOpenToPairing") SELECT "teamId", "userId", "role", "joinedAt", "isOpenToPairing" FROM "Membership";
DROP TABLE "Membership";
ALTER TABLE "new_Membership" RENAME TO "Membership";
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

CREATE TABLE "new_Invitation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "teamId" TEXT,
    "role" TEXT NOT NULL CHECK ("role" IN ('member', 'coach')),
    "tokenHash" TEXT NOT NULL,
    "email" TEXT,
    "invitedById" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" DATETIME,
    "expiresAt" DATETIME NOT NULL,
    "maxUses" INTEGER NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "revokedAt" DATETIME,
    "declinedAt" DATETIME,
    "signUps" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Invitation_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Invitation_invitedById_fkey" FOREIGN KEY ("invitedById") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Invitation" ("id", "teamId", "role", "tokenHash", "email", "invitedById", "createdAt", "sentAt", "expiresAt", "maxUses", "uses", "revokedAt", "declinedAt", "signUps") SELECT "id", "teamId", "role", "tokenHash", "email", "invitedById", "createdAt", "sentAt", "expiresAt", "maxUses", "uses", "revokedAt", "declinedAt", "signUps" FROM "Invitation";
DROP TABLE "Invitation";
ALTER TABLE "new_Invitation" RENAME TO "Invitation";
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");
CREATE INDEX "Invitation_teamId_idx" ON "Invitation"("teamId");
CREATE INDEX "Invitation_email_idx" ON "Invitation"("email");
CREATE INDEX "Invitation_invitedById_idx" ON "Invitation"("invitedById");

CREATE TABLE "new_RoundMail" (
    "roundId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('call', 'reminder')),
    "sequence" INTEGER NOT NULL,
    "sentAt" DATETIME NOT NULL,

    PRIMARY KEY ("roundId", "userId", "kind", "sequence"),
    CONSTRAINT "RoundMail_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RoundMail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_RoundMail" ("roundId", "userId", "kind", "sequence", "sentAt") SELECT "roundId", "userId", "kind", "sequence", "sentAt" FROM "RoundMail";
DROP TABLE "RoundMail";
ALTER TABLE "new_RoundMail" RENAME TO "RoundMail";
CREATE INDEX "RoundMail_userId_idx" ON "RoundMail"("userId");

CREATE TABLE "new_ShareView" (
    "assessmentId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "viewerId" TEXT NOT NULL,
    "place" TEXT NOT NULL CHECK ("place" IN ('heatmap', 'page', 'export')),
    "day" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("assessmentId", "teamId", "viewerId", "place", "day"),
    CONSTRAINT "ShareView_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ShareView_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ShareView_viewerId_fkey" FOREIGN KEY ("viewerId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_ShareView" ("assessmentId", "teamId", "viewerId", "place", "day", "at") SELECT "assessmentId", "teamId", "viewerId", "place", "day", "at" FROM "ShareView";
DROP TABLE "ShareView";
ALTER TABLE "new_ShareView" RENAME TO "ShareView";
CREATE INDEX "ShareView_teamId_idx" ON "ShareView"("teamId");
CREATE INDEX "ShareView_viewerId_idx" ON "ShareView"("viewerId");

CREATE TABLE "new_AgreedLevel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "assessmentId" TEXT NOT NULL,
    "teamId" TEXT,
    "coachId" TEXT,
    "behaviorId" TEXT NOT NULL,
    "levelId" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "proposedBy" TEXT NOT NULL CHECK ("proposedBy" IN ('coach', 'member')),
    "proposedAt" DATETIME NOT NULL,
    "agreedAt" DATETIME,
    CONSTRAINT "AgreedLevel_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AgreedLevel_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "AgreedLevel_coachId_fkey" FOREIGN KEY ("coachId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_AgreedLevel" ("id", "assessmentId", "teamId", "coachId", "behaviorId", "levelId", "why", "proposedBy", "proposedAt", "agreedAt") SELECT "id", "assessmentId", "teamId", "coachId", "behaviorId", "levelId", "why", "proposedBy", "proposedAt", "agreedAt" FROM "AgreedLevel";
DROP TABLE "AgreedLevel";
ALTER TABLE "new_AgreedLevel" RENAME TO "AgreedLevel";
CREATE INDEX "AgreedLevel_assessmentId_idx" ON "AgreedLevel"("assessmentId");
CREATE INDEX "AgreedLevel_teamId_idx" ON "AgreedLevel"("teamId");
CREATE INDEX "AgreedLevel_coachId_idx" ON "AgreedLevel"("coachId");

CREATE TABLE "new_DraftMeaning" (
    "draftId" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "meaning" TEXT NOT NULL CHECK ("meaning" IN ('wording', 'meaning')),
    "words" TEXT NOT NULL,
    "chosenBy" TEXT NOT NULL,

    PRIMARY KEY ("draftId", "change"),
    CONSTRAINT "DraftMeaning_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_DraftMeaning" ("draftId", "change", "meaning", "words", "chosenBy") SELECT "draftId", "change", "meaning", "words", "chosenBy" FROM "DraftMeaning";
DROP TABLE "DraftMeaning";
ALTER TABLE "new_DraftMeaning" RENAME TO "DraftMeaning";

CREATE TABLE "new_Agenda" (
    "teamId" TEXT NOT NULL,
    "coachId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "memberId" TEXT,
    "content" JSONB NOT NULL CHECK (json_valid("content") AND json_type("content") = 'object'),
    "version" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("teamId", "coachId", "subject"),
    CONSTRAINT "Agenda_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Agenda_coachId_fkey" FOREIGN KEY ("coachId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Agenda_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Agenda" ("teamId", "coachId", "subject", "memberId", "content", "version", "updatedAt") SELECT "teamId", "coachId", "subject", "memberId", "content", "version", "updatedAt" FROM "Agenda";
DROP TABLE "Agenda";
ALTER TABLE "new_Agenda" RENAME TO "Agenda";
CREATE INDEX "Agenda_coachId_idx" ON "Agenda"("coachId");
CREATE INDEX "Agenda_memberId_idx" ON "Agenda"("memberId");

CREATE TABLE "new_Draft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competencyId" TEXT NOT NULL,
    "baseId" TEXT,
    "content" JSONB NOT NULL CHECK (json_valid("content") AND json_type("content") = 'object'),
    "version" INTEGER NOT NULL DEFAULT 0,
    "startedBy" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "editedBy" TEXT NOT NULL,
    "editedAt" DATETIME NOT NULL,
    CONSTRAINT "Draft_baseId_fkey" FOREIGN KEY ("baseId") REFERENCES "Revision" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Draft" ("id", "competencyId", "baseId", "content", "version", "startedBy", "startedAt", "editedBy", "editedAt") SELECT "id", "competencyId", "baseId", "content", "version", "startedBy", "startedAt", "editedBy", "editedAt" FROM "Draft";
DROP TABLE "Draft";
ALTER TABLE "new_Draft" RENAME TO "Draft";
CREATE UNIQUE INDEX "Draft_competencyId_key" ON "Draft"("competencyId");
CREATE INDEX "Draft_baseId_idx" ON "Draft"("baseId");

CREATE TABLE "new_DraftEdit" (
    "draftId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "editedBy" TEXT NOT NULL,
    "before" JSONB NOT NULL CHECK (json_valid("before") AND json_type("before") = 'object'),
    "after" JSONB NOT NULL CHECK (json_valid("after") AND json_type("after") = 'object'),
    "undone" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("draftId", "number"),
    CONSTRAINT "DraftEdit_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_DraftEdit" ("draftId", "number", "editedBy", "before", "after", "undone") SELECT "draftId", "number", "editedBy", "before", "after", "undone" FROM "DraftEdit";
DROP TABLE "DraftEdit";
ALTER TABLE "new_DraftEdit" RENAME TO "DraftEdit";

CREATE TABLE "new_Assessment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ownerId" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submittedAt" DATETIME,
    "openFor" TEXT,
    "correctsId" TEXT,
    "isInTeamCohort" BOOLEAN NOT NULL DEFAULT false,
    "priorities" JSONB NOT NULL DEFAULT '[]' CHECK (json_valid("priorities") AND json_type("priorities") = 'array'),
    "itemCohortId" TEXT,
    "organizationCohortId" TEXT,
    "countedInQuarter" TEXT,
    CONSTRAINT "Assessment_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Assessment_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Assessment_correctsId_fkey" FOREIGN KEY ("correctsId") REFERENCES "Assessment" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Assessment_itemCohortId_fkey" FOREIGN KEY ("itemCohortId") REFERENCES "ItemCohort" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Assessment_organizationCohortId_fkey" FOREIGN KEY ("organizationCohortId") REFERENCES "OrganizationCohort" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Assessment" ("id", "ownerId", "revisionId", "startedAt", "submittedAt", "openFor", "correctsId", "isInTeamCohort", "priorities", "itemCohortId", "organizationCohortId", "countedInQuarter") SELECT "id", "ownerId", "revisionId", "startedAt", "submittedAt", "openFor", "correctsId", "isInTeamCohort", "priorities", "itemCohortId", "organizationCohortId", "countedInQuarter" FROM "Assessment";
DROP TABLE "Assessment";
ALTER TABLE "new_Assessment" RENAME TO "Assessment";
CREATE UNIQUE INDEX "Assessment_openFor_key" ON "Assessment"("openFor");
CREATE INDEX "Assessment_ownerId_submittedAt_idx" ON "Assessment"("ownerId", "submittedAt");
CREATE INDEX "Assessment_revisionId_idx" ON "Assessment"("revisionId");
CREATE INDEX "Assessment_correctsId_idx" ON "Assessment"("correctsId");
CREATE INDEX "Assessment_itemCohortId_idx" ON "Assessment"("itemCohortId");
CREATE INDEX "Assessment_organizationCohortId_idx" ON "Assessment"("organizationCohortId");

CREATE TABLE "new_AuditEntry" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "action" TEXT NOT NULL,
    "actorRef" TEXT,
    "subjectRef" TEXT,
    "teamId" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}' CHECK (json_valid("detail") AND json_type("detail") = 'object')
);
INSERT INTO "new_AuditEntry" ("id", "at", "action", "actorRef", "subjectRef", "teamId", "detail") SELECT "id", "at", "action", "actorRef", "subjectRef", "teamId", "detail" FROM "AuditEntry";
DROP TABLE "AuditEntry";
ALTER TABLE "new_AuditEntry" RENAME TO "AuditEntry";
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");
CREATE INDEX "AuditEntry_action_at_idx" ON "AuditEntry"("action", "at");
CREATE INDEX "AuditEntry_actorRef_at_idx" ON "AuditEntry"("actorRef", "at");
CREATE INDEX "AuditEntry_subjectRef_at_idx" ON "AuditEntry"("subjectRef", "at");
CREATE TRIGGER "AuditEntry_no_delete" BEFORE DELETE ON "AuditEntry"
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER "AuditEntry_no_update" BEFORE UPDATE ON "AuditEntry"
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

CREATE TABLE "new_Revision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competencyId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL CHECK (json_valid("content") AND json_type("content") = 'object'),
    "publishedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "publishedBy" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "changes" JSONB NOT NULL DEFAULT '[]' CHECK (json_valid("changes") AND json_type("changes") = 'array')
);
INSERT INTO "new_Revision" ("id", "competencyId", "number", "content", "publishedAt", "publishedBy", "note", "changes") SELECT "id", "competencyId", "number", "content", "publishedAt", "publishedBy", "note", "changes" FROM "Revision";
DROP TABLE "Revision";
ALTER TABLE "new_Revision" RENAME TO "Revision";
CREATE UNIQUE INDEX "Revision_competencyId_number_key" ON "Revision"("competencyId", "number");
CREATE TRIGGER "Revision_no_update" BEFORE UPDATE ON "Revision"
BEGIN SELECT RAISE(ABORT, 'a published revision never changes'); END;
CREATE TRIGGER "Revision_no_delete" BEFORE DELETE ON "Revision"
BEGIN SELECT RAISE(ABORT, 'a published revision never changes'); END;
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- Names as one searches and sorts them. The server fills them in at its start: SQL alone cannot take the accents from a letter.
ALTER TABLE "User" ADD COLUMN "nameKey" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Team" ADD COLUMN "nameKey" TEXT NOT NULL DEFAULT '';
DROP INDEX "User_name_idx";
DROP INDEX "Team_name_idx";
CREATE INDEX "User_nameKey_idx" ON "User"("nameKey");
CREATE INDEX "Team_nameKey_idx" ON "Team"("nameKey");
CREATE INDEX "AuditEntry_teamId_at_idx" ON "AuditEntry"("teamId", "at");
CREATE INDEX "Verification_value_idx" ON "Verification"("value");
CREATE INDEX "Verification_expiresAt_idx" ON "Verification"("expiresAt");
