/** The form kit's own hidden fields. Like React's they begin with "$", so that no action takes them for its own. */

/** The id of the person for whom the form was drawn; empty for nobody. */
export const DRAWN_FOR = "$for";

/** Their name. */
export const DRAWN_FOR_NAME = "$name";

/** The same in every attempt to send the form once. */
export const ATTEMPT = "$attempt";
