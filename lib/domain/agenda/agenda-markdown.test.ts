import { describe, expect, it } from "vitest";
import { agendaMarkdown, escapeMarkdown } from "./agenda-markdown";

const point = (heading: string, why: string, question: string) => ({
  key: "gap:a",
  heading,
  why,
  question,
  given: question,
  isLeftOut: false,
});

it("an agenda reads as a document", () => {
  const markdown = agendaMarkdown({
    title: "One-to-one with Mia Member",
    facts: ["Cora Coach and Mia Member, Orion", "Prepared on November 26, 2026"],
    sections: [{ title: "Focus and plan", points: [point("Value Management", "The focus of Mia Member.", "What first?\nAnd then?")] }],
    own: "Ask about the release\n\nThank her",
  });
  expect(markdown).toBe(
    `# One-to-one with Mia Member

- Cora Coach and Mia Member, Orion
- Prepared on November 26, 2026

## Focus and plan

### Value Management

The focus of Mia Member.

> What first?
>
> And then?

## Your own points

- Ask about the release
- Thank her
`,
  );
});

it("an agenda with nothing on it is its title and its facts", () => {
  expect(agendaMarkdown({ title: "Workshop with Orion", facts: ["Prepared today"], sections: [], own: " \n " })).toBe(
    "# Workshop with Orion\n\n- Prepared today\n",
  );
});

describe("anybody's words stay words", () => {
  it.each([
    ["# Head", "\\# Head"],
    ["- item", "\\- item"],
    ["+ item", "\\+ item"],
    ["1. item", "1\\. item"],
    ["20) item", "20\\) item"],
    ["=====", "\\====="],
    ["---", "\\---"],
    ["> quote", "\\> quote"],
    ["[name](x)", "\\[name\\](x)"],
    ["![name][x]", "\\!\\[name\\]\\[x\\]"],
    ["<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"],
    ["*a* _b_ ~~c~~", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~"],
    ["`code`", "\\`code\\`"],
    ["a | b", "a \\| b"],
    ["&lt; &#60;", "\\&lt; \\&\\#60;"],
    ["back\\slash", "back\\\\slash"],
    ["$x$ and [^1]", "\\$x\\$ and \\[\\^1\\]"],
    ["Vision & Strategy", "Vision \\& Strategy"],
    ["    four blanks\tand  more", "four blanks and more"],
    ["one\n\n# two\u2028- three", "one \\# two - three"],
    ["turned \u202egnuj", "turned gnuj"],
    ["Ann-Kathrin O’Neil (PO), 3.5 years", "Ann-Kathrin O’Neil (PO), 3.5 years"],
    ["", ""],
  ])("%j becomes %j", (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
  });

  it.each([
    ["https://evil.example", "`https://evil.example`"],
    ["See <https://evil.example>.", "See `<https://evil.example>.`"],
    ["WWW.evil.example", "`WWW.evil.example`"],
    ["evil.example/path", "`evil.example/path`"],
    ["somebody@evil.example", "`somebody@evil.example`"],
    ["[x](https://evil.example)", "`[x](https://evil.example)`"],
    ["(mailto:a", "`(mailto:a`"],
    ["a`b@c", "``a`b@c``"],
    ["`a@b`", "`` `a@b` ``"],
    ["``` @here", "\\`\\`\\` `@here`"],
  ])("%j, which readers would link by themselves, becomes code: %j", (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
  });

  it("in every place of an agenda, and nothing begins a line of its own", () => {
    const hostile = "x\n\n# h\r\n<b>[l](https://evil.example)\u2029---";
    const markdown = agendaMarkdown({
      title: hostile,
      facts: [hostile],
      sections: [{ title: hostile, points: [point(hostile, hostile, hostile)] }],
      own: hostile,
    });
    expect(markdown.match(/^#+ /gm)).toEqual(["# ", "## ", "### ", "## "]);
    expect(markdown).not.toMatch(/^---|^<b>/m);
    expect(markdown.replaceAll(/`[^`]*`/g, "")).not.toMatch(/(?<!\\)[<[\]]|:\/\//);
  });
});
