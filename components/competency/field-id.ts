/** Where a draft's field stands in its page, for links from a list of what is missing. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll(".", "-")}`;
}
