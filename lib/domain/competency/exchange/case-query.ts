/** How a consumer of CASE asks for documents: page, order, filter and fields, and the error when that is impossible. */
import { CASE_PATH, type CaseDocumentAlone } from "./case";

/** The standard's words for what went wrong. */
export type CodeMinor = "invalid_selection_field" | "invalid_sort_field" | "invalid_uuid" | "unknownobject" | "internal_server_error";

/** An imsx_StatusInfo: the body of every response that is not a success. */
export function statusInfo(codeMinor: CodeMinor, description: string) {
  return {
    imsx_codeMajor: "failure",
    imsx_severity: "error",
    imsx_description: description,
    imsx_codeMinor: { imsx_codeMinorField: [{ imsx_codeMinorFieldName: "TargetEndSystem", imsx_codeMinorFieldValue: codeMinor }] },
  } as const;
}

export class CaseError extends Error {
  constructor(
    readonly status: 400 | 404,
    readonly codeMinor: CodeMinor,
    message: string,
  ) {
    super(message);
  }
}

const DEFAULT_LIMIT = 100;
const MAX_INT32 = 2_147_483_647;

/** Every property of a CFDocument (CASE 1.1). Cairn has some of them. */
const FIELDS = [
  "identifier",
  "uri",
  "frameworkType",
  "caseVersion",
  "creator",
  "title",
  "lastChangeDateTime",
  "officialSourceURL",
  "publisher",
  "description",
  "subject",
  "subjectURI",
  "language",
  "version",
  "adoptionStatus",
  "statusStartDate",
  "statusEndDate",
  "licenseURI",
  "notes",
  "extensions",
  "CFPackageURI",
];

function refuse(codeMinor: CodeMinor, message: string): never {
  throw new CaseError(400, codeMinor, message);
}

function readInteger(query: URLSearchParams, name: "limit" | "offset", least: number, otherwise: number): number {
  const given = query.get(name);
  if (given === null) return otherwise;
  const value = /^\d{1,10}$/.test(given) ? Number(given) : -1;
  if (value < least || value > MAX_INT32) refuse("invalid_selection_field", `The ${name} must be a whole number from ${least}.`);
  return value;
}

/** As text: times and numbers in Cairn's documents compare like their texts. */
function textOf(document: CaseDocumentAlone, field: string): string {
  const value: unknown = Object.hasOwn(document, field) ? document[field as keyof CaseDocumentAlone] : "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** "version" is the only number; it is sorted and compared by value. */
function compare(left: string, right: string): number {
  return left.localeCompare(right, "en", { numeric: true, sensitivity: "base" });
}

type Test = (document: CaseDocumentAlone) => boolean;

const PREDICATES: Record<string, (value: string, wanted: string) => boolean> = {
  "=": (value, wanted) => compare(value, wanted) === 0,
  "!=": (value, wanted) => compare(value, wanted) !== 0,
  ">": (value, wanted) => compare(value, wanted) > 0,
  ">=": (value, wanted) => compare(value, wanted) >= 0,
  "<": (value, wanted) => compare(value, wanted) < 0,
  "<=": (value, wanted) => compare(value, wanted) <= 0,
  "~": (value, wanted) => value.toLowerCase().includes(wanted.toLowerCase()),
};

/** `field='value'`, or two of them joined by AND or OR, as in 1EdTech's other services. */
function readFilter(filter: string): Test {
  const term = String.raw`(\w+)\s*(=|!=|>=|>|<=|<|~)\s*'([^']*)'`;
  const match = new RegExp(String.raw`^\s*${term}(?:\s+(AND|OR)\s+${term})?\s*$`, "i").exec(filter.slice(0, 2_000));
  if (!match) return refuse("invalid_selection_field", "The filter must read field='value', or two of these with AND or OR between them.");
  const toTest = (field = "", predicate = "", wanted = ""): Test => {
    if (!FIELDS.includes(field)) refuse("invalid_selection_field", `A CFDocument has no field “${field}”.`);
    return (document) => PREDICATES[predicate]?.(textOf(document, field), wanted) ?? false;
  };
  const first = toTest(match[1], match[2], match[3]);
  if (!match[4]) return first;
  const second = toTest(match[5], match[6], match[7]);
  return match[4].toUpperCase() === "AND"
    ? (document) => first(document) && second(document)
    : (document) => first(document) || second(document);
}

export type CaseDocumentsResult = {
  body: { CFDocuments: Partial<CaseDocumentAlone>[] };
  headers: { "X-Total-Count": string; Link?: string };
};

/**
 * @throws CaseError for a query that cannot be answered, and where there are no documents: the standard's set has at least one
 */
export function selectDocuments(documents: readonly CaseDocumentAlone[], query: URLSearchParams, origin: string): CaseDocumentsResult {
  const limit = readInteger(query, "limit", 1, DEFAULT_LIMIT);
  const offset = readInteger(query, "offset", 0, 0);
  const filter = query.get("filter");
  const found = filter === null ? [...documents] : documents.filter(readFilter(filter));

  const sort = query.get("sort");
  const order = query.get("orderBy") ?? "asc";
  if (order !== "asc" && order !== "desc") refuse("invalid_sort_field", "orderBy must be asc or desc.");
  if (sort !== null) {
    if (!FIELDS.includes(sort)) refuse("invalid_sort_field", `A CFDocument has no field “${sort.slice(0, 100)}” to sort by.`);
    found.sort((left, right) => compare(textOf(left, sort), textOf(right, sort)) * (order === "desc" ? -1 : 1));
  }

  // One parameter per field, as in the OpenAPI document, or one with commas, as people write it.
  const fields = query.getAll("fields").flatMap((list) => list.split(","));
  const unknown = fields.find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) refuse("invalid_selection_field", `A CFDocument has no field “${unknown.slice(0, 100)}” to select.`);
  const select = (document: CaseDocumentAlone): Partial<CaseDocumentAlone> =>
    fields.length === 0 ? document : Object.fromEntries(Object.entries(document).filter(([field]) => fields.includes(field)));

  const page = found.slice(offset, offset + limit);
  if (page.length === 0) {
    throw new CaseError(404, "unknownobject", `There is no CFDocument from offset ${offset}: ${found.length} in all.`);
  }
  const links =
    query.has("limit") || query.has("offset") || found.length > limit ? pageLinks(query, offset, limit, found.length, origin) : null;
  return {
    body: { CFDocuments: page.map(select) },
    headers: { "X-Total-Count": String(found.length), ...(links && { Link: links }) },
  };
}

/** RFC 8288; each link has the whole query. */
function pageLinks(query: URLSearchParams, offset: number, limit: number, total: number, origin: string): string {
  const pages: [string, number][] = [
    ...(offset + limit < total ? [["next", offset + limit] satisfies [string, number]] : []),
    ["last", Math.floor((total - 1) / limit) * limit],
    ["first", 0],
    ...(offset > 0 ? [["prev", Math.max(0, offset - limit)] satisfies [string, number]] : []),
  ];
  return pages
    .map(([relation, from]) => {
      const changed = new URLSearchParams(query);
      changed.set("limit", String(limit));
      changed.set("offset", String(from));
      return `<${origin}${CASE_PATH}/CFDocuments?${changed}>; rel="${relation}"`;
    })
    .join(", ");
}
