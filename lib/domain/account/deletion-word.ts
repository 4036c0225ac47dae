/** What a person without a password types to confirm that everything is deleted. */
export const DELETION_WORD = "delete";
