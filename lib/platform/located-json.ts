/** JSON read strictly, with the line of every value: duplicate keys are refused, depth is bounded, and no key is special. */
import { type DocumentNode, parse, type ValueNode } from "@humanwhocodes/momoa";

/** A value, and where in the text it stands. */
export type LocatedJson = {
  value: unknown;
  /** From 1; of the nearest thing around it where the path leads to nothing. */
  lineOf: (path: readonly PropertyKey[]) => number;
};

class UnreadableText extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

/** A model is nine deep, a CASE package eight. */
const MAX_DEPTH = 32;

/**
 * The parser calls itself for each level, so that a million brackets would fill the stack: this looks first. Returns whether
 * a quote or a bracket is still open at the end.
 */
function isLeftOpen(text: string): boolean {
  let [depth, line, isQuoted] = [0, 1, false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === "\n") line += 1;
    else if (sign === '"') isQuoted = !isQuoted;
    else if (isQuoted) at += sign === "\\" ? 1 : 0;
    else if (sign === "{" || sign === "[") depth += 1;
    else if (sign === "}" || sign === "]") depth -= 1;
    if (depth > MAX_DEPTH) throw new UnreadableText(`This is nested more than ${MAX_DEPTH} deep.`, line);
  }
  return isQuoted || depth > 0;
}

function parseDocument(text: string): DocumentNode {
  const isOpen = isLeftOpen(text);
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof Error && "line" in error && "offset" in error)) throw error;
    const rest = text.slice(Number(error.offset));
    // At an early end the parser names the last thing that it read, or the beginning.
    if (isOpen && (Number(error.offset) === 0 || /^(?:"[^"]*"|[\w.+-]+|.)\s*$/.test(rest))) {
      throw new UnreadableText("This is not JSON: the text ends too early.", text.split("\n").length);
    }
    const found = rest === "" ? "the end" : `“${String.fromCodePoint(rest.codePointAt(0) ?? 0)}”`;
    const problem = `${found} stands where a comma, a quote, a bracket or a value is due`;
    throw new UnreadableText(`This is not JSON: ${problem}.`, Number(error.line));
  }
}

/** The parser lets line breaks stand within texts, which JSON does not. */
function readScalar(text: string, { loc }: Pick<ValueNode, "loc">): unknown {
  try {
    return JSON.parse(text.slice(loc.start.offset, loc.end.offset));
  } catch {
    throw new UnreadableText("This is not JSON: it cannot be read from here. Is a closing quote missing?", loc.start.line);
  }
}

function readValue(text: string, node: ValueNode): unknown {
  if (node.type === "Array") return node.elements.map(({ value }) => readValue(text, value));
  if (node.type !== "Object") return readScalar(text, node);
  const entries = new Map<string, unknown>();
  for (const { name, value } of node.members) {
    const key = String(readScalar(text, name));
    if (entries.has(key)) throw new UnreadableText(`“${key.slice(0, 100)}” stands here a second time.`, name.loc.start.line);
    entries.set(key, readValue(text, value));
  }
  // Keeps "__proto__" a name like any other.
  return Object.fromEntries(entries);
}

function findChild(node: ValueNode, key: PropertyKey): ValueNode | undefined {
  if (node.type === "Array") return node.elements[Number(key)]?.value;
  if (node.type !== "Object") return undefined;
  return node.members.find(({ name }) => name.type === "String" && name.value === key)?.value;
}

export function parseLocatedJson(text: string): LocatedJson | { error: string; line: number } {
  try {
    const { body } = parseDocument(text);
    return {
      value: readValue(text, body),
      lineOf: (path) => {
        let node = body;
        for (const key of path) {
          const inner = findChild(node, key);
          if (!inner) break;
          node = inner;
        }
        return node.loc.start.line;
      },
    };
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    return { error: error.message, line: error.line };
  }
}
