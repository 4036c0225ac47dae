-- AlterTable
ALTER TABLE "Assessment" ADD COLUMN "isPictured" BOOLEAN NOT NULL DEFAULT false;

-- What pictures hold already.
UPDATE "Assessment" SET "isPictured" = true WHERE "id" IN (SELECT "assessmentId" FROM "Share" WHERE "pictureId" IS NOT NULL);

-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN "signUps" INTEGER NOT NULL DEFAULT 0;
