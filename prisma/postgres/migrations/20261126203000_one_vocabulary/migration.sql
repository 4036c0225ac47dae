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
ALTER INDEX "Share_pictureId_idx" RENAME TO "Share_cohortId_idx";
ALTER INDEX "Picture_teamId_number_key" RENAME TO "TeamCohort_teamId_number_key";
ALTER INDEX "DescriptorBatch_revisionId_idx" RENAME TO "ItemCohort_revisionId_idx";
ALTER INDEX "Assessment_batchId_idx" RENAME TO "Assessment_itemCohortId_idx";
ALTER INDEX "Look_teamId_idx" RENAME TO "ShareView_teamId_idx";
ALTER INDEX "Look_viewerId_idx" RENAME TO "ShareView_viewerId_idx";
ALTER INDEX "Agreement_assessmentId_idx" RENAME TO "AgreedLevel_assessmentId_idx";
ALTER INDEX "Agreement_teamId_idx" RENAME TO "AgreedLevel_teamId_idx";
ALTER INDEX "Agreement_coachId_idx" RENAME TO "AgreedLevel_coachId_idx";
ALTER INDEX "Tally_revisionId_quarter_fullAt_idx" RENAME TO "OrganizationCohort_revisionId_quarter_fullAt_idx";
ALTER INDEX "Assessment_tallyId_idx" RENAME TO "Assessment_organizationCohortId_idx";
ALTER TABLE "TeamCohort" RENAME CONSTRAINT "Picture_pkey" TO "TeamCohort_pkey";
ALTER TABLE "Share" RENAME CONSTRAINT "Share_pictureId_fkey" TO "Share_cohortId_fkey";
ALTER TABLE "TeamCohort" RENAME CONSTRAINT "Picture_teamId_fkey" TO "TeamCohort_teamId_fkey";
ALTER TABLE "ItemCohort" RENAME CONSTRAINT "DescriptorBatch_pkey" TO "ItemCohort_pkey";
ALTER TABLE "ItemCohort" RENAME CONSTRAINT "DescriptorBatch_revisionId_fkey" TO "ItemCohort_revisionId_fkey";
ALTER TABLE "Assessment" RENAME CONSTRAINT "Assessment_batchId_fkey" TO "Assessment_itemCohortId_fkey";
ALTER TABLE "ShareView" RENAME CONSTRAINT "Look_pkey" TO "ShareView_pkey";
ALTER TABLE "AgreedLevel" RENAME CONSTRAINT "Agreement_pkey" TO "AgreedLevel_pkey";
ALTER TABLE "OrganizationCohort" RENAME CONSTRAINT "Tally_pkey" TO "OrganizationCohort_pkey";
ALTER TABLE "OrganizationCohortCount" RENAME CONSTRAINT "TallyCount_pkey" TO "OrganizationCohortCount_pkey";
ALTER TABLE "ShareView" RENAME CONSTRAINT "Look_assessmentId_fkey" TO "ShareView_assessmentId_fkey";
ALTER TABLE "ShareView" RENAME CONSTRAINT "Look_teamId_fkey" TO "ShareView_teamId_fkey";
ALTER TABLE "ShareView" RENAME CONSTRAINT "Look_viewerId_fkey" TO "ShareView_viewerId_fkey";
ALTER TABLE "AgreedLevel" RENAME CONSTRAINT "Agreement_assessmentId_fkey" TO "AgreedLevel_assessmentId_fkey";
ALTER TABLE "AgreedLevel" RENAME CONSTRAINT "Agreement_teamId_fkey" TO "AgreedLevel_teamId_fkey";
ALTER TABLE "AgreedLevel" RENAME CONSTRAINT "Agreement_coachId_fkey" TO "AgreedLevel_coachId_fkey";
ALTER TABLE "OrganizationCohort" RENAME CONSTRAINT "Tally_revisionId_fkey" TO "OrganizationCohort_revisionId_fkey";
ALTER TABLE "OrganizationCohortCount" RENAME CONSTRAINT "TallyCount_tallyId_fkey" TO "OrganizationCohortCount_organizationCohortId_fkey";
ALTER TABLE "Assessment" RENAME CONSTRAINT "Assessment_tallyId_fkey" TO "Assessment_organizationCohortId_fkey";

