import { describe, expect, it } from "vitest";
import { composeMail } from "./layout";

describe("composeMail", () => {
  const to = "mia@example.org";
  const parts = {
    to,
    subject: "Join <Orion> & friends",
    title: 'Join "Orion" <script>alert(1)</script>',
    paragraphs: ["Cora & <b>Otto</b>", "Second"],
    action: { label: "Join <now>", url: 'https://cairn.example.org/join/a?b=1&c="><img src=x onerror=alert(1)>' },
    footnote: "It's <i>small</i>",
  };

  it("takes everything as text, never as markup", () => {
    const { html } = composeMail(parts);
    expect(html).not.toMatch(/<(script|b|i|img|now|Orion)\b/);
    expect(html).toContain("Cora &amp; &lt;b&gt;Otto&lt;/b&gt;");
    expect(html.match(/href="([^"]*)"/g)).toEqual(
      Array(2).fill('href="https://cairn.example.org/join/a?b=1&amp;c=&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"'),
    );
  });

  it("says the same in the text, with the address on a line of its own", () => {
    expect(composeMail(parts).text).toBe(
      `Join "Orion" <script>alert(1)</script>\n\nCora & <b>Otto</b>\n\nSecond\n\nJoin <now>:\n${parts.action.url}\n\n-- \nIt's <i>small</i>\n`,
    );
  });

  it("has no button and no small print where there is nothing to do", () => {
    const { html, text } = composeMail({ to, subject: "Changed", title: "Changed", paragraphs: ["It was changed."] });
    expect(html).not.toContain("<a ");
    expect(text).toBe("Changed\n\nIt was changed.\n");
  });
});
