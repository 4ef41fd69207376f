// Follows a file's code from top to bottom, function by function: which texts its variables hold, and where they go. Nothing is run.

import { type Assign, type Branch, type Call, type Code, dotted, type Scope } from "../code.ts";
import type { Language } from "../languages/language.ts";
import type { Sinks } from "../sinks/match.ts";
import type { Sink } from "../sinks/sink.ts";
import { Environment, worlds } from "./environment.ts";
import { evaluate, type Following, givesText } from "./evaluate.ts";
import type { Found } from "./found.ts";
import { enterLoop } from "./loops.ts";
import { isForPeople, type Place, underName } from "./place.ts";
import { Returns, returnedBy } from "./returns.ts";
import { taken } from "./sink-values.ts";
import { Unseen } from "./unseen.ts";
import { isKnown, knownTexts, type Piece, type Value } from "./value.ts";
import { built, namesIn, origin, plus } from "./variables.ts";

export function follow(code: Code, language: Language, sinks: Sinks): readonly Found[] {
  const returns = new Returns();
  for (let round = 0; ; round += 1) {
    const known = returns.size;
    const followed = new Followed(language, sinks, returns);
    followed.all(code);
    // What a function returns is known once it was followed; what calls it may stand before it.
    if (returns.size === known || round === mostRounds) return followed.found;
  }
}

/** A function that returns what another returns that returns what a third does. */
const mostRounds = 3;

class Followed {
  readonly found: Found[] = [];
  readonly #language: Language;
  readonly #sinks: Sinks;
  readonly #following: Following;
  readonly #unseen: Unseen;
  /** Functions are followed when what is around them is known. */
  readonly #later: (readonly [Scope, Environment])[] = [];
  readonly #returns: Returns;

