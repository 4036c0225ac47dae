/** A browser's cookies, for calling Better Auth as a request would: what one response sets, the next call sends. */
import { parseSetCookieHeader } from "better-auth/cookies";

export class Browser {
  private readonly cookies = new Map<string, string>();

  headers(): Headers {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return new Headers({ cookie, "user-agent": "A test" });
  }

  take(answer: { headers: Headers | null | undefined }): void {
    for (const line of answer.headers?.getSetCookie() ?? []) {
      for (const [name, { value, "max-age": maxAge }] of parseSetCookieHeader(line)) {
        if (!value || Number(maxAge) === 0) this.cookies.delete(name);
        else this.cookies.set(name, encodeURIComponent(value));
      }
    }
  }

  has(name: string): boolean {
    return this.cookies.has(name);
  }

  /** Another tab, or another device that stole the cookies: what this one had, and its own from here on. */
  copy(): Browser {
    const other = new Browser();
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }
}
