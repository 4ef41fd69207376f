// A file's syntax tree, copied out of the grammar's memory: only what has a name or a field, which is all that is asked for.

import type { Parser, TreeCursor } from "@vscode/tree-sitter-wasm";
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

/** @returns undefined where the grammar gave up on the file */
export function parse(parser: Parser, source: Source): Parsed | undefined {
  const tree = parser.parse(source.text);
  if (tree === null) return undefined;
  const cursor = tree.walk();
  try {
    const unread: number[] = [];
    const root = copy(cursor, source, unread, 0);
    return { root, ...(tree.rootNode.hasError && { unread: unread[0] ?? 0 }) };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

function copy(cursor: TreeCursor, source: Source, unread: number[], depth: number): Syntax {
  const type = cursor.nodeType;
  const field = cursor.currentFieldName;
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  if (type === "ERROR") unread.push(start);
  const children: Syntax[] = [];
  if (depth < deepest && cursor.gotoFirstChild()) {
    do {
      if (cursor.nodeIsNamed || cursor.currentFieldName !== null) {
        if (cursor.nodeType !== "comment") children.push(copy(cursor, source, unread, depth + 1));
      } else if (cursor.nodeIsMissing) unread.push(cursor.startIndex);
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return new Syntax(source, { type, field, start, end, children });
}
