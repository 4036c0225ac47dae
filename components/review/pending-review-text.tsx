/** What a coach typed that could not be saved, to copy: the page has no form for it anymore. */
import { Section } from "@/components/ui/section";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { NOT_OBSERVED } from "@/lib/domain/review/review";
import { capitalize } from "@/lib/domain/text/wording";

type PendingReviewTextProps = {
  /** The fields as they were sent. */
  values: Readonly<Record<string, string>>;
  /** Null where the page has no competency anymore: then ids are used as names. */
  source: CompetencyModel["source"] | null;
};

const inWords = (id: string) => capitalize(id.replaceAll("-", " "));

type Kept = { label: string; text: string };

export function pendingTexts({ values, source }: PendingReviewTextProps): Kept[] {
  const behavior = (id: string) => source?.behaviors.find((each) => each.id === id)?.name ?? inWords(id);
  const level = (id: string) => source?.levels.find((each) => each.id === id)?.name ?? (id === NOT_OBSERVED ? "Not observed" : inWords(id));
  return Object.entries(values).flatMap(([name, text]): Kept[] => {
    if (text.trim() === "") return [];
    if (name === "notes") return [{ label: "Your notes", text }];
    if (name === "comment") return [{ label: "Your comment on the whole", text }];
    const [kind, id] = [name.slice(0, name.indexOf(".")), name.slice(name.indexOf(".") + 1)];
    if (kind === "answer") return [{ label: `Your rating of ${behavior(id)}`, text: level(text) }];
    return kind === "comment" ? [{ label: `Your comment on ${behavior(id)}`, text }] : [];
  });
}

export function PendingReviewText(props: PendingReviewTextProps) {
  const kept = pendingTexts(props);
  if (kept.length === 0) return null;
  return (
    <Section
      id="kept"
      title="What you typed, which was not saved"
      size="card"
      className="mt-6 rounded-panel border border-line bg-surface p-5 sm:p-7"
    >
      <dl className="mt-4 grid gap-4">
        {kept.map(({ label, text }) => (
          <div key={label}>
            <dt className="text-[0.94rem] text-ink-3">{label}</dt>
            <dd className="whitespace-pre-line wrap-anywhere">{text}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
