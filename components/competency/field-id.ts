/** The element id of a draft's field, for links from the list of gaps. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll(".", "-")}`;
}
