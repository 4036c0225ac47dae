/** A person's sessions, with a button to end each. */
import { formatDay } from "@/components/ui/format-day";
import type { FormAction } from "@/lib/domain/request/action-result";
import { SettingsForm } from "./settings-form";

type ListedSession = { sessionId: string; device: string; begunAt: Date; usedAt: Date; isThisOne: boolean };

type SessionListProps = {
  sessions: readonly ListedSession[];
  end: FormAction;
  endOthers: FormAction;
};

export function SessionList({ sessions, end, endOthers }: SessionListProps) {
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {sessions.map(({ sessionId, device, begunAt, usedAt, isThisOne }) => (
          <li key={sessionId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4">
            <div>
              <p className="font-semibold">
                {device}
                {isThisOne && <span className="font-normal text-ink-2"> · this one</span>}
              </p>
              <p className="text-[0.94rem] text-ink-2">{`Since ${formatDay(begunAt)}, last used ${formatDay(usedAt)}`}</p>
            </div>
            {!isThisOne && (
              <SettingsForm
                name={`session-${sessionId}`}
                action={end}
                button="Sign out"
                buttonLabel={`Sign out ${device}, since ${formatDay(begunAt)}`}
                variant="quiet"
              >
                <input type="hidden" name="sessionId" value={sessionId} />
              </SettingsForm>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && <SettingsForm name="sessions" action={endOthers} button="Sign out everywhere else" />}
    </>
  );
}
