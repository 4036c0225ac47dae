/** The contract of CASE 1.1: every response of every endpoint against the schemas of the standard's OpenAPI document. */
import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { GET } from "@/app/ims/case/v1p1/[...path]/route";
import { publishShippedCompetency } from "@/lib/data/competency/internal/revisions";
import { getDatabase } from "@/lib/db/client";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import type { CaseAssociation, CaseDocumentAlone, CaseItem, CasePackage, CaseRubric } from "@/lib/domain/competency/exchange/case";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { useDatabase } from "./database";

useDatabase();

const BASE = "http://localhost:3000/ims/case/v1p1";
const openapi = JSON.parse(readFileSync(new URL("../fixtures/case-1.1-schemas.json", import.meta.url), "utf8")) as object;
const ajv = new Ajv({ strict: false, allErrors: true, schemas: [{ $id: "case", ...openapi }] });
// int32 and float are OpenAPI's own.
addFormats.default(ajv);

function schema(name: string): ValidateFunction {
  const found = ajv.getSchema(`case#/components/schemas/${name}`);
  if (!found) throw new Error(`There is no ${name}`);
  return found;
}

async function get(path: string) {
  const url = new URL(`${BASE}/${path}`);
  const segments = url.pathname.replace("/ims/case/v1p1/", "").split("/").map(decodeURIComponent);
  const response = await GET(new Request(url), { params: Promise.resolve({ path: segments }) });
  return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
}

