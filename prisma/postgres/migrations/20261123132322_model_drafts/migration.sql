-- AlterTable
ALTER TABLE "Assessment" ADD COLUMN     "batchId" TEXT;

-- AlterTable
ALTER TABLE "Rating" ADD COLUMN     "firstAnswer" TEXT;

-- AlterTable
ALTER TABLE "Revision" ADD COLUMN     "changes" TEXT NOT NULL DEFAULT '[]',
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "publishedBy" TEXT;

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "competencyId" TEXT NOT NULL,
    "baseId" TEXT,
    "content" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "startedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "editedBy" TEXT NOT NULL,
    "editedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DraftField" (
    "draftId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "editedBy" TEXT NOT NULL,
    "editedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DraftField_pkey" PRIMARY KEY ("draftId","path")
);

-- CreateTable
CREATE TABLE "DraftEdit" (
    "draftId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "editedBy" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "undone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "DraftEdit_pkey" PRIMARY KEY ("draftId","number")
);

-- CreateTable
CREATE TABLE "DraftMeaning" (
    "draftId" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "chosenBy" TEXT NOT NULL,

    CONSTRAINT "DraftMeaning_pkey" PRIMARY KEY ("draftId","change")
);

-- CreateTable
CREATE TABLE "DescriptorBatch" (
    "id" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "drawnAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DescriptorBatch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Draft_competencyId_key" ON "Draft"("competencyId");

-- CreateIndex
CREATE INDEX "Draft_baseId_idx" ON "Draft"("baseId");

-- CreateIndex
CREATE INDEX "DescriptorBatch_revisionId_idx" ON "DescriptorBatch"("revisionId");

-- CreateIndex
CREATE INDEX "Assessment_batchId_idx" ON "Assessment"("batchId");

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_baseId_fkey" FOREIGN KEY ("baseId") REFERENCES "Revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftField" ADD CONSTRAINT "DraftField_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftEdit" ADD CONSTRAINT "DraftEdit_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftMeaning" ADD CONSTRAINT "DraftMeaning_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DescriptorBatch" ADD CONSTRAINT "DescriptorBatch_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "DescriptorBatch"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A published revision never changes. Written by hand: Prisma's models know no triggers.
CREATE FUNCTION "refuse_revision_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision never changes';
END $$;
CREATE TRIGGER "Revision_immutable" BEFORE UPDATE OR DELETE ON "Revision"
FOR EACH ROW EXECUTE FUNCTION "refuse_revision_change"();
CREATE TRIGGER "Revision_no_truncate" BEFORE TRUNCATE ON "Revision"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_revision_change"();
