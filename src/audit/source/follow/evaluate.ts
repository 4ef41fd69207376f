// The text that an expression gives in one world, as far as the file itself tells.

import { type Call, type Code, dotted, type Field } from "../code.ts";
import type { TextFunctions } from "../languages/language.ts";
import type { Environment } from "./environment.ts";
import { formatted } from "./format.ts";
import { keyIn, lookedUp, lookupOf } from "./lookups.ts";
import type { Returns } from "./returns.ts";
import { type Known, mostPieces, type Piece, piecesOf, textsOf, type Value, wholeText } from "./value.ts";

export interface Following {
  readonly texts: TextFunctions;
  /** Calls that give their first argument on as SQL: `text("…")`. */
  readonly wraps: (call: Call) => Code | undefined;
  readonly returns: Returns;
}

export function evaluate(code: Code, env: Environment, world: number, following: Following): Value | undefined {
  const value = new Evaluation(env, world, following).value(code);
  const pieces = piecesOf(value);
  return pieces !== undefined && pieces.length > mostPieces ? undefined : value;
}

/** @param name the last word of a call, in lower case */
export function givesText(name: string, { same, adds, makes, formats, joins }: TextFunctions): boolean {
  return [same, adds, makes, joins].some((names) => names.includes(name)) || formats[name] !== undefined;
}

class Evaluation {
  readonly #env: Environment;
  readonly #world: number;
  readonly #following: Following;

  constructor(env: Environment, world: number, following: Following) {
    this.#env = env;
    this.#world = world;
    this.#following = following;
  }

  value(code: Code): Value | undefined {
    switch (code.kind) {
      case "text":
        return this.#text(code.parts.map((part) => ("kind" in part ? part : { ...part, origin: code.node.start })));
      case "join":
        return this.#joined(code.parts);
      case "format": {
        const template = this.pieces(code.template);
        return template && { pieces: formatted(code.style, template, code, (each) => this.inlined(each), code) };
      }
      case "name":
        return this.#named(code);
      case "either":
        return this.#either(code.options);
      case "list":
        return this.#list(code.items);
      case "call":
        return this.#call(code);
      case "fields":
        return this.#entries(code.fields);
      case "other":
        return this.#looked(code);
      default:
        return undefined;
    }
  }

  pieces(code: Code): readonly Piece[] | undefined {
    return piecesOf(this.value(code));
  }

  inlined(code: Code): readonly Piece[] {
    if (code.kind === "constant" && typeof code.value === "number") return [numberIn(code)];
    return this.pieces(code) ?? [{ hole: code }];
  }

