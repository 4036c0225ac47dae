/** System, light or dark. */
import type { FormAction } from "@/lib/domain/request/action-result";
import { FrameForm } from "./frame-form";

const THEMES = [
  { value: "system", name: "System" },
  { value: "light", name: "Light" },
  { value: "dark", name: "Dark" },
] as const;

type ThemeSwitchProps = {
  current: (typeof THEMES)[number]["value"];
  action: FormAction;
  /** Where a page has one besides the frame's. */
  name?: string;
};

export function ThemeSwitch({ current, action, name: formName = "theme" }: ThemeSwitchProps) {
  return (
    <FrameForm name={formName} action={action} className="print:hidden">
      <fieldset className="flex rounded-full border border-edge p-[3px]">
        <legend className="sr-only">Theme</legend>
        {THEMES.map(({ value, name }) => (
          <button
            key={value}
            type="submit"
            name="theme"
            value={value}
            aria-pressed={value === current}
            className="min-h-11 cursor-pointer rounded-full px-4 text-ink-2 hover:text-ink aria-pressed:bg-accent aria-pressed:font-semibold aria-pressed:text-on-accent forced-colors:aria-pressed:border-2 forced-colors:aria-pressed:border-[Highlight]"
          >
            {name}
          </button>
        ))}
      </fieldset>
    </FrameForm>
  );
}
