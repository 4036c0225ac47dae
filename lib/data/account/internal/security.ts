/** What people do with their own account: name and address, password, passkeys, authenticator app, and sessions. */

export function emailChangeKey(userId: string): string {
  return `change-email-${userId}`;
}
