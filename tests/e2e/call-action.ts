/** Calls server actions directly, as any person of a test's workspace. */
import type { APIRequestContext } from "@playwright/test";
import type { Role } from "@/lib/access/rules";
import type { Workspace } from "../factories/workspace";
import { sessionCookie } from "./session";

export async function cookieOf(workspace: Workspace, role: Role): Promise<Record<string, string>> {
  if (role === "nobody") return {};
  const { name, value } = await sessionCookie(workspace.people[role].userId);
  return { cookie: `${name}=${value}` };
}

/** As a form, as browsers send it, or with an object, as the page's script sends it. */
export function callAction(
  request: APIRequestContext,
  url: string,
  id: string,
  { fields, isCall = false }: { fields: Record<string, string>; isCall?: boolean | undefined },
  headers: Record<string, string>,
) {
  const isObject = isCall || Object.values(fields).some((value) => value.startsWith("json:"));
  if (!isObject) return request.post(url, { multipart: { [`$ACTION_ID_${id}`]: "", ...fields }, headers, maxRedirects: 0 });
  const value = Object.fromEntries(
    Object.entries(fields).map(([name, text]) => [name, text.startsWith("json:") ? (JSON.parse(text.slice(5)) as unknown) : text]),
  );
  return request.post(url, {
    data: Buffer.from(JSON.stringify([value])),
    headers: { ...headers, "next-action": id, "content-type": "text/plain;charset=UTF-8" },
    maxRedirects: 0,
  });
}
