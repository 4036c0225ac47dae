import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { MAIL_SAMPLES, type MailSample } from "./samples";

/** Files in this folder that are not mails. */
const OTHERS = ["layout", "round-calendar", "samples", "transport"];

const mails = readdirSync(import.meta.dirname)
  .filter((file) => /^[a-z-]+\.ts$/.test(file))
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((name) => !OTHERS.includes(name));

const samples = Object.entries<readonly MailSample[]>(MAIL_SAMPLES).flatMap(([name, list]) =>
  list.map((sample) => ({ name: sample.variant ? `${name}, ${sample.variant}` : name, ...sample })),
);

/** Facts that are not free text: any other value would not be an address, a number of days, or a role. */
const NO_WORDS = new Set(["to", "sender", "url", "timeZone", "role"]);

const MARKUP = `<script>alert(1)</script> "&' <b>`;

/** Everything that a person could have typed, all hostile. */
function hostile({ facts }: MailSample): Record<string, string> {
  const typed = Object.entries(facts).filter(([fact, value]) => typeof value === "string" && !NO_WORDS.has(fact));
  return Object.fromEntries(typed.map(([fact, value]) => [fact, `${value}${MARKUP}`]));
}

describe("the mails of this folder", () => {
  it("each have a sample, and each sample its mail", () => {
    expect(mails.length).toBeGreaterThan(10);
    expect(Object.keys(MAIL_SAMPLES).toSorted()).toEqual(mails.toSorted());
  });

  it.each(mails)("%s: its file exports the mail of its name, and nothing else that runs", async (name) => {
    const exported: Record<string, unknown> = await import(path.join(import.meta.dirname, `${name}.ts`));
    const camel = name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
    expect(Object.keys(exported)).toEqual([`${camel}Mail`]);
  });
});

describe.each(samples)("$name", (sample) => {
  const { facts, compose } = sample;
  const mail = compose();

  it("goes to whom it is for, with a subject of one line", () => {
    expect(mail.to).toBe(facts.to);
    expect(mail.subject).toMatch(/^\S.{3,78}\S$/u);
  });

  it("holds nothing that was left out or not filled in", () => {
    for (const part of [mail.subject, mail.text, mail.html]) expect(part).not.toMatch(/undefined|null|NaN|\[object|Invalid Date|\$\{/);
  });

  it("is read as text too, without any HTML", () => {
    expect(mail.text.length).toBeGreaterThan(80);
    expect(mail.text).not.toMatch(/<\/?[a-z!]|&(amp|lt|gt|quot|#\d+);|style=/i);
  });

  it("says each line of its text in the HTML", () => {
    for (const line of mail.text.split("\n").filter((words) => words && words !== "-- "))
      expect(mail.html).toContain(line.replace(/:$/, ""));
  });

  it("leads to absolute addresses alone, the same in both parts", () => {
    const links = [...mail.html.matchAll(/href="([^"]*)"/g)].map(([, link]) => link ?? "");
    for (const link of links) expect(new URL(link).protocol).toBe("https:");
    expect([...new Set(links)]).toEqual(facts.url === undefined ? [] : [facts.url]);
    expect(mail.text.match(/https?:\/\/\S+/g) ?? []).toEqual(facts.url === undefined ? [] : [facts.url]);
  });

  it("takes no markup from what people typed", () => {
    const changed = hostile(sample);
    const { html } = compose(changed);
    expect(html).not.toMatch(/<(script|b)\b/i);
    // Escaped wherever it appears: the mail's only tags are those of the layout.
    const tags = (text: string) => (text.match(/<[^>]*>/g) ?? []).filter((tag) => !tag.startsWith("<!"));
    expect(tags(html)).toEqual(tags(mail.html));
    if (Object.keys(changed).length > 0) expect(html).toContain("&lt;script&gt;");
  });

  it("takes no markup from an address", () => {
    if (facts.url === undefined) return;
    const { html } = compose({ url: `${facts.url}"><img src=x onerror=alert(1)>` });
    expect(html).not.toContain("<img");
    expect(html).toContain("&quot;&gt;&lt;img");
  });
});
