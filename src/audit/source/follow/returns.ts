// What the functions of a file return, where that is text: a call of one gives it, with what the call puts in for its parameters.

import { type Call, type Code, dotted, type Scope } from "../code.ts";
import { isKnown, type Piece, type Value } from "./value.ts";

/** More are no builder of one statement. */
const mostReturned = 20;

interface Returned {
  readonly parameters: readonly string[];
  readonly texts: Map<string, readonly Piece[]>;
}

export class Returns {
  readonly #byName = new Map<string, Returned>();
  /** Of functions without a name the variable that they are set to. */
  readonly #names = new Map<number, string>();
  /** The function that is followed. */
  #inside: Scope | undefined;

  /** How much is known: more may come of following the file again. */
  get size(): number {
    return [...this.#byName.values()].reduce((size, { texts }) => size + texts.size, 0);
  }

  name({ node }: Scope, name: string): void {
    this.#names.set(node.start, name);
  }

  enter(scope: Scope): void {
    this.#inside = scope;
  }

  /** What the function that is followed may return. */
  add(texts: readonly (readonly Piece[])[]): void {
    const scope = this.#inside;
    const name = scope?.name || this.#names.get(scope?.node.start ?? -1);
    if (scope === undefined || name === undefined || name === "") return;
    for (const pieces of texts) this.#add(scope, name, pieces);
  }

  #add(scope: Scope, name: string, pieces: readonly Piece[]): void {
    if (!pieces.some((piece) => isKnown(piece) && /\s/.test(piece.text))) return;
    const returned = this.#byName.get(name) ?? { parameters: parametersOf(scope), texts: new Map() };
    this.#byName.set(name, returned);
    const key = pieces.map((piece) => (isKnown(piece) ? piece.text : `\0${piece.hole.node.text}`)).join("");
    if (returned.texts.size < mostReturned) returned.texts.set(key, pieces);
  }

  /** @param inlined the text of an argument, or a hole */
  of({ callee, values, fields }: Call, inlined: (code: Code) => readonly Piece[]): Value | undefined {
    if (callee.kind !== "name" || (callee.of !== undefined && !isOwn(callee.of))) return undefined;
    const returned = this.#byName.get(callee.name);
    if (returned === undefined) return undefined;
    const argument = (hole: Code) => {
      const at = hole.kind === "name" && hole.of === undefined ? returned.parameters.indexOf(hole.name) : -1;
      if (at === -1) return undefined;
      return fields.find(({ name }) => name === returned.parameters[at])?.value ?? values[at];
    };
    const choices = [...returned.texts.values()].map((pieces) =>
      pieces.flatMap((piece) => {
        const given = isKnown(piece) ? undefined : argument(piece.hole);
        return given === undefined ? [piece] : inlined(given);
      }),
    );
    const [only] = choices;
    return choices.length === 1 && only !== undefined ? { pieces: only } : { choices };
  }
}

/** The object or the class that the code is in, or a class of the file's. */
const isOwn = (of: Code) => /^(?:self|this|cls|static|parent|self\.class|[A-Z]\w*)$/.test(dotted(of));

function parametersOf({ body }: Scope): readonly string[] {
  const list = body.find(({ node }) => node.field === "parameters");
  const names = (list?.node.children ?? []).map((each) => {
    const name = each.at("name") ?? each.at("pattern") ?? each.children[0] ?? each;
    return name.text.replace(/^[$*&.]+/, "");
  });
  return names[0] === "self" || names[0] === "cls" ? names.slice(1) : names;
}

/** What a `return` gives; Go and Ruby have a list there. */
export function returnedBy({ node, children }: Extract<Code, { kind: "other" }>): readonly Code[] {
  if (!/^return/.test(node.type)) return [];
  return children.flatMap((each) => (each.kind === "other" && /_list$/.test(each.node.type) ? each.children : [each]));
}
