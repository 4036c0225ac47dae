/** An agenda as Markdown, to copy by a button or by hand. */
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Section } from "@/components/ui/section";

export function AgendaMarkdownField({ markdown }: { markdown: string }) {
  return (
    <Section id="markdown-title" title="Print or copy this agenda" className="mt-12 max-w-[48rem] print:hidden">
      <p className="mt-2 mb-4 text-ink-2">
        Print this page: only the agenda is printed, with space to write. Or copy it as Markdown. A copy does not change when somebody stops
        sharing, so delete it once you no longer need it.
      </p>
      <Field
        id="markdown"
        name="markdown"
        label="The agenda as Markdown"
        multiline
        readOnly
        rows={10}
        value={markdown}
        className="font-mono text-[0.88rem]"
      />
      <CopyButton from="markdown" label="Copy as Markdown" />
    </Section>
  );
}