  constructor(language: Language, sinks: Sinks, returns: Returns) {
    this.#returns = returns;
    this.#language = language;
    this.#sinks = sinks;
    this.#unseen = new Unseen(language.id, sinks);
    this.#following = {
      texts: language.texts,
      returns,
      wraps: (call) => (sinks.wraps(call) ? call.values[0] : undefined),
    };
  }

  all(code: Code): void {
    this.#visit(code, new Environment(), {});
    for (let next = this.#later.shift(); next !== undefined; next = this.#later.shift()) this.#function(...next);
    this.found.push(...this.#unseen.found);
  }

  #function(scope: Scope, around: Environment): void {
    const env = around.copy();
    this.#unseen.enterFunction();
    this.#returns.enter(scope);
    for (const part of scope.body) {
      if (part.node.field === "parameters") for (const name of namesIn(part)) env.delete(name);
      this.#visit(part, env, {});
    }
    const last = scope.body.at(-1);
    // `(id) => "SELECT …"`.
    if (last !== undefined && last.kind !== "other") this.#returns.add(this.#everyText(last, env));
  }

  #other(code: Extract<Code, { kind: "other" }>, env: Environment, place: Place): void {
    enterLoop(code, env, (each) => this.#values(each, env)[0]);
    for (const each of returnedBy(code)) this.#returns.add(this.#everyText(each, env));
    this.#each(code.children, env, { ...place, isInText: false });
  }

  #visit(code: Code, env: Environment, place: Place): void {
    switch (code.kind) {
      case "scope":
        if (code.sort === "function") this.#later.push([code, env]);
        else for (const part of code.body) this.#visit(part, env, {});
        break;
      case "assign":
        this.#assign(code, env, place);
        break;
      case "branch":
        this.#branch(code, env, place);
        break;
      case "thrown":
        this.#each(code.children, env, { isMessage: true });
        break;
      case "call":
        this.#call(code, env, place);
        break;
      case "fields":
        for (const { name, value } of code.fields) this.#visit(value, env, underName(name, place));
        break;
      case "text":
      case "join":
      case "format":
      case "either":
        this.#text(code, env, place);
        break;
      case "list":
        this.#each(code.items, env, place);
        break;
      case "other":
        this.#other(code, env, place);
        break;
    }
  }

  #each(codes: readonly Code[], env: Environment, place: Place): void {
    for (const code of codes) this.#visit(code, env, place);
  }

  /** A text that is met as a whole, and then what is in it. */
  #text(code: Code, env: Environment, place: Place): void {
    if (place.isInText !== true && place.isMessage !== true) this.#candidate(code, env, place.goesTo);
    const inside = { ...place, isInText: true };
    if (code.kind === "text") for (const part of code.parts) if ("kind" in part) this.#visit(part, env, inside);
    if (code.kind === "join") this.#each(code.parts, env, inside);
    if (code.kind === "either") {
      if (code.condition !== undefined) this.#visit(code.condition, env, {});
      this.#each(code.options, env, { ...place, isInText: false });
    }
    if (code.kind === "format") {
      this.#visit(code.template, env, inside);
      this.#each(code.values, env, { ...inside, isInText: false });
      for (const { value } of code.fields) this.#visit(value, env, inside);
    }
  }

  #candidate(code: Code, env: Environment, goesTo: string | undefined, at = code): void {
    for (const pieces of this.#everyText(code, env))
      this.found.push({ pieces, at, sure: false, values: [], fields: [], ...(goesTo !== undefined && { goesTo }) });
  }

  #values(code: Code, env: Environment): readonly (Value | undefined)[] {
    if (["constant", "scope", "thrown"].includes(code.kind)) return [];
    return Array.from({ length: worlds }, (_, world) => evaluate(code, env, world, this.#following));
  }

  /** What it may be, each once; none where nothing of its text is known. */
  #everyText(code: Code, env: Environment): readonly (readonly Piece[])[] {
    return knownTexts(this.#values(code, env));
  }

  #assign(code: Assign, env: Environment, place: Place): void {
    const sink = this.#sinks.ofAssignment(code.target);
    const name = dotted(code.target);
    if (sink !== undefined) {
      const before = this.found.length;
      this.#sunk(code.value, code, env, { sink, sure: true }, name, [], []);
      if (this.found.length === before) this.#unseen.given([code.value], code, env, name);
    }
    this.#visit(code.value, env, underName(name.split(".").at(-1) ?? name, place));
    const values = this.#values(code.value, env);
    if (code.value.kind === "scope") this.#returns.name(code.value, name);
    this.#unseen.set(name, code.value);
    if (!code.adds) {
      env.set(name, values, code.value);
      // `const { id } = req.params`.
      if (code.target.kind === "other") for (const each of namesIn(code.target)) env.set(each, [], code.value);
      return;
    }
    env.set(
      name,
      values.map((added, world) => plus(env.in(world, name), added, code.value)),
    );
    // What is put together goes to the variable, too.
    if (place.isMessage !== true) this.#candidate(code.target, env, name, code);
  }

  #branch(code: Branch, env: Environment, place: Place): void {
    if (code.condition !== undefined) this.#visit(code.condition, env, {});
    const arms = code.arms.map((arm) => {
      const inside = env.copy();
      this.#each(arm, inside, place);
      return inside;
    });
    env.merge(arms);
  }

  #call(code: Call, env: Environment, place: Place): void {
    const name = dotted(code.callee);
    const last = name.split(".").at(-1) ?? name;
    const all = this.#sinks.of(code);
    const isMessage = all.every(({ sure }) => !sure) && isForPeople(last, code.values, this.#language);
    const matches = isMessage ? [] : all;
    const before = this.found.length;
    const given = matches.flatMap((match) => taken(code, match.sink).map((each) => ({ ...each, match })));
    for (const { sql, match, values, fields } of given) this.#sunk(sql, code, env, match, name, values, fields);
    if (this.found.length === before && matches.some(({ sure }) => sure))
      this.#unseen.given(
        given.map(({ sql }) => sql),
        code,
        env,
        name,
      );
    if (all.length === 0 && !isMessage && place.isMessage !== true) this.#perhapsSunk(code, env, last);
    const inside: Place = isMessage ? { isMessage } : { ...place, isInText: false, goesTo: last };
    if (code.callee.kind === "name" && code.callee.of !== undefined)
      this.#visit(code.callee.of, env, { ...place, isInText: false, isReceiver: true });
    if (code.callee.kind !== "name") this.#visit(code.callee, env, place);
    this.#each(code.values, env, inside);
    for (const field of code.fields) this.#visit(field.value, env, underName(field.name, inside));
    this.#each(code.rest ?? [], env, {});
    if (place.isReceiver !== true) built(code, env, this.#language.texts, (each) => this.#values(each, env));
    // What puts texts together gives a text.
    const isWhole = place.isReceiver !== true && place.isInText !== true;
    if (isWhole && !isMessage && place.isMessage !== true && givesText(last.toLowerCase(), this.#language.texts))
      this.#candidate(code, env, place.goesTo);
  }

  /** `rows("SELECT …", (x,))`: a function of the project's own, of which only the text tells. */
  #perhapsSunk(code: Call, env: Environment, name: string): void {
    for (const [argument, value] of code.values.slice(0, 2).entries())
      if (["text", "join", "format", "name"].includes(value.kind) && code.values.length > argument + 1)
        for (const { sql, values, fields } of taken(code, { call: name, argument }))
          this.#sunk(sql, value, env, { sink: { call: name }, sure: false }, undefined, values, fields);
  }

  /** The SQL of a call that takes it. */
  #sunk(
    sql: Code,
    at: Code,
    env: Environment,
    { sink, sure }: { readonly sink: Sink; readonly sure: boolean },
    name: string | undefined,
    values: Found["values"],
    fields: Found["fields"],
  ): void {
    // `get_results(prepare("…", x))`: the inner call knows how its parameters are written.
    if (sql.kind === "call" && this.#sinks.of(sql).some((inner) => inner.sink.wraps && inner.sink.parameters)) return;
    for (const pieces of this.#everyText(sql, env))
      this.found.push({
        pieces: pieces.map((piece) => (isKnown(piece) ? piece : { ...piece, hole: origin(piece.hole, env) })),
        at,
        sure,
        ...(name !== undefined && { sink: name }),
        goesTo: name ?? sink.call,
        values: values.map((value) => origin(value, env)),
        fields: fields.map((field) => ({ ...field, value: origin(field.value, env) })),
        ...(sink.parameters !== undefined && { parameters: sink.parameters }),
      });
  }
}
