/** Before each key of the outbox, in the storage of the device. */
export const PREFIX = "cairn:outbox:";
