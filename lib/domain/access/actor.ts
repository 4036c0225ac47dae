/** Who is asking: today a guest, later also a person with an account. */

export type Actor = {
  userId: string;
  kind: "guest";
  /** When a guest's work is deleted unless they come back before; pushed on as they work. */
  keptUntil: Date;
};
