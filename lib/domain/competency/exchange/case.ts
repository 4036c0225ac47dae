/**
 * A published competency as a framework of 1EdTech CASE 1.1: the document, the competency and its behaviors as items, and the
 * level scale as a rubric. Only properties that the standard's OpenAPI document has, and no empty ones.
 */
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";

/** The path of CASE, below the installation's address. */
export const CASE_PATH = "/ims/case/v1p1";

type CaseLink = { title: string; identifier: string; uri: string };
type CaseNode = CaseLink & { targetType: "CASE" };
type Record = { identifier: string; uri: string; lastChangeDateTime: string };

type CaseDocument = Record & {
  caseVersion: "1.1";
  creator: string;
  title: string;
  officialSourceURL: string;
  description: string;
  language: string;
  version: string;
  adoptionStatus: string;
  notes: string;
};

export type CaseItem = Record & {
  fullStatement: string;
  abbreviatedStatement: string;
  CFItemType: string;
  humanCodingScheme: string;
  language: string;
};

export type CaseAssociation = Record & {
  associationType: "isChildOf";
  sequenceNumber: number;
  originNodeURI: CaseNode;
  destinationNodeURI: CaseNode;
};

type CaseCriterionLevel = Record & {
  quality: string;
  description: string;
  score: number;
  feedback: string;
  position: number;
  rubricCriterionId: string;
};

type CaseCriterion = Record & {
  category: string;
  description: string;
  CFItemURI: CaseLink;
  position: number;
  rubricId: string;
  CFRubricCriterionLevels: CaseCriterionLevel[];
};

/** The rubric's class has no property for level descriptors and ids: they are its extension. */
export type CaseRubric = Record & {
  title: string;
  description: string;
  CFRubricCriteria: CaseCriterion[];
  extensions: { cairn: { levels: CompetencyModel["source"]["levels"] } };
};

export type CasePackage = {
  CFDocument: CaseDocument;
  CFItems: CaseItem[];
  CFAssociations: CaseAssociation[];
  CFRubrics: CaseRubric[];
};

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

export function toCasePackage({ competency, number, publishedAt, origin, uuid }: CaseSource): CasePackage {
  const { source, additions } = competency;
  const lastChangeDateTime = publishedAt.toISOString();
  const uriOf = (resource: string, identifier: string) => `${origin}${CASE_PATH}/${resource}/${identifier}`;
  const record = (resource: string, name: string): Record => {
    const identifier = uuid(name);
    return { identifier, uri: uriOf(resource, identifier), lastChangeDateTime };
  };
  const base = `competency/${competency.id}`;

  const document: CaseDocument = {
    ...record("CFDocuments", `${base}/document`),
    caseVersion: "1.1",
    creator: normalized(source.attribution.title),
    title: normalized(source.name),
    officialSourceURL: source.attribution.url,
    description: source.description,
    language: "en",
    version: String(number),
    adoptionStatus: "Adopted",
    notes: source.summary,
  };

  const item = (name: string, code: string, label: string, statement: string, type: string): CaseItem => ({
    ...record("CFItems", name),
    fullStatement: statement,
    abbreviatedStatement: normalized(label),
    CFItemType: type,
    humanCodingScheme: code,
    language: "en",
  });
  const competencyItem = item(`${base}/item`, competency.id, source.name, source.purpose, "Competency");
  const behaviors = source.behaviors.map(({ id, name, definition }) => item(`${base}/behavior/${id}`, id, name, definition, "Behavior"));

  const node = (title: string, { identifier, uri }: Record): CaseNode => ({ title, identifier, uri, targetType: "CASE" });
  const itemNode = (child: CaseItem) => node(child.abbreviatedStatement, child);
  const childOf = (child: CaseItem, parent: CaseNode, sequenceNumber: number): CaseAssociation => ({
    ...record("CFAssociations", `association/${child.identifier}/isChildOf/${parent.identifier}`),
    associationType: "isChildOf",
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
  const criteria = source.behaviors.map(({ id, name }, index): CaseCriterion => {
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
        extensions: { cairn: { levels: source.levels } },
      },
    ],
  };
}

/** As the standard has them outside a package: with links to the document and to the package. */
export type CaseDocumentAlone = CaseDocument & { CFPackageURI: CaseLink };
export type CaseItemAlone = CaseItem & { CFDocumentURI: CaseLink };
export type CaseAssociationAlone = CaseAssociation & { CFDocumentURI: CaseLink };
export type CaseAssociationSet = { CFItem: CaseItemAlone; CFAssociations: CaseAssociation[] };

export function documentAlone({ CFDocument }: CasePackage): CaseDocumentAlone {
  const uri = CFDocument.uri.replace("/CFDocuments/", "/CFPackages/");
  return { ...CFDocument, CFPackageURI: { title: CFDocument.title, identifier: CFDocument.identifier, uri } };
}

function documentLink({ CFDocument: { title, identifier, uri } }: CasePackage): CaseLink {
  return { title, identifier, uri };
}

/** Returns what is at `/{resource}/{id}`, or null. A package has its document's identifier. */
export function findCaseResource(
  packages: readonly CasePackage[],
  resource: string,
  id: string,
): CasePackage | CaseDocumentAlone | CaseItemAlone | CaseAssociationAlone | CaseAssociationSet | CaseRubric | null {
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
