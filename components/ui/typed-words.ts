/** What a person has typed and chosen in a form: read from its fields, and put back into them. */

export type TypedWords = [name: string, value: string][];

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Not hidden fields, which the page owns; nor passwords, codes and files, which no script may keep or put back. */
function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      element.matches("input:not([type=hidden],[type=password],[type=file],[type=submit],[autocomplete=one-time-code]),textarea,select") &&
      (element as Control).name !== "",
  );
}

const isTick = (control: Control): control is HTMLInputElement => control.type === "checkbox" || control.type === "radio";

export function readWords(form: HTMLFormElement): TypedWords {
  return controlsOf(form).flatMap((control): TypedWords => (isTick(control) && !control.checked ? [] : [[control.name, control.value]]));
}

/** Whether anything differs from what the page showed. */
export function isTouched(form: HTMLFormElement): boolean {
  return controlsOf(form).some((control) => {
    if (isTick(control)) return control.checked !== control.defaultChecked;
    if (control instanceof HTMLSelectElement) {
      const drawn = [...control.options].find(({ defaultSelected }) => defaultSelected) ?? control.options[0];
      return control.value !== drawn?.value;
    }
    return control.value !== control.defaultValue;
  });
}

/** As if the person did it again: the page's own scripts notice. */
export function restoreWords(form: HTMLFormElement, words: TypedWords): void {
  const rest = [...words];
  for (const control of controlsOf(form)) {
    const at = rest.findIndex(([name, value]) => name === control.name && (!isTick(control) || value === control.value));
    const [word] = at === -1 ? [] : rest.splice(at, 1);
    if (isTick(control)) {
      if (control.checked !== Boolean(word) && (control.type === "checkbox" || word)) control.click();
    } else if (word && control.value !== word[1]) {
      // React keeps its own record of the value: the element's own setter goes around it, so that the event counts as a change.
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value")?.set?.call(control, word[1]);
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}
