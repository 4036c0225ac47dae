/** One choice of a step: a native radio named by the level and described by its anchor. The whole card is the target. */
import type { KeyboardEvent } from "react";

export function LevelChoice(props: {
  value: string;
  name: string;
  anchor?: string;
  /** The key that picks it. */
  keyHint?: string;
  checked: boolean;
  onPick: (value: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}) {
  const { value, name, anchor, keyHint, checked, onPick, onKeyDown } = props;
  const [nameId, anchorId] = [`level-${value}`, `anchor-${value}`];
  return (
    <label className="grid min-h-14 cursor-pointer grid-cols-[auto_1fr_auto] gap-x-4 rounded-card border border-edge bg-surface px-4 py-3.5 has-checked:border-accent has-checked:bg-accent/7 has-checked:outline-[2.5px] has-checked:-outline-offset-[2.5px] has-checked:outline-accent has-focus-visible:ring-[2.5px] has-focus-visible:ring-accent has-focus-visible:ring-offset-2 has-focus-visible:ring-offset-paper sm:px-5">
      <input
        type="radio"
        name="answer"
        value={value}
        checked={checked}
        onChange={() => onPick(value)}
        onKeyDown={onKeyDown}
        aria-labelledby={nameId}
        aria-describedby={anchor ? anchorId : undefined}
        className="mt-0.5 size-5.5 accent-accent outline-none"
      />
      <span className="min-w-0">
        <span id={nameId} className="block font-semibold">
          {name}
        </span>
        {anchor && (
          <span id={anchorId} className="mt-0.5 block text-ink-2">
            {anchor}
          </span>
        )}
      </span>
      {keyHint && (
        <kbd
          aria-hidden="true"
          className="hidden self-start rounded-md border border-line px-1.5 font-sans text-[0.8125rem] text-ink-3 pointer-fine:block"
        >
          {keyHint}
        </kbd>
      )}
    </label>
  );
}
