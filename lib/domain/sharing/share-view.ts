/** A share view: the record that a coach was shown what somebody shares, with day and place. */

export type ShareView = {
  /** The last time on that day. */
  at: Date;
  viewerName: string;
  teamName: string;
  /** One of the places below. */
  place: string;
};

/** The place, as the owner reads it. A place from a later version reads as one of the team's pages. */
const PLACES: Record<string, string> = {
  heatmap: "on the team page",
  page: "on your page in the team",
  export: "in an export",
};

export function viewPlaceLabel(place: string): string {
  return PLACES[place] ?? "on a page of the team";
}
