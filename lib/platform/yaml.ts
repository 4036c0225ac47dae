/** YAML 1.2 as people write it by hand, limited so that no file can do harm: no tags, few aliases, no duplicate keys. */
import { Composer, type CST, isMap, isNode, isScalar, Lexer, LineCounter, type Node, Parser, stringify, visit, type YAMLMap } from "yaml";

/** A value, and where in the text it stands: from 1, or the nearest thing around it. */
type LocatedYaml = { value: unknown; lineOf: (path: readonly PropertyKey[]) => number | null };

export type YamlResult = LocatedYaml | { error: string; line: number | null };

/** Few files have any. A billion laughs needs nine times nine. */
const MAX_ALIASES = 50;
const MAX_DEPTH = 32;

const TOO_DEEP = `This is nested more than ${MAX_DEPTH} deep.`;
const NO_TAGS = "Tags (!) are not taken. Please write the value alone.";

/** The shipped model has some 90,000. In UTF-16 code units. */
const MAX_LENGTH = 400_000;

/** Names, values and signs between them: the shipped model has some 8,000, and as many more as it could be longer. */
const MAX_PARTS = 50_000;

/**
 * Returns a sentence where there is more than any model has, or where composing it would go deeper than anybody writes. The composer
 * calls itself for each level, and a stack that is full can end the whole process (V8 aborts when it compiles a pattern there): so
 * this ends before, at the first such sign.
 */
function readTokens(text: string, lines: LineCounter): CST.Token[] | string {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let parts = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    parts += 1;
    if (parts > MAX_PARTS) return "This has more names and values than any model.";
    for (const token of parser.next(lexeme)) tokens.push(token);
    // Around the values stands the document.
    if (parser.stack.length > MAX_DEPTH + 1) return TOO_DEEP;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

/** A key that its map has already. The parser's own check takes quadratic time. */
function findRepeatedKey(map: YAMLMap): Node | null {
  const seen = new Set<unknown>();
  for (const { key } of map.items) {
    const name = isScalar(key) ? String(key.value) : null;
    if (name === null || seen.has(name)) return isNode(key) ? key : map;
    seen.add(name);
  }
  return null;
}

export function parseYaml(text: string): YamlResult {
  if (text.length > MAX_LENGTH) {
    const [length, most] = [text.length, MAX_LENGTH].map((number) => number.toLocaleString("en-US"));
    return { error: `This has ${length} characters. YAML is read up to ${most}.`, line: null };
  }
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const tokens = readTokens(text, lines);
  if (typeof tokens === "string") return { error: tokens, line: null };
  try {
    const composer = new Composer({ version: "1.2", schema: "core", uniqueKeys: false, prettyErrors: false, logLevel: "silent" });
    const [document, second] = [...composer.compose(tokens)];
    if (!document) return { error: "There is nothing in it.", line: 1 };
    // Of a tag that it does not know the parser only warns.
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem) return { error: errorFor(problem.code, problem.message), line: lineAt(problem.pos[0]) };
    if (second) return { error: "A second document begins here. Please keep it to one.", line: lineAt(second.range[0]) };
    let refused: { error: string; line: number } | undefined;
    let aliases = 0;
    const refuse = (error: string, { range }: Node) => {
      refused = { error, line: lineAt(range?.[0] ?? 0) };
      return visit.BREAK;
    };
    visit(document, {
      Alias: (_, alias, around) => {
        aliases += 1;
        if (aliases > MAX_ALIASES) return refuse(`There are more than ${MAX_ALIASES} aliases (*).`, alias);
        const isInside = around.some((node) => isNode(node) && "anchor" in node && node.anchor === alias.source);
        return isInside ? refuse("This alias (*) stands inside of what it repeats.", alias) : undefined;
      },
      Node: (_, node) => {
        if (node.tag !== undefined) return refuse(NO_TAGS, node);
        const repeated = isMap(node) ? findRepeatedKey(node) : null;
        return repeated ? refuse("This name stands here a second time, or is none.", repeated) : undefined;
      },
    });
    if (refused) return refused;
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return {
      value,
      lineOf: (path) => {
        const around = path.map((_, index) => document.getIn(path.slice(0, path.length - index), true));
        const node = [...around, document.contents].find(isNode);
        return node?.range ? lineAt(node.range[0]) : null;
      },
    };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { error: "Its aliases (*) grow upon each other, or one repeats what is not there.", line: null };
  }
}

function errorFor(code: string, message: string): string {
  if (code === "TAG_RESOLVE_FAILED") return NO_TAGS;
  if (code === "TAB_AS_INDENT") return "Please indent with spaces: YAML takes no tabs.";
  return `This is not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).split("\n")[0]?.slice(0, 200)}.`.replace(/\.\.$/, ".");
}

/** Texts on one line each, in quotes where YAML would take them for something else. */
export function writeYaml(value: unknown, comment: string): string {
  return `# ${comment}\n${stringify(value, { version: "1.2", schema: "core", lineWidth: 0, aliasDuplicateObjects: false })}`;
}
