import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { competencyOf, type DraftFields, fieldsOf } from "@/lib/domain/competency/draft";
import type { ImportFormat } from "@/lib/domain/competency/exchange/import-report";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { publishedCompetencySchema, type ReadImport, readImport, writeExport } from "./exchange";

// Some read a whole model many times, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const documentText = readFileSync(new URL("../../../../tests/fixtures/product-management.txt", import.meta.url), "utf8");
const shipped = fieldsOf(productManagement);
const { source, additions } = productManagement;

const bytes = (text: string) => new TextEncoder().encode(text);
const revision = (competency: CompetencyModel) => ({ competency, number: 3, publishedAt: new Date("2026-11-23T12:00:00Z") });
const written = (format: ImportFormat, competency = productManagement) => writeExport(revision(competency), format);

function read(text: string, filename = "", current?: DraftFields): ReadImport {
  return readImport(bytes(text), filename, current);
}

const said = ({ report }: ReadImport) =>
  report.problems.map(({ severity, line, path, message }) => `${severity} ${line ?? "-"} ${path ?? "-"}: ${message}`);

/** What the draft would hold after the import. */
function after({ imported }: ReadImport, current: DraftFields = {}): DraftFields {
  expect(imported).not.toBeNull();
  return imported?.replaces === "given" ? { ...current, ...imported.fields } : { ...imported?.fields };
}

describe("the document's own form", () => {
  it("gives exactly the shipped module's source part, into an empty draft", () => {
    const answer = read(documentText, "product-management.txt");
    expect([answer.report.format, answer.report.problems]).toEqual(["document", []]);
    const { "attribution.title": _title, "attribution.url": _url, ...words } = fieldsOf({ source });
    expect(answer.imported).toEqual({ fields: words, replaces: "given" });
  });

  it("changes nothing of the shipped module, and comes back byte for byte", () => {
    const answer = read(documentText, "", shipped);
    expect(competencyOf("product-management", after(answer, shipped))).toEqual(productManagement);
    expect(answer.report.problems).toEqual([]);
    expect(written("document")).toEqual({
      filename: "product-management-revision-3.txt",
      mediaType: "text/plain; charset=utf-8",
      text: documentText,
    });
  });

  it("keeps a behavior's id, and so its anchors, where it is moved and reworded; a retired one is said", () => {
    const lines = documentText.split("\n");
    const [first = "", ...rest] = lines.filter((line) => /^ {2}• .*: /.test(line));
    const changed = lines.filter((line) => !/^ {2}• .*: /.test(line));
    changed.splice(
      changed.indexOf("Key Behaviors:") + 2,
      0,
      ...rest.slice(1).toReversed(),
      first.replace("Crafting", "Making"),
      "  • Vision & Growth: New.",
    );
    const answer = read(changed.join("\n"), "", shipped);
    expect(said(answer)).toEqual(["warning - -: “Outcome Orientation” is not in this file. The import would retire this behavior."]);
    const fields = after(answer, shipped);
    expect(fields["order.behaviors"]?.split("\n")).toEqual([
      ...source.behaviors
        .slice(2)
        .toReversed()
        .map(({ id }) => id),
      "vision-and-strategy",
      "vision-and-growth",
    ]);
    expect(fields["behaviors.vision-and-strategy.definition"]).toMatch(/^Making/);
    expect(fields["anchors.vision-and-strategy.guide"]).toBe(additions.anchors["vision-and-strategy"]?.["guide"]);
  });

  it("knows a name again with other quotes and capitals", () => {
    const current = { ...shipped, "behaviors.market-awareness.name": "The Market’s  Voice" };
    const fields = after(read(documentText.replace("Market Awareness", "the market's voice"), "", current), current);
    expect(fields["order.behaviors"]).toBe(shipped["order.behaviors"]);
  });

  it("leaves what a document has no section for", () => {
    const fields = after(read(documentText.replace(/\nSummary:[\s\S]*/, ""), "", shipped), shipped);
    expect(fields).toEqual(shipped);
  });
});