-- The audit is append-only; its actions are renamed once, with its trigger away for that moment.
ALTER TABLE "AuditEntry" DISABLE TRIGGER USER;
UPDATE "AuditEntry" SET "action" = 'agreedLevel.recorded' WHERE "action" = 'agreement.recorded';
UPDATE "AuditEntry" SET "action" = 'competency.published' WHERE "action" = 'model.published';
UPDATE "AuditEntry" SET "action" = 'competency.draftDiscarded' WHERE "action" = 'model.draftDiscarded';
ALTER TABLE "AuditEntry" ENABLE TRIGGER USER;

-- Words of which there are few become types, and what is JSON becomes JSON: each row keeps what it says.
CREATE TYPE "TeamRole" AS ENUM ('coach', 'member');
CREATE TYPE "RoundMailKind" AS ENUM ('call', 'reminder');
CREATE TYPE "ShareViewPlace" AS ENUM ('export', 'heatmap', 'page');
CREATE TYPE "AgreedLevelSide" AS ENUM ('coach', 'member');
CREATE TYPE "ChangeMeaning" AS ENUM ('meaning', 'wording');
ALTER TABLE "Membership" ALTER COLUMN "role" TYPE "TeamRole" USING "role"::"TeamRole";
ALTER TABLE "Invitation" ALTER COLUMN "role" TYPE "TeamRole" USING "role"::"TeamRole";
ALTER TABLE "RoundMail" ALTER COLUMN "kind" TYPE "RoundMailKind" USING "kind"::"RoundMailKind";
ALTER TABLE "ShareView" ALTER COLUMN "place" TYPE "ShareViewPlace" USING "place"::"ShareViewPlace";
ALTER TABLE "AgreedLevel" ALTER COLUMN "proposedBy" TYPE "AgreedLevelSide" USING "proposedBy"::"AgreedLevelSide";
ALTER TABLE "DraftMeaning" ALTER COLUMN "meaning" TYPE "ChangeMeaning" USING "meaning"::"ChangeMeaning";
ALTER TABLE "Agenda" ALTER COLUMN "content" TYPE JSONB USING "content"::jsonb;
ALTER TABLE "Draft" ALTER COLUMN "content" TYPE JSONB USING "content"::jsonb;
ALTER TABLE "DraftEdit" ALTER COLUMN "before" TYPE JSONB USING "before"::jsonb, ALTER COLUMN "after" TYPE JSONB USING "after"::jsonb;
ALTER TABLE "Assessment" ALTER COLUMN "priorities" DROP DEFAULT, ALTER COLUMN "priorities" TYPE JSONB USING "priorities"::jsonb,
  ALTER COLUMN "priorities" SET DEFAULT '[]';
ALTER TABLE "AuditEntry" ALTER COLUMN "detail" DROP DEFAULT, ALTER COLUMN "detail" TYPE JSONB USING "detail"::jsonb,
  ALTER COLUMN "detail" SET DEFAULT '{}';
ALTER TABLE "Revision" ALTER COLUMN "content" TYPE JSONB USING "content"::jsonb, ALTER COLUMN "changes" DROP DEFAULT,
  ALTER COLUMN "changes" TYPE JSONB USING "changes"::jsonb, ALTER COLUMN "changes" SET DEFAULT '[]';
ALTER TABLE "Agenda" ADD CONSTRAINT "Agenda_content_object" CHECK (jsonb_typeof("content") = 'object');
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_content_object" CHECK (jsonb_typeof("content") = 'object');
ALTER TABLE "DraftEdit" ADD CONSTRAINT "DraftEdit_objects" CHECK (jsonb_typeof("before") = 'object' AND jsonb_typeof("after") = 'object');
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_priorities_array" CHECK (jsonb_typeof("priorities") = 'array');
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_detail_object" CHECK (jsonb_typeof("detail") = 'object');
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_json" CHECK (jsonb_typeof("content") = 'object' AND jsonb_typeof("changes") = 'array');

-- Names as one searches and sorts them, by bytes as on SQLite, whatever the database's locale. The server fills them in at
-- its start: SQL alone cannot take the accents from a letter on both engines.
ALTER TABLE "User" ADD COLUMN "nameKey" TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "Team" ADD COLUMN "nameKey" TEXT COLLATE "C" NOT NULL DEFAULT '';
DROP INDEX "User_name_idx";
DROP INDEX "Team_name_idx";
CREATE INDEX "User_nameKey_idx" ON "User"("nameKey");
CREATE INDEX "Team_nameKey_idx" ON "Team"("nameKey");
CREATE INDEX "AuditEntry_teamId_at_idx" ON "AuditEntry"("teamId", "at");
CREATE INDEX "Verification_value_idx" ON "Verification"("value");
CREATE INDEX "Verification_expiresAt_idx" ON "Verification"("expiresAt");
