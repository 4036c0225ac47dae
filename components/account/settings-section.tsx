/** A section of Settings: its heading, the result of the last change, and its content. */
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";

type SettingsSectionProps = {
  id: string;
  title: string;
  lead?: ReactNode;
  /** What was just done here. */
  done?: string | null;
  children: ReactNode;
};

export function SettingsSection({ id, title, lead, done, children }: SettingsSectionProps) {
  return (
    <section aria-labelledby={id} className="border-t border-line py-10">
      <h2 id={id} className="scroll-mt-6 text-[1.5rem]">
        {title}
      </h2>
      {lead && <p className="mt-2 max-w-[40rem] text-ink-2">{lead}</p>}
      {done && (
        <div className="mt-5">
          <Notice kind="status" title={done} />
        </div>
      )}
      <div className="mt-6 grid gap-8">{children}</div>
    </section>
  );
}