describe("JSON and YAML", () => {
  /** Texts that YAML would read as something else, that JSON escapes, and that HTML would run. */
  const odd = fc.constantFrom(
    "yes",
    "null",
    "~",
    "- a",
    "a: b",
    "# no",
    "1e3",
    "0x10",
    "2026-11-23",
    "'",
    '"',
    "\\n",
    "<b>",
    "&amp;",
    "*a",
    "!b",
    "%",
    "@",
    "`",
    "{",
    "[]",
    "שלום",
    "👩‍👧",
    "…",
  );
  const anyText = fc
    .oneof(
      odd,
      fc.array(odd, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" ")),
      fc.stringMatching(/^[ -~À-ÿ]{1,40}$/),
    )
    .map((text) => text.trim() || "x");

  const reworded = fc.array(anyText, { minLength: 30, maxLength: 30 }).map((texts): CompetencyModel => {
    let next = 0;
    return JSON.parse(JSON.stringify(productManagement), (key, value: unknown) => {
      if (typeof value !== "string" || ["id", "url"].includes(key)) return value;
      next += 1;
      return texts[next % texts.length];
    }) as CompetencyModel;
  });

  it.each(["json", "yaml"] as const)("%s is lossless both ways, as it is", (format) => {
    const { text, filename } = written(format);
    const answer = read(text, filename);
    expect([answer.report.format, answer.report.problems, answer.imported?.replaces]).toEqual([format, [], "all"]);
    expect(competencyOf("product-management", answer.imported?.fields ?? {})).toEqual(productManagement);
    // Pasted text is recognized by its beginning.
    expect(read(text).report.format).toBe(format);
    expect(read(text.replaceAll("\n", "\r\n"), filename).imported).toEqual(answer.imported);
  });

  it.each(["json", "yaml"] as const)("%s is lossless both ways, whatever the words", (format) => {
    fc.assert(
      fc.property(reworded, (competency) => {
        const { text, filename } = written(format, competency);
        const answer = read(text, filename);
        expect(answer.report.problems).toEqual([]);
        const back = competencyOf(competency.id, answer.imported?.fields ?? {});
        expect(back).toEqual(competency);
        expect(written(format, back).text).toBe(text);
      }),
      { numRuns: 10 },
    );
  });

  it("the published schema takes what is exported, and refuses what no model is", () => {
    const ajv = new Ajv2020({ allErrors: true });
    addFormats.default(ajv);
    const schema = publishedCompetencySchema() as { $id: string };
    expect(schema.$id).toBe("http://localhost:3000/schemas/competency-model.json");
    const validate = ajv.compile(schema);
    const file = JSON.parse(written("json").text) as Record<string, unknown> & { $schema: string };
    expect(file.$schema).toBe(schema.$id);
    expect([validate(file), validate.errors]).toEqual([true, null]);
    for (const wrong of [
      { ...file, extra: 1 },
      { ...file, id: "No Id" },
      { ...file, source: { ...source, levels: source.levels.slice(0, 1) } },
      { ...file, source: { ...source, name: null } },
      { ...file, additions: { ...additions, anchors: { "No Id": {} } } },
      { id: file["id"] },
    ]) {
      expect(validate(wrong)).toBe(false);
    }
  });

  it("an unfinished model is a draft", () => {
    const answer = read("source:\n  name: Coaching\n  behaviors:\n    - id: listening\n      name: Listening\n");
    expect(said(answer)).toEqual([]);
    expect(answer.imported?.fields).toMatchObject({
      name: "Coaching",
      "order.behaviors": "listening",
      "behaviors.listening.name": "Listening",
    });
  });

  const lines = (text: string) => text.split("\n");
  const lineOf = (text: string, needle: string) => lines(text).findIndex((line) => line.includes(needle)) + 1;

  it.each(["json", "yaml"] as const)("%s that is wrong is refused by path and line", (format) => {
    const wrong = (change: (competency: CompetencyModel) => unknown) => {
      const { text, filename } = written(format, change(structuredClone(productManagement)) as CompetencyModel);
      return { text, answer: read(text, filename) };
    };
    const two = wrong((competency) => ({ ...competency, source: { ...source, behaviors: [...source.behaviors, source.behaviors[2]] } }));
    expect(two.answer.imported).toBeNull();
    expect(said(two.answer)).toEqual([
      `error ${lines(two.text).findLastIndex((line) => /\bid"?: "?market-awareness/.test(line)) + 1} source.behaviors[7].id: Another behavior has the id “market-awareness”.`,
    ]);
    const long = wrong((competency) => ({ ...competency, source: { ...source, name: "x".repeat(500) } }));
    expect(said(long.answer)).toEqual([`error ${lineOf(long.text, "xxxx")} source.name: This has 500 characters. Up to 200 fit.`]);
    const unknown = wrong((competency) => ({ ...competency, source: { ...source, extra: "x" } }));
    expect(said(unknown.answer)).toEqual([`error ${lineOf(unknown.text, "extra")} source.extra: No model has “extra” here.`]);
    const stray = wrong((competency) => ({
      ...competency,
      additions: { ...additions, shortNames: { ...additions.shortNames, sailing: "Sail" } },
    }));
    expect(said(stray.answer)).toEqual([
      `error ${lineOf(stray.text, "sailing")} additions.shortNames.sailing: There is no behavior “sailing”.`,
    ]);
    const number = wrong((competency) => ({ ...competency, source: { ...source, summary: 7 } }));
    expect(said(number.answer)).toEqual([
      `error ${lineOf(number.text, "summary")} source.summary: This is not text. Please put it in quotes.`,
    ]);
    const reserved = wrong((competency) => ({
      ...competency,
      source: { ...source, levels: [{ ...source.levels[0], id: "no-opportunity" }] },
    }));
    expect(said(reserved.answer)[0]).toMatch(/^error \d+ source\.levels\[0\]\.id: This id has a meaning of its own/);
    const many = wrong((competency) => ({
      ...competency,
      source: { ...source, behaviors: Array.from({ length: 10_000 }, (_, index) => ({ id: `b-${index}`, name: "B", definition: "D" })) },
    }));
    expect(said(many.answer)).toHaveLength(1);
    expect(said(many.answer)[0]).toMatch(
      /^error \d+ source\.behaviors\[40\]: There are 10,000 behaviors\. Cairn takes up to 40\.$|This has 5\d\d,\d+ characters\. YAML is read up to 400,000\.$/,
    );
  });

  it.each([
    ["a name twice", '{"source": {\n"name": "A",\n"name": "B"}}', "error 3 -: “name” stands here a second time."],
    ["no JSON", '{"source": \n', "error 2 -: This is not JSON: the text ends too early."],
    [
      "another file",
      '{"name": "x"}',
      "error 1 -: This is neither a model of Cairn’s, which has a “source”, nor a CASE package, which has a “CFDocument”.",
    ],
    ["a list", "[1]", "error 1 -: This is neither a model of Cairn’s, which has a “source”, nor a CASE package, which has a “CFDocument”."],
    [
      "special names",
      '{"source": {"name": "A"}, "__proto__": {}, "constructor": 1}',
      "error 1 __proto__: No model has “__proto__”, “constructor” here.",
    ],
  ])("JSON: %s", (_, text, expected) => {
    const answer = read(text);
    expect([answer.imported, said(answer)]).toEqual([null, [expected]]);
  });

  it("what nobody sees is left out, and said by path and line", () => {
    const answer = read('{"source":\n {"name": "Co\\u202each\\u200bing\\u0000"}}');
    expect(answer.imported?.fields["name"]).toBe("Coaching");
    expect(said(answer)).toEqual([
      "warning 2 source.name: This held a right-to-left override (U+202E), a zero-width space (U+200B), a null character (U+0000), which nobody sees. It was left out.",
    ]);
  });

  it("script is text", () => {
    expect(read('{"source": {"name": "<script>alert(1)</script>"}}').imported?.fields["name"]).toBe("<script>alert(1)</script>");
  });
});

