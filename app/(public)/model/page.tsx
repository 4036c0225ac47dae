/** The competency to read, in its current revision. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { ModelDocument } from "@/components/competency/model-document";
import { getCurrentRevision } from "@/lib/data/competencies";

export const metadata: Metadata = {
  title: "The model",
  description: "The Product Management competency: purpose, key behaviors, development path, and what each level looks like.",
};

export default definePage(async function ModelPage() {
  const { model, number, publishedAt } = await getCurrentRevision();
  return <ModelDocument model={model} revision={{ number, publishedAt }} />;
});
