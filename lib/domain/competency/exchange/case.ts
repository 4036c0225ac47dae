/**
 * A published competency as a framework of 1EdTech CASE 1.1: the document, the competency and its behaviors as items, and the
 * level scale as a rubric. Only properties that the standard's OpenAPI document has, and no empty ones.
 */
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";

/** The path of CASE, below the installation's address. */
export const CASE_PATH = "/ims/case/v1p1";

type CaseLink = { title: string; identifier: string; uri: string };
type Record = { identifier: string; uri: string; lastChangeDateTime: string };

export type CaseSource = {
  competency: CompetencyModel;
  /** The revision's. */
  number: number;
  publishedAt: Date;
  /** The installation's address, without a slash at the end. */
  origin: string;
  /** Makes the same UUID from the same name, always: identifiers never depend on wording, revision or installation. */
  uuid: (name: string) => string;
};

/** A NormalizedString of XML Schema, as most of the standard's texts are: no line ends, no tabs. */
function normalized(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

export function toCasePackage({ competency, number, publishedAt, origin, uuid }: CaseSource) {
  const { source, additions } = competency;
  const lastChangeDateTime = publishedAt.toISOString();
  const uriOf = (resource: string, identifier: string) => `${origin}${CASE_PATH}/${resource}/${identifier}`;
  const record = (resource: string, name: string): Record => {
    const identifier = uuid(name);
    return { identifier, uri: uriOf(resource, identifier), lastChangeDateTime };
  };
  const base = `competency/${competency.id}`;

  const document = {
    ...record("CFDocuments", `${base}/document`),
    caseVersion: "1.1" as const,
    creator: normalized(source.attribution.title),
    title: normalized(source.name),
    officialSourceURL: source.attribution.url,
    description: source.description,
    language: "en",
    version: String(number),
    adoptionStatus: "Adopted",
    notes: source.summary,
  };

  const item = (name: string, code: string, label: string, statement: string, type: string) => ({
    ...record("CFItems", name),
    fullStatement: statement,
    abbreviatedStatement: normalized(label),
    CFItemType: type,
    humanCodingScheme: code,
    language: "en",
  });
  const competencyItem = item(`${base}/item`, competency.id, source.name, source.purpose, "Competency");
  const behaviors = source.behaviors.map(({ id, name, definition }) => item(`${base}/behavior/${id}`, id, name, definition, "Behavior"));

  const node = (title: string, { identifier, uri }: Record) => ({ title, identifier, uri, targetType: "CASE" as const });
  const itemNode = (child: Record & { abbreviatedStatement: string }) => node(child.abbreviatedStatement, child);
  const childOf = (child: typeof competencyItem, parent: ReturnType<typeof node>, sequenceNumber: number) => ({
    ...record("CFAssociations", `association/${child.identifier}/isChildOf/${parent.identifier}`),
    associationType: "isChildOf" as const,
    sequenceNumber,
    originNodeURI: itemNode(child),
    destinationNodeURI: parent,
  });

  const rubric = record("CFRubrics", `${base}/rubric`);
  /** The standard gives criteria and levels no address of their own: they are part of their rubric's address. */
  const part = (name: string): Record => {
    const identifier = uuid(name);
    return { identifier, uri: `${rubric.uri}#${identifier}`, lastChangeDateTime };
  };
  const criteria = source.behaviors.map(({ id, name }, index) => {
    const criterion = part(`${base}/criterion/${id}`);
    const behavior = behaviors[index];
    return {
      ...criterion,
      category: normalized(source.name),
      description: name,
      CFItemURI: { title: normalized(name), identifier: behavior?.identifier ?? "", uri: behavior?.uri ?? "" },
      position: index + 1,
      rubricId: rubric.identifier,
      CFRubricCriterionLevels: source.levels.map((level, rank) => ({
        ...part(`${base}/criterion/${id}/level/${level.id}`),
        quality: normalized(level.name),
        description: additions.anchors[id]?.[level.id] ?? "",
        score: rank + 1,
        feedback: additions.guidance[id]?.[level.id]?.change ?? "",
        position: rank + 1,
        rubricCriterionId: criterion.identifier,
      })),
    };
  });

  return {
    CFDocument: document,
    CFItems: [competencyItem, ...behaviors],
    CFAssociations: [
      childOf(competencyItem, node(document.title, document), 1),
      ...behaviors.map((behavior, index) => childOf(behavior, itemNode(competencyItem), index + 1)),
    ],
    CFRubrics: [
      {
        ...rubric,
        title: `${normalized(source.name)}: levels`,
        description: source.levels.map(({ name, descriptors }) => `${name}: ${descriptors.join(" ")}`).join("\n"),
        CFRubricCriteria: criteria,
        // The rubric's class has no property for level descriptors and ids: they are its extension.
        extensions: { cairn: { levels: source.levels } },
      },
    ],
  };
}

export type CasePackage = ReturnType<typeof toCasePackage>;
export type CaseItem = CasePackage["CFItems"][number];
export type CaseAssociation = CasePackage["CFAssociations"][number];
export type CaseRubric = CasePackage["CFRubrics"][number];

/** As the standard has them outside a package: with links to the document and to the package. */
export type CaseDocumentAlone = CasePackage["CFDocument"] & { CFPackageURI: CaseLink };

export function documentAlone({ CFDocument }: CasePackage): CaseDocumentAlone {
  const uri = CFDocument.uri.replace("/CFDocuments/", "/CFPackages/");
  return { ...CFDocument, CFPackageURI: { title: CFDocument.title, identifier: CFDocument.identifier, uri } };
}

function documentLink({ CFDocument: { title, identifier, uri } }: CasePackage): CaseLink {
  return { title, identifier, uri };
}

/** Returns what is at `/{resource}/{id}`, or null. A package has its document's identifier. */
export function findCaseResource(packages: readonly CasePackage[], resource: string, id: string): object | null {
  const isIt = ({ identifier }: { identifier: string }) => identifier === id;
  for (const whole of packages) {
    const item = whole.CFItems.find(isIt);
    const itemAlone = item && { ...item, CFDocumentURI: documentLink(whole) };
    const association = whole.CFAssociations.find(isIt);
    const rubric = whole.CFRubrics.find(isIt);
    if (resource === "CFPackages" && isIt(whole.CFDocument)) return whole;
    if (resource === "CFDocuments" && isIt(whole.CFDocument)) return documentAlone(whole);
    if (resource === "CFItems" && itemAlone) return itemAlone;
    if (resource === "CFAssociations" && association) return { ...association, CFDocumentURI: documentLink(whole) };
    if (resource === "CFRubrics" && rubric) return rubric;
    if (resource === "CFItemAssociations" && itemAlone) {
      const touches = ({ originNodeURI, destinationNodeURI }: CaseAssociation) => isIt(originNodeURI) || isIt(destinationNodeURI);
      return { CFItem: itemAlone, CFAssociations: whole.CFAssociations.filter(touches) };
    }
  }
  return null;
}
