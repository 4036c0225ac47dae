/** Fields that many actions take, and the sentence for input that no form of ours could have sent. */
import { z } from "zod";

export const MALFORMED = "This could not be read. Please reload the page and try again.";

/** Bounded only so that nonsense stays small: whether an id exists is the data layer's to say. */
export const idSchema = z.string(MALFORMED).min(1, MALFORMED).max(100, MALFORMED);