  #text(parts: readonly (Known | Code)[]): Value {
    return this.#oneOf(
      parts,
      parts.map((part) => ("kind" in part ? this.value(part) : undefined)),
      (part) => ("kind" in part ? this.inlined(part) : [part]),
    );
  }

  /** Where one of the parts may be several texts, each of them between the others. */
  #oneOf<P>(
    parts: readonly P[],
    values: readonly (Value | undefined)[],
    inlined: (part: P) => readonly Piece[],
  ): Value {
    const at = values.findIndex((value) => value !== undefined && "choices" in value);
    const before = parts.slice(0, at === -1 ? undefined : at).flatMap(inlined);
    if (at === -1) return { pieces: before };
    const after = parts.slice(at + 1).flatMap(inlined);
    return { choices: textsOf(values[at]).map((each) => [...before, ...each, ...after]) };
  }

  #entries(fields: readonly Field[]): Value {
    const entries = fields.flatMap(({ name, value }) => {
      const known = this.value(value);
      return known === undefined ? [] : [[name, known] as const];
    });
    return { entries };
  }

  #looked(code: Code): Value | undefined {
    const lookup = lookupOf(code);
    return lookup && lookedUp(this.value(lookup.of), keyIn(lookup.key));
  }

  #joined(parts: readonly Code[]): Value | undefined {
    const all = parts.map((part) => this.value(part));
    if (all.every((value) => textsOf(value).length === 0)) return undefined;
    const inlined = new Map(parts.map((part, at) => [part, piecesOf(all[at])]));
    return this.#oneOf(parts, all, (part) => inlined.get(part) ?? this.inlined(part));
  }

  #either(options: readonly Code[]): Value | undefined {
    // Each once: chains of them are nested, and would double at each step.
    const ordered = new Set([options[Math.min(this.#world, options.length - 1)], ...options]);
    for (const option of ordered) {
      const value = option && this.value(option);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #list(items: readonly Code[]): Value {
    return { items: items.map((item) => this.inlined(item)) };
  }

  #named(code: Extract<Code, { kind: "name" }>): Value | undefined {
    const whole = this.#env.in(this.#world, dotted(code));
    if (whole !== undefined || code.of === undefined) return whole;
    const of = dotted(code.of);
    // A constant of the class or of a class in this file.
    const held = this.#env.in(this.#world, of);
    if (held !== undefined && "entries" in held) return lookedUp(held, code.name);
    const isOwn = /^(?:self|this|cls|static|parent|self\.class|[A-Z]\w*)$/.test(of);
    return isOwn ? this.#env.in(this.#world, code.name) : undefined;
  }

  #call(code: Call): Value | undefined {
    const { texts, wraps } = this.#following;
    const wrapped = wraps(code);
    if (wrapped !== undefined) return this.value(wrapped);
    if (code.callee.kind !== "name") return undefined;
    const looked = this.#looked(code) ?? this.#following.returns.of(code, (each) => this.inlined(each));
    if (looked !== undefined) return looked;
    const name = code.callee.name.toLowerCase();
    if (name === texts.appends) return this.#appended(code);
    if (!givesText(name, texts)) return undefined;
    const receiver = code.callee.of;
    const before = receiver && this.value(receiver);
    if (texts.adds.includes(name) && before !== undefined && "pieces" in before)
      return { pieces: [...before.pieces, ...this.#added(name, code)] };
    if (texts.makes.includes(name)) return this.#made(code);
    const style = texts.formats[name];
    if (style !== undefined) return this.#formatted(style, code, before);
    if (texts.joins.includes(name)) return this.#listJoined(code, before);
    if (texts.same.includes(name)) return before ?? (code.values[0] && this.value(code.values[0]));
    return undefined;
  }

  /** A list, and what is added to it: `append(list, x)`. */
  #appended({ values: [first, ...rest] }: Call): Value | undefined {
    const list = first && this.value(first);
    if (list === undefined || !("items" in list)) return undefined;
    return { items: [...list.items, ...rest.map((item) => this.inlined(item))] };
  }

  #made({ values: [first] }: Call): Value {
    return (first && this.value(first)) ?? { pieces: [] };
  }

  #added(name: string, call: Call): readonly Piece[] {
    const style = this.#following.texts.formats[name];
    const pieces =
      style === undefined
        ? call.values.flatMap((each) => this.inlined(each))
        : (piecesOf(this.#formatted(style, call, undefined)) ?? []);
    return name.endsWith("line") ? [...pieces, { text: "\n", origin: call.node.start, lines: [] }] : pieces;
  }

  #formatted(style: "percent" | "braces", call: Call, before: Value | undefined): Value | undefined {
    const own = piecesOf(before);
    const [first, ...rest] = call.values;
    const template = own ?? (first && this.pieces(first));
    if (template === undefined) return undefined;
    const given = own === undefined ? rest : call.values;
    const [only] = given;
    const values = given.length === 1 && only?.kind === "list" ? only.items : given;
    return {
      pieces: formatted(style, template, { values, fields: call.fields }, (each) => this.inlined(each), call),
    };
  }

  /** Python joins with the receiver, JavaScript and Ruby join the receiver, and others take both as arguments. */
  #listJoined(call: Call, before: Value | undefined): Value | undefined {
    const all = [before, ...call.values.map((each) => this.value(each))];
    const list = all.find((value) => value !== undefined && "items" in value);
    const between = all.map(piecesOf).find((pieces) => pieces !== undefined);
    const separator = between && wholeText(between);
    // What is filled elsewhere is hardly empty when it is joined.
    if (list === undefined || !("items" in list) || list.items.length === 0 || separator === undefined)
      return undefined;
    const glue: Piece = { text: separator, origin: call.node.start, lines: [] };
    return { pieces: list.items.flatMap((item, at) => (at === 0 || separator === "" ? item : [glue, ...item])) };
  }
}

const numberIn = (code: Code): Known => ({
  text: code.node.text,
  origin: code.node.start,
  lines: [],
});
