/** What a person without a password types before everything of theirs is deleted. */
export const DELETION_WORD = "delete";
