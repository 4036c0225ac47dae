/** Tells the storeys above, which may not import the database, what a failure of it means. */
export { isUnavailable } from "@/lib/db/failures";
