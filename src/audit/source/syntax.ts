// A file's syntax tree, copied out of the grammar's memory: only what has a name or a field, which is all that is asked for.

import type { Node, Parser, Tree, TreeCursor } from "@vscode/tree-sitter-wasm";
import type { Source } from "./source-text.ts";

export class Syntax {
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Syntax[];
  readonly #source: Source;

  constructor(source: Source, node: Omit<Syntax, "text" | "line" | "at" | "named" | "all" | "with">) {
    this.#source = source;
    this.type = node.type;
    this.field = node.field;
    this.start = node.start;
    this.end = node.end;
    this.children = node.children;
  }

  get text(): string {
    return this.#source.text.slice(this.start, this.end);
  }

  /** A node of no type of the grammar's, over other text of the file and with other nodes in it. */
  with(start: number, end: number, children: readonly Syntax[]): Syntax {
    return new Syntax(this.#source, { type: "", field: this.field, start, end, children });
  }

  /** The child in that field. */
  at(field: string): Syntax | undefined {
    return this.children.find((child) => child.field === field);
  }

  /** Every child in that field. */
  all(field: string): readonly Syntax[] {
    return this.children.filter((child) => child.field === field);
  }

  /** The first child of one of those types. */
  named(...types: readonly string[]): Syntax | undefined {
    return this.children.find((child) => types.includes(child.type));
  }
}

export interface Parsed {
  readonly root: Syntax;
  /** The first place that the grammar could not read: an offset. */
  readonly unread?: number;
}

/** Deeper nesting is no code that a person wrote, and would end the stack. */
const deepest = 1000;

/**
 * @param isRelevant by the text of a function's body: of others what is in them is left out
 * @param readable the text in as many characters, for where the grammar fails on it
 * @returns undefined where the grammar gave up on the file
 */
export function parse(
  parser: Parser,
  source: Source,
  isRelevant: (text: string) => boolean,
  readable: ((text: string) => string) | undefined,
): Parsed | undefined {
  const tree = treeOf(parser, source.text, readable);
  if (tree === null) return undefined;
  const copying = new Copying(tree, source, isRelevant);
  try {
    const root = copying.node(copying.cursor.nodeTypeId, null, "", 0);
    const unread = firstError(tree.rootNode);
    return { root, ...(unread !== undefined && { unread }) };
  } finally {
    copying.cursor.delete();
    tree.delete();
  }
}

function treeOf(parser: Parser, text: string, readable: ((text: string) => string) | undefined): Tree | null {
  const tree = parser.parse(text);
  if (tree === null || !tree.rootNode.hasError || readable === undefined) return tree;
  const other = readable(text);
  const second = other === text || other.length !== text.length ? null : parser.parse(other);
  if (second === null) return tree;
  const isBetter = unreadIn(second) < unreadIn(tree);
  (isBetter ? tree : second).delete();
  return isBetter ? second : tree;
}

/** How much of the file the grammar could not read. */
function unreadIn({ rootNode }: Tree): number {
  if (!rootNode.hasError) return 0;
  const errors = rootNode.type === "ERROR" ? [rootNode] : rootNode.descendantsOfType("ERROR");
  return errors.reduce((sum, error) => sum + (error === null ? 0 : error.endIndex - error.startIndex), 1);
}

/** Where what the grammar could not read begins. */
function firstError(node: Node): number | undefined {
  if (!node.hasError) return undefined;
  const inside = node.children.find((child) => child?.hasError === true);
  return node.type === "ERROR" || inside === undefined || inside === null ? node.startIndex : firstError(inside);
}

const none: readonly Syntax[] = [];
/** The types of nodes whose body is a function's, in each grammar. */
const functions = /function|method|arrow|lambda|constructor|closure/;

/** Each question to the cursor goes to the grammar's memory: none is asked twice. */
class Copying {
  readonly cursor: TreeCursor;
  readonly #source: Source;
  readonly #types: readonly string[];
  readonly #fields: readonly (string | null)[];
  readonly #named: readonly boolean[];
  readonly #skipped: ReadonlySet<number>;

  readonly #isRelevant: (text: string) => boolean;

  constructor(tree: Tree, source: Source, isRelevant: (text: string) => boolean) {
    const { language } = tree;
    this.#isRelevant = isRelevant;
    this.cursor = tree.walk();
    this.#source = source;
    this.#types = language.types;
    this.#fields = language.fields;
    this.#named = language.types.map((_, id) => language.nodeTypeIsNamed(id));
    this.#skipped = new Set(
      language.types.flatMap((type, id) => (/^(?:line_|block_)?comment$/.test(type) ? [id] : [])),
    );
  }

  node(id: number, field: string | null, above: string, depth: number): Syntax {
    const { cursor } = this;
    const [start, end] = [cursor.startIndex, cursor.endIndex];
    // The grammar's own type for what it can't read has no number in its table.
    const type = this.#types[id] ?? "ERROR";
    const isLeftOut =
      field === "body" && functions.test(above) && !this.#isRelevant(this.#source.text.slice(start, end));
    if (isLeftOut || depth >= deepest || !cursor.gotoFirstChild())
      return new Syntax(this.#source, { type, field, start, end, children: none });
    const children: Syntax[] = [];
    do this.#child(children, type, depth + 1);
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
    return new Syntax(this.#source, { type, field, start, end, children });
  }

  #child(children: Syntax[], above: string, depth: number): void {
    const id = this.cursor.nodeTypeId;
    if (this.#skipped.has(id)) return;
    const field = this.#fields[this.cursor.currentFieldId] ?? null;
    if (this.#named[id] !== false || field !== null) children.push(this.node(id, field, above, depth));
  }
}