function expectValid(name: string, body: unknown): void {
  const validate = schema(name);
  expect([validate(body), validate.errors]).toEqual([true, null]);
  expect(JSON.stringify(body)).not.toMatch(/:\s*null|\[null|,null/);
}

async function getValid<Body>(path: string, name: string): Promise<Body> {
  const { status, headers, body } = await get(path);
  expect([path, status, headers.get("content-type")]).toEqual([path, 200, "application/json"]);
  expectValid(name, body);
  return body as Body;
}

/** The status and the code of an error response, in the standard's format. */
async function errorIn(path: string): Promise<[status: number, codeMinor: unknown]> {
  const { status, body } = await get(path);
  expectValid("imsx_StatusInfoDType", body);
  expect(body).toMatchObject({ imsx_codeMajor: "failure", imsx_severity: "error" });
  const { imsx_codeMinor } = body as { imsx_codeMinor: { imsx_codeMinorField: { imsx_codeMinorFieldValue: string }[] } };
  return [status, imsx_codeMinor.imsx_codeMinorField[0]?.imsx_codeMinorFieldValue];
}

async function getPackage(title = "Product Management"): Promise<CasePackage> {
  const { CFDocuments } = await getValid<{ CFDocuments: CaseDocumentAlone[] }>("CFDocuments", "CFDocumentSetDType");
  const id = CFDocuments.find((document) => document.title === title)?.CFPackageURI.identifier;
  return await getValid<CasePackage>(`CFPackages/${id}`, "CFPackageDType");
}

/** The shipped competency under another id. */
const another = (id: string): CompetencyModel => ({ ...productManagement, id, source: { ...productManagement.source, name: id } });

it("the schemas refuse what is wrong", async () => {
  const whole = await getPackage();
  for (const wrong of [
    { ...whole, extra: 1 },
    { ...whole, CFDocument: { ...whole.CFDocument, title: null } },
    { ...whole, CFDocument: { ...whole.CFDocument, identifier: whole.CFDocument.identifier.toUpperCase() } },
    { ...whole, CFDocument: { ...whole.CFDocument, uri: "no address" } },
    { ...whole, CFDocument: { ...whole.CFDocument, lastChangeDateTime: "yesterday" } },
  ]) {
    expect(schema("CFPackageDType")(wrong)).toBe(false);
  }
});

it("every address that an answer names is answered, as the standard has it", async () => {
  const whole = await getPackage();
  const document = await getValid(`CFDocuments/${whole.CFDocument.identifier}`, "CFDocumentDType");
  expect(document).toMatchObject(whole.CFDocument);
  for (const item of whole.CFItems) {
    expect(await getValid(`CFItems/${item.identifier}`, "CFItemDType")).toMatchObject(item);
    const set = await getValid<{ CFItem: CaseItem; CFAssociations: CaseAssociation[] }>(
      `CFItemAssociations/${item.identifier}`,
      "CFAssociationSetDType",
    );
    expect(set.CFItem).toMatchObject(item);
    expect(set.CFAssociations).toHaveLength(item.CFItemType === "Competency" ? 8 : 1);
  }
  for (const association of whole.CFAssociations) {
    expect(await getValid(`CFAssociations/${association.identifier}`, "CFAssociationDType")).toMatchObject(association);
  }
  for (const rubric of whole.CFRubrics)
    expect(await getValid<CaseRubric>(`CFRubrics/${rubric.identifier}`, "CFRubricDType")).toEqual(rubric);

  const addresses = [...JSON.stringify([whole, document]).matchAll(/"uri":"([^"]+)"/g)].map(([, uri]) => uri ?? "");
  expect(addresses.length).toBeGreaterThan(60);
  for (const address of new Set(addresses)) {
    expect(address.startsWith(`${BASE}/`)).toBe(true);
    expect((await get(address.slice(BASE.length + 1).replace(/#.*/, ""))).status).toBe(200);
  }
});

it("holds the competency, its behaviors below it, and every anchor", async () => {
  const { CFDocument, CFItems, CFAssociations, CFRubrics } = await getPackage();
  const { source, additions } = productManagement;
  expect(CFDocument).toMatchObject({ caseVersion: "1.1", title: source.name, version: "1", creator: "Product Owner Growth Wheel" });
  const [competency, ...behaviors] = CFItems;
  expect(competency).toMatchObject({ fullStatement: source.purpose, CFItemType: "Competency" });
  expect(behaviors.map(({ fullStatement }) => fullStatement)).toEqual(source.behaviors.map(({ definition }) => definition));
  expect(CFAssociations.map(({ associationType }) => associationType)).toEqual(Array(8).fill("isChildOf"));
  expect(CFAssociations[0]).toMatchObject({
    originNodeURI: { identifier: competency?.identifier },
    destinationNodeURI: { identifier: CFDocument.identifier },
  });
  behaviors.forEach((behavior, index) => {
    expect(CFAssociations[index + 1]).toMatchObject({
      sequenceNumber: index + 1,
      originNodeURI: { identifier: behavior.identifier, targetType: "CASE" },
      destinationNodeURI: { identifier: competency?.identifier },
    });
  });
  expect(CFRubrics).toHaveLength(1);
  expect(CFRubrics[0]?.CFRubricCriteria).toHaveLength(7);
  source.behaviors.forEach(({ id }, index) => {
    const criterion = CFRubrics[0]?.CFRubricCriteria[index];
    expect(criterion).toMatchObject({ position: index + 1, CFItemURI: { identifier: behaviors[index]?.identifier } });
    expect(criterion?.CFRubricCriterionLevels).toEqual(
      source.levels.map((level, rank) =>
        expect.objectContaining({
          quality: level.name,
          description: additions.anchors[id]?.[level.id],
          feedback: additions.guidance[id]?.[level.id]?.change,
          score: rank + 1,
          position: rank + 1,
          rubricCriterionId: criterion?.identifier,
        }),
      ),
    );
  });
});

it("keeps every identifier when words change and behaviors move, and tells when", async () => {
  const before = await getPackage();
  const { source } = productManagement;
  const behaviors = source.behaviors.toReversed().map((behavior) => ({ ...behavior, name: `${behavior.name}, anew` }));
  await publishShippedCompetency({ ...productManagement, source: { ...source, purpose: "Another.", behaviors } });
  const after = await getPackage();
  const identifiers = (whole: CasePackage) => [...JSON.stringify(whole).matchAll(/"identifier":"([^"]+)"/g)].map(([, id]) => id ?? "");
  expect(new Set(identifiers(after))).toEqual(new Set(identifiers(before)));
  expect(after.CFDocument.version).toBe("2");
  expect(after.CFItems[1]).toMatchObject({
    identifier: before.CFItems[7]?.identifier,
    abbreviatedStatement: `${source.behaviors[6]?.name}, anew`,
  });
  const newest = await getDatabase().revision.findFirstOrThrow({ where: { number: 2 } });
  expect(after.CFDocument.lastChangeDateTime).toBe(newest.publishedAt.toISOString());
  // No two things have the same identifier.
  const own = [after.CFDocument, ...after.CFItems, ...after.CFAssociations, ...after.CFRubrics].map(({ identifier }) => identifier);
  const parts = after.CFRubrics.flatMap(({ CFRubricCriteria }) => CFRubricCriteria.flatMap((one) => [one, ...one.CFRubricCriterionLevels]));
  expect(new Set([...own, ...parts.map(({ identifier }) => identifier)]).size).toBe(own.length + parts.length);
});

it("these identifiers hold for good", async () => {
  const { CFDocument, CFItems, CFRubrics } = await getPackage();
  expect([CFDocument, CFItems[0], CFItems[1], CFRubrics[0]].map((record) => record?.identifier)).toMatchInlineSnapshot(`
    [
      "5c05c96d-3805-57f4-8626-e7726533bf39",
      "32ced4f7-130e-5ff1-8ea5-8c06b3feb125",
      "156930f5-2c74-5c77-a6ea-7cff963033a9",
      "58dd61de-164d-5b63-a59a-efeb67c31099",
    ]
  `);
});

describe("a list of documents", () => {
  const titles = async (query: string) => {
    const { status, body, headers } = await get(`CFDocuments?${query}`);
    expect([query, status]).toEqual([query, 200]);
    return { titles: (body as { CFDocuments: { title: string }[] }).CFDocuments.map(({ title }) => title), body, headers };
  };

  async function makeFour(): Promise<void> {
    for (const id of ["agility", "coaching", "delivery"]) await publishShippedCompetency(another(id));
  }

  it("goes by limit and offset, with the total and links", async () => {
    await makeFour();
    const all = await titles("");
    expect(all.titles).toEqual(["agility", "coaching", "delivery", "Product Management"]);
    expect([all.headers.get("x-total-count"), all.headers.get("link")]).toEqual(["4", null]);
    const page = await titles("limit=1&offset=1&orderBy=asc&sort=title");
    expect(page.titles).toEqual(["coaching"]);
    expectValid("CFDocumentSetDType", page.body);
    expect(page.headers.get("x-total-count")).toBe("4");
    const links = (page.headers.get("link") ?? "").split(", ").map((link) => /<(.*)>; rel="(.*)"/.exec(link)?.slice(1) ?? []);
    const linked = links.map(([address = "", relation]) => {
      const url = new URL(address);
      expect(url.searchParams.get("sort")).toBe("title");
      return [relation, url.searchParams.get("limit"), url.searchParams.get("offset")];
    });
    expect(linked).toEqual([
      ["next", "1", "2"],
      ["last", "1", "3"],
      ["first", "1", "0"],
      ["prev", "1", "0"],
    ]);
    expect((await titles("limit=1&offset=3")).headers.get("link")).not.toContain('"next"');
  });

  it("goes by sort and orderBy", async () => {
    await makeFour();
    expect((await titles("sort=title&orderBy=desc")).titles).toEqual(["Product Management", "delivery", "coaching", "agility"]);
    expect((await titles("sort=title&orderBy=desc&limit=1")).titles).toEqual(["Product Management"]);
  });

  it("goes by filter", async () => {
    await makeFour();
    const filtered = async (filter: string) => (await titles(new URLSearchParams({ filter }).toString())).titles;
    expect(await filtered("title='coaching'")).toEqual(["coaching"]);
    expect(await filtered("title~'ing' OR title='agility'")).toEqual(["agility", "coaching"]);
    expect(await filtered("title>='coaching' AND title!='delivery'")).toEqual(["coaching", "Product Management"]);
    expect(await filtered("lastChangeDateTime>'2000-01-01T00:00:00Z' AND title<'b'")).toEqual(["agility"]);
  });

  it("holds the fields that were asked for", async () => {
    const keys = async (query: string) => {
      const { body } = await titles(query);
      return (body as { CFDocuments: object[] }).CFDocuments.map((document) => Object.keys(document).toSorted());
    };
    expect(await keys("fields=title&fields=identifier")).toEqual([["identifier", "title"]]);
    expect(await keys("fields=title,identifier")).toEqual([["identifier", "title"]]);
  });

  it.each([
    ["limit=0", "invalid_selection_field"],
    ["limit=-1", "invalid_selection_field"],
    ["limit=many", "invalid_selection_field"],
    ["limit=99999999999", "invalid_selection_field"],
    ["offset=-1", "invalid_selection_field"],
    ["offset=1.5", "invalid_selection_field"],
    ["sort=colour", "invalid_sort_field"],
    ["sort=constructor", "invalid_sort_field"],
    ["sort=title&orderBy=up", "invalid_sort_field"],
    ["fields=colour", "invalid_selection_field"],
    ["fields=", "invalid_selection_field"],
    ["filter=title", "invalid_selection_field"],
    ["filter=colour%3D%27red%27", "invalid_selection_field"],
  ])("refuses %s", async (query, codeMinor) => {
    expect(await errorIn(`CFDocuments?${query}`)).toEqual([400, codeMinor]);
  });

  it("is not found beyond its end, since the standard has no empty set", async () => {
    expect(await errorIn("CFDocuments?offset=7")).toEqual([404, "unknownobject"]);
    expect(await errorIn("CFDocuments?filter=title%3D%27nothing%27")).toEqual([404, "unknownobject"]);
  });
});

describe("what is not there", () => {
  const unknown = "00000000-0000-4000-8000-000000000000";
  const resources = [
    "CFAssociationGroupings",
    "CFAssociations",
    "CFConcepts",
    "CFDocuments",
    "CFItemAssociations",
    "CFItemTypes",
    "CFItems",
    "CFLicenses",
    "CFPackages",
    "CFRubrics",
    "CFSubjects",
  ];

  it.each(resources)("is said in the standard's way: %s", async (resource) => {
    expect(await errorIn(`${resource}/${unknown}`)).toEqual([404, "unknownobject"]);
    expect(await errorIn(`${resource}/no-uuid`)).toEqual([404, "invalid_uuid"]);
    expect(await errorIn(`${resource}/${unknown.replace("-4", "-9")}`)).toEqual([404, "invalid_uuid"]);
  });

  it("is said so of a thing's identifier elsewhere, of longer paths and of other names", async () => {
    const { CFDocument, CFItems } = await getPackage();
    expect(await errorIn(`CFItems/${CFDocument.identifier}`)).toEqual([404, "unknownobject"]);
    expect(await errorIn(`CFPackages/${CFItems[0]?.identifier}`)).toEqual([404, "unknownobject"]);
    expect(await errorIn(`CFItems/${CFItems[0]?.identifier}/more`)).toEqual([404, "unknownobject"]);
    expect(await errorIn("CFItems")).toEqual([404, "unknownobject"]);
    expect(await errorIn("constructor")).toEqual([404, "unknownobject"]);
  });

  it("an identifier in capitals is the same", async () => {
    const { CFDocument } = await getPackage();
    expect((await get(`CFPackages/${CFDocument.identifier.toUpperCase()}`)).status).toBe(200);
  });
});

it("answers in the standard's way where the database has gone", async () => {
  await getDatabase().$executeRawUnsafe('ALTER TABLE "Revision" RENAME TO "Gone"');
  try {
    expect(await errorIn("CFDocuments")).toEqual([500, "internal_server_error"]);
  } finally {
    await getDatabase().$executeRawUnsafe('ALTER TABLE "Gone" RENAME TO "Revision"');
  }
});
