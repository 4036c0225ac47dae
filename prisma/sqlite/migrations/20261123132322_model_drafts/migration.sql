-- AlterTable
ALTER TABLE "Rating" ADD COLUMN "firstAnswer" TEXT;

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competencyId" TEXT NOT NULL,
    "baseId" TEXT,
    "content" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "startedBy" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "editedBy" TEXT NOT NULL,
    "editedAt" DATETIME NOT NULL,
    CONSTRAINT "Draft_baseId_fkey" FOREIGN KEY ("baseId") REFERENCES "Revision" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DraftField" (
    "draftId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "editedBy" TEXT NOT NULL,
    "editedAt" DATETIME NOT NULL,

    PRIMARY KEY ("draftId", "path"),
    CONSTRAINT "DraftField_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DraftEdit" (
    "draftId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "editedBy" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "undone" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("draftId", "number"),
    CONSTRAINT "DraftEdit_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DraftMeaning" (
    "draftId" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "chosenBy" TEXT NOT NULL,

    PRIMARY KEY ("draftId", "change"),
    CONSTRAINT "DraftMeaning_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DescriptorBatch" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "revisionId" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "drawnAt" DATETIME NOT NULL,
    CONSTRAINT "DescriptorBatch_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
    "priorities" TEXT NOT NULL DEFAULT '[]',
    "batchId" TEXT,
    CONSTRAINT "Assessment_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Assessment_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Assessment_correctsId_fkey" FOREIGN KEY ("correctsId") REFERENCES "Assessment" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Assessment_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "DescriptorBatch" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Assessment" ("correctsId", "id", "openFor", "ownerId", "priorities", "revisionId", "startedAt", "submittedAt") SELECT "correctsId", "id", "openFor", "ownerId", "priorities", "revisionId", "startedAt", "submittedAt" FROM "Assessment";
DROP TABLE "Assessment";
ALTER TABLE "new_Assessment" RENAME TO "Assessment";
CREATE UNIQUE INDEX "Assessment_openFor_key" ON "Assessment"("openFor");
CREATE INDEX "Assessment_ownerId_submittedAt_idx" ON "Assessment"("ownerId", "submittedAt");
CREATE INDEX "Assessment_revisionId_idx" ON "Assessment"("revisionId");
CREATE INDEX "Assessment_correctsId_idx" ON "Assessment"("correctsId");
CREATE INDEX "Assessment_batchId_idx" ON "Assessment"("batchId");
CREATE TABLE "new_Revision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competencyId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "publishedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "publishedBy" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "changes" TEXT NOT NULL DEFAULT '[]'
);
INSERT INTO "new_Revision" ("competencyId", "content", "id", "number", "publishedAt") SELECT "competencyId", "content", "id", "number", "publishedAt" FROM "Revision";
DROP TABLE "Revision";
ALTER TABLE "new_Revision" RENAME TO "Revision";
CREATE UNIQUE INDEX "Revision_competencyId_number_key" ON "Revision"("competencyId", "number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "Draft_competencyId_key" ON "Draft"("competencyId");

-- CreateIndex
CREATE INDEX "Draft_baseId_idx" ON "Draft"("baseId");

-- CreateIndex
CREATE INDEX "DescriptorBatch_revisionId_idx" ON "DescriptorBatch"("revisionId");

-- A published revision never changes. Written by hand: Prisma's models know no triggers, and a later migration that makes
-- the table anew has to make them again.
CREATE TRIGGER "Revision_no_update" BEFORE UPDATE ON "Revision"
BEGIN SELECT RAISE(ABORT, 'a published revision never changes'); END;
CREATE TRIGGER "Revision_no_delete" BEFORE DELETE ON "Revision"
BEGIN SELECT RAISE(ABORT, 'a published revision never changes'); END;
