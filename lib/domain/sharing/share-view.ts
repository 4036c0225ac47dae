/** A look: that a coach was shown what somebody shares, on which day and where. */

export type ShareView = {
  /** The last time on that day. */
  at: Date;
  viewerName: string;
  teamName: string;
  /** As in the words below. */
  place: string;
};

/** Where, as its owner reads it. Another place that a later version knows reads as one of the team's pages. */
const PLACES: Record<string, string> = {
  heatmap: "on the team page",
  page: "on your page in the team",
  export: "in an export",
};

export function viewPlaceLabel(place: string): string {
  return PLACES[place] ?? "on a page of the team";
}