describe("CSV of the anchors", () => {
  const csv = written("csv").text;

  it("changes nothing, and keeps what it does not hold", () => {
    const answer = read(csv, "grid.csv", shipped);
    expect([answer.report.format, answer.report.problems]).toEqual(["csv", []]);
    expect(after(answer, shipped)).toEqual(shipped);
    expect(read(csv, "", shipped).report.format).toBe("csv");
  });

  it("brings back anchors that a spreadsheet would run, and any other", () => {
    const anchor = fc
      .oneof(fc.constantFrom("=1+1", "-x", "+49", "@me", '"', "a;b", "a,b", "it’s", "'quoted'"), fc.stringMatching(/^[ -&(-~À-ÿ]{1,30}$/))
      .map((text) => text.trim() || "x");
    fc.assert(
      fc.property(fc.array(anchor, { minLength: 35, maxLength: 35 }), (anchors) => {
        const competency = structuredClone(productManagement);
        let next = 0;
        for (const byLevel of Object.values(competency.additions.anchors)) {
          for (const level of Object.keys(byLevel)) byLevel[level] = anchors[next++] ?? "";
        }
        const answer = read(written("csv", competency).text, "a.csv", shipped);
        expect(answer.report.problems).toEqual([]);
        expect(competencyOf(competency.id, after(answer, shipped))).toEqual(competency);
      }),
      { numRuns: 25 },
    );
  });

  it("goes by names where there are no ids, by semicolons, in another order and with Windows-1252", () => {
    const text = "Guide;Behavior;beginner\nShapes café talks.;outcome orientation;Says “yes”.\n";
    const latin = Uint8Array.from([...text].map((character) => ({ "“": 0x93, "”": 0x94 })[character] ?? character.charCodeAt(0)));
    const answer = readImport(latin, "grid.csv", shipped);
    expect(answer.imported).toEqual({
      fields: { "anchors.outcome-orientation.guide": "Shapes café talks.", "anchors.outcome-orientation.beginner": "Says “yes”." },
      replaces: "given",
    });
    expect(said(answer)).toHaveLength(6);
    expect(said(answer)[0]).toBe("warning - -: “Vision & Strategy” is not in this file. Its anchors stay as they are.");
  });

  it("makes behaviors and levels of an empty draft", () => {
    const { fields = {} } = read("Behavior,Novice,Master\nListening,Hears.,Understands.\n", "a.csv").imported ?? {};
    expect(fields).toEqual({
      "order.behaviors": "listening",
      "order.levels": "novice\nmaster",
      "levels.novice.name": "Novice",
      "levels.master.name": "Master",
      "behaviors.listening.name": "Listening",
      "anchors.listening.novice": "Hears.",
      "anchors.listening.master": "Understands.",
    });
  });

  it.each([
    ["no heading", "a,b\nc,d\n", "error 1 -: The first row must name the columns: “Behavior”, then a column for each level."],
    ["no level", "Behavior\nValue Management\n", "error 1 -: There is no column for a level."],
    ["an unknown level", "Behavior,Wizard\nValue Management,x\n", "error 1 -: The model has no level “Wizard”."],
    ["a level twice", "Behavior,Guide,guide\nValue Management,x,y\n", "error 1 -: “guide” stands there twice."],
    ["an unknown behavior", "Behavior,Guide\n\nSailing,x\n", "error 3 -: The model has no behavior “Sailing”."],
    ["a behavior twice", "Behavior,Guide\nValue Management,x\nvalue management,y\n", "error 3 -: This behavior stands in line 2 already."],
    ["an open quote", 'Behavior,Guide\n"Value Management,x\n', "error 2 -: A quote that begins in this row does not end."],
    [
      "a long anchor",
      `Behavior,Guide\nValue Management,${"x".repeat(4_001)}\n`,
      "error 2 -: The anchor at “Guide” has 4,001 characters. Up to 4,000 fit.",
    ],
    [
      "ten thousand rows",
      `Behavior,Guide\n${"Value Management,x\n".repeat(10_000)}`,
      "error 42 -: There are more than 40 behaviors, which are as many as fit.",
    ],
  ])("%s is refused with its line", (_, text, expected) => {
    const answer = read(text, "a.csv", shipped);
    expect(answer.imported).toBeNull();
    expect(said(answer)[0]).toBe(expected);
  });
});

type Json = Record<string, unknown>;
type LoosePackage = {
  CFDocument: Json;
  CFItems: Json[];
  CFAssociations: Json[];
  CFRubrics: (Json & { CFRubricCriteria: (Json & { CFRubricCriterionLevels: Json[] })[] })[];
};

describe("a CASE package", () => {
  const packageText = written("case").text;
  const changed = (change: (whole: LoosePackage) => void) => {
    const whole = JSON.parse(packageText) as LoosePackage;
    change(whole);
    return JSON.stringify(whole, null, 1);
  };

  it("of Cairn's own changes nothing", () => {
    const answer = read(packageText, "case.json", shipped);
    expect([answer.report.format, answer.report.problems]).toEqual(["case", []]);
    expect(after(answer, shipped)).toEqual(shipped);
  });

  it("of Cairn's own brings words, ids, levels, anchors and next steps into an empty draft", () => {
    const { fields = {} } = read(packageText).imported ?? {};
    const brought = Object.keys(shipped).filter((path) => fields[path] !== undefined);
    for (const path of brought) expect([path, fields[path]]).toEqual([path, shipped[path]]);
    expect(Object.keys(fields)).toHaveLength(brought.length);
    expect(
      Object.keys(shipped).filter(
        (path) => !brought.includes(path) && !/shortName|practices|evidence|question|plan|opportunities/.test(path),
      ),
    ).toEqual([]);
  });

  it("of another system is read as far as it fits", () => {
    const item = (id: string, text: string, more: Json = {}) => ({
      identifier: id,
      uri: `https://example.org/${id}`,
      fullStatement: text,
      lastChangeDateTime: "2026-01-01T00:00:00Z",
      ...more,
    });
    const association = (id: string, from: string, type: string, to: string, sequenceNumber?: number | null) => ({
      identifier: id,
      associationType: type,
      sequenceNumber,
      originNodeURI: { title: from, identifier: from, uri: "https://example.org" },
      destinationNodeURI: { title: to, identifier: to, uri: "https://example.org" },
    });
    const level = (quality: string, description: string, score: number) => ({ quality, description, score, feedback: null });
    const text = JSON.stringify({
      CFDocument: { identifier: "doc", title: "Craft", creator: "Somebody", notes: null },
      CFItems: [
        item("b", "Tests what was built, with the people who will use it, before anybody else has the chance to see it at work."),
        item("a", "Listens.", { abbreviatedStatement: "Listening", humanCodingScheme: "CR.1" }),
        item("c", "Detail."),
      ],
      CFAssociations: [
        association("1", "b", "isChildOf", "doc", 2),
        association("2", "a", "isChildOf", "doc", 1),
        association("3", "c", "isChildOf", "a"),
        association("4", "a", "precedes", "b"),
        association("5", "a", "isChildOf", "elsewhere"),
      ],
      CFRubrics: [
        {
          identifier: "r",
          CFRubricCriteria: [
            {
              CFItemURI: { identifier: "a" },
              CFRubricCriterionLevels: [level("Often", "Listens often.", 2), level("Seldom", "Listens seldom.", 1)],
            },
            { CFItemURI: { identifier: "z" } },
          ],
        },
      ],
    });
    const answer = read(text, "foreign.json");
    expect(answer.imported?.fields).toEqual({
      name: "Craft",
      "attribution.title": "Somebody",
      "order.behaviors": "listening\ntests-what-was-built-with-the-people-who-will-use-it-before",
      "behaviors.listening.name": "Listening",
      "behaviors.listening.definition": "Listens.",
      "behaviors.tests-what-was-built-with-the-people-who-will-use-it-before.name": expect.stringMatching(/^Tests what .*…$/),
      "behaviors.tests-what-was-built-with-the-people-who-will-use-it-before.definition": expect.stringMatching(/at work\.$/),
      "order.levels": "seldom\noften",
      "levels.seldom.name": "Seldom",
      "levels.often.name": "Often",
      "anchors.listening.seldom": "Listens seldom.",
      "anchors.listening.often": "Listens often.",
    });
    expect(said(answer).map((line) => line.split(":")[0])).toEqual([
      "warning 1 CFAssociations[3]",
      "warning 1 CFAssociations[4].destinationNodeURI",
      "warning 1 CFItems[2]",
      "warning 1 CFItems[0]",
      "warning 1 CFRubrics[0].CFRubricCriteria[1]",
    ]);
  });

  it("that goes in a circle is refused by path", () => {
    const text = changed(({ CFItems, CFAssociations }) => {
      (CFAssociations[0] as { destinationNodeURI: Json }).destinationNodeURI["identifier"] = CFItems[3]?.["identifier"];
    });
    const answer = read(text);
    expect(answer.imported).toBeNull();
    expect(said(answer)[0]).toMatch(
      /^error \d+ CFAssociations\[[03]\]: These associations go in a circle: CFItems\[[03]\] is a child of CFItems\[[03]\] is a child of/,
    );
  });

  it("with a long circle is refused at once", () => {
    const text = changed((whole) => {
      whole.CFItems = Array.from({ length: 2_000 }, (_, index) => ({ identifier: `i${index}`, fullStatement: "x" }));
      whole.CFAssociations = whole.CFItems.map((_, index) => ({
        identifier: `a${index}`,
        associationType: "isChildOf",
        originNodeURI: { identifier: `i${index}` },
        destinationNodeURI: { identifier: `i${(index + 1) % 2_000}` },
      }));
    });
    expect(said(read(text))[0]).toContain("go in a circle");
  });

  it.each<[string, (whole: LoosePackage) => void, RegExp]>([
    [
      "an identifier twice",
      ({ CFItems }) => CFItems.push(CFItems[2] ?? {}),
      /^error \d+ CFItems\[8\]\.identifier: CFItems\[2\] has the same identifier\.$/,
    ],
    [
      "an item without a statement",
      ({ CFItems }) => delete CFItems[4]?.["fullStatement"],
      /^error \d+ CFItems\[4\]\.fullStatement: This is missing\.$/,
    ],
    ["a list that is none", (whole) => Object.assign(whole, { CFItems: "x" }), /^error \d+ CFItems: This does not fit CASE 1\.1/],
    ["no title", ({ CFDocument }) => delete CFDocument["title"], /^error \d+ CFDocument\.title: This is missing\.$/],
    [
      "a name of 500 characters",
      ({ CFItems }) => Object.assign(CFItems[1] ?? {}, { abbreviatedStatement: "x".repeat(500) }),
      /^error \d+ CFItems\[1\]\.abbreviatedStatement: This has 500 characters/,
    ],
    [
      "10,000 behaviors",
      (whole) => {
        whole.CFItems = Array.from({ length: 10_000 }, (_, index) => ({ identifier: `i${index}`, fullStatement: "x" }));
        whole.CFAssociations = [];
      },
      /^error \d+ CFItems\[40\]: There are 10,000 behaviors\. Cairn takes up to 40\.$/,
    ],
    [
      "a quality twice",
      ({ CFRubrics }) => Object.assign(CFRubrics[0]?.CFRubricCriteria[0]?.CFRubricCriterionLevels[1] ?? {}, { quality: "beginner" }),
      /^error \d+ CFRubrics\[0\]\.CFRubricCriteria\[0\]\.CFRubricCriterionLevels\[1\]\.quality: Another level has the same quality/,
    ],
  ])("with %s is refused by path", (_, change, expected) => {
    const answer = read(changed(change), "case.json");
    expect(answer.imported).toBeNull();
    expect(said(answer)[0]).toMatch(expected);
  });
});

describe("whatever comes", () => {
  it("50 MB are refused unread", () => {
    const begin = performance.now();
    const answer = readImport(new Uint8Array(50_000_000), "big.json");
    expect(said(answer)).toEqual(["error - -: This has 50,000,000 bytes. Cairn reads up to 1,000,000 bytes."]);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  it.each([
    [
      "a Word document",
      [0x50, 0x4b, 0x03, 0x04],
      "This is a Word document, a spreadsheet or an archive. Please paste its text, or save it as text or CSV.",
    ],
    ["a PDF", [0x25, 0x50, 0x44, 0x46], "This is a PDF. Please paste its text."],
    ["nothing", [], "There is nothing in it."],
    ["a mark and blanks", [0xef, 0xbb, 0xbf, 0x20, 0x0a], "There is nothing in it."],
  ])("%s is told", (_, begin, message) => {
    expect(said(readImport(Uint8Array.from(begin), "x.txt"))).toEqual([`error - -: ${message}`]);
  });

  it("never throws, and gives fields only without an error", () => {
    const names = ["a.json", "a.yaml", "a.csv", "a.txt", ""];
    const texts = (["document", "json", "yaml", "csv", "case"] as const).map((format) => written(format).text);
    const damaged = fc
      .tuple(fc.constantFrom(...texts), fc.nat(), fc.nat({ max: 400 }), fc.string({ maxLength: 20 }))
      .map(([text, at, length, put]) => {
        const begin = at % text.length;
        return text.slice(0, begin) + put + text.slice(begin + length);
      });
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged.map(bytes), fc.string().map(bytes)),
        fc.constantFrom(...names),
        (any, name) => {
          for (const current of [{}, shipped]) {
            const { imported, report } = readImport(any, name, current);
            expect(imported === null).toBe(report.problems.some(({ severity }) => severity === "error"));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("of thousands of problems takes no long time, and little room", () => {
    const items = Array.from({ length: 9_000 }, (_, index) => ({ identifier: `i${index}`, fullStatement: "\u202ex" }));
    const associations = items.slice(1).map(({ identifier }, index) => ({
      identifier: `a${index}`,
      associationType: "isChildOf",
      originNodeURI: { identifier },
      destinationNodeURI: { identifier: items[index >> 1]?.identifier },
    }));
    for (const CFItems of [items, items.map(() => ({}))]) {
      const text = JSON.stringify(
        { CFDocument: { identifier: "d", title: "T" }, CFItems, CFAssociations: associations.slice(0, 3_000) },
        null,
        0,
      ).replaceAll(",", ",\n");
      const begin = process.cpuUsage();
      const { report } = read(text, "case.json");
      expect(process.cpuUsage(begin).user / 1_000).toBeLessThan(3_000);
      expect(report.problems).toHaveLength(100);
      expect(report.furtherProblems).toBeGreaterThan(2_500);
    }
  });

  it("lists a hundred problems and counts the others", () => {
    const text = JSON.stringify({
      source: { name: "A", behaviors: Array.from({ length: 30 }, () => ({ id: 1, name: 2, definition: 3, other: 4, more: 5 })) },
    });
    const { report } = read(text);
    expect(report.problems).toHaveLength(100);
    expect(report.furtherProblems).toBe(20);
  });
});
