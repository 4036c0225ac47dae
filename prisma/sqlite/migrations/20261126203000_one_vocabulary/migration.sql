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
