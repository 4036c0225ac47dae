-- CreateTable
CREATE TABLE "SentForm" (
    "id" TEXT NOT NULL,
    "outcome" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SentForm_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SentForm_createdAt_idx" ON "SentForm"("createdAt");
