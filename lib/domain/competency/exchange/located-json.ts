/**
 * A strict JSON parser that knows the line of every value: duplicate keys are an error, depth is bounded, and no key is special.
 */

/** A value, and its place in the text. */
export type Located = {
  value: unknown;
  /** From 1. Where the path leads to nothing, the line of the nearest value around it. */
  lineOf: (path: readonly PropertyKey[]) => number | null;
};

export class UnreadableText extends Error {
  constructor(
    message: string,
    readonly line: number | null,
  ) {
    super(message);
  }
}

/** A competency is nine deep, a CASE package eight. */
const MAX_DEPTH = 32;

type Node = { at: number; children: Map<PropertyKey, Node> | null };

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) starts.push(index + 1);
  return starts;
}

class Reader {
  private at = 0;
  private lineStarts: number[] | undefined;

  constructor(private readonly text: string) {}

  /** By binary search: there may be thousands of reports. */
  lineAt(offset: number): number {
    this.lineStarts ??= findLineStarts(this.text);
    let [low, high] = [0, this.lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  private fail(message: string, at = this.at): never {
    throw new UnreadableText(message, this.lineAt(at));
  }

  private skipSpace(): void {
    while (this.at < this.text.length && " \t\n\r".includes(this.text.charAt(this.at))) this.at += 1;
  }

  private expect(sign: string, where: string): void {
    this.skipSpace();
    if (this.text.charAt(this.at) !== sign) {
      const found =
        this.at < this.text.length ? `“${String.fromCodePoint(this.text.codePointAt(this.at) ?? 0)}” stands here` : "the text ends here";
      this.fail(`This is not JSON: “${sign}” is missing ${where}; ${found}.`);
    }
    this.at += 1;
  }

  private tryTake(sign: string): boolean {
    this.skipSpace();
    if (this.text.charAt(this.at) !== sign) return false;
    this.at += 1;
    return true;
  }

  whole(): { value: unknown; node: Node } {
    const found = this.value(1);
    this.skipSpace();
    if (this.at < this.text.length) this.fail("This is not JSON: something follows behind its end.");
    return found;
  }

  private value(depth: number): { value: unknown; node: Node } {
    if (depth > MAX_DEPTH) this.fail(`This is nested more than ${MAX_DEPTH} deep.`);
    this.skipSpace();
    const node: Node = { at: this.at, children: null };
    if (this.tryTake("{")) return { value: this.object(node, depth), node };
    if (this.tryTake("[")) return { value: this.array(node, depth), node };
    return { value: this.scalar(), node };
  }

  private object(node: Node, depth: number): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    const children = new Map<PropertyKey, Node>();
    if (!this.tryTake("}")) {
      do {
        this.skipSpace();
        const begin = this.at;
        if (this.text.charAt(begin) !== '"') this.fail("This is not JSON: a name in quotes is missing.");
        const key = this.string();
        if (entries.has(key)) this.fail(`“${key.slice(0, 100)}” stands here a second time.`, begin);
        this.expect(":", "behind a name");
        const inner = this.value(depth + 1);
        entries.set(key, inner.value);
        children.set(key, inner.node);
      } while (this.tryTake(","));
      this.expect("}", "at an object’s end");
    }
    node.children = children;
    // Keeps "__proto__" an ordinary name.
    return Object.fromEntries(entries);
  }

  private array(node: Node, depth: number): unknown[] {
    const items: unknown[] = [];
    const children = new Map<PropertyKey, Node>();
    if (!this.tryTake("]")) {
      do {
        const inner = this.value(depth + 1);
        children.set(items.length, inner.node);
        items.push(inner.value);
      } while (this.tryTake(","));
      this.expect("]", "at a list’s end");
    }
    node.children = children;
    return items;
  }

  private string(): string {
    const begin = this.at;
    const end = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
    end.lastIndex = begin;
    const [whole] = end.exec(this.text) ?? this.fail("This is not JSON: a text’s closing quote is missing.");
    this.at = begin + whole.length;
    return this.parse(whole, begin) as string;
  }

  private scalar(): unknown {
    if (this.text.charAt(this.at) === '"') return this.string();
    const word = /[^\s,\]}{["]*/y;
    word.lastIndex = this.at;
    const [whole = ""] = word.exec(this.text) ?? [];
    if (whole === "")
      this.fail(this.at < this.text.length ? "This is not JSON: a value is missing." : "This is not JSON: the text ends too early.");
    const begin = this.at;
    this.at += whole.length;
    return this.parse(whole, begin);
  }

  private parse(json: string, begin: number): unknown {
    try {
      return JSON.parse(json);
    } catch {
      return this.fail("This is not JSON: it cannot be read from here.", begin);
    }
  }
}

/** @throws UnreadableText with the line */
export function parseLocatedJson(text: string): Located {
  const reader = new Reader(text);
  const { value, node: root } = reader.whole();
  return {
    value,
    lineOf: (path) => {
      let node = root;
      for (const key of path) {
        const inner = node.children?.get(key);
        if (!inner) break;
        node = inner;
      }
      return reader.lineAt(node.at);
    },
  };
}
