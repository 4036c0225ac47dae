/** The id of a form's field, which the error summary links to. */
export const formFieldId = (form: string, field: string): string => `${form}-${field}`;
