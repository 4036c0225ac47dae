-- CreateTable
CREATE TABLE "SentForm" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "outcome" TEXT,
    "createdAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "SentForm_createdAt_idx" ON "SentForm"("createdAt");
