// Connections to another database than the application's: `con = sqlite3.connect(…)`, `const { rawQuery } = clickhouse`. What is
// called on them is for that database.

import { type Call, type Code, dotted, type Scope } from "../code.ts";
import { besideInCode } from "../engines.ts";
import { namesIn, rootOf } from "../follow/variables.ts";
import { partsOf } from "../parts.ts";
import type { Guard } from "./guard.ts";

/** What makes a connection, by the end of its name. */
const connects: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)(?:sqlite3|aiosqlite|pysqlite3|sqlite)\.(?:connect|Connection|Database|open)$/, "sqlite"],
  [/^(?:SQLite3|DatabaseSync)$/, "sqlite"],
  [/(?:^|\.)duckdb\.(?:connect|Database)$/, "duckdb"],
];

type Clients = ReadonlyMap<string, string>;

export function clientGuards(code: Code): readonly Guard[] {
  const makers = new Map<string, string>();
  // A function that gives a connection on makes one, too, where it stands before or after its callers.
  for (const scope of scopesIn(code)) {
    const made = connectsIn(scope);
    if (made !== undefined && gives(scope)) makers.set(scope.name, made);
  }
  return [...guardsOf(code, new Map(), makers)];
}

function* scopesIn(code: Code): Generator<Scope> {
  if (code.kind === "scope" && code.sort === "function") yield code;
  for (const part of partsOf(code)) yield* scopesIn(part);
}

function connectsIn(code: Code): string | undefined {
  if (code.kind === "call") {
    const made = connectedBy(code);
    if (made !== undefined) return made;
  }
  for (const part of partsOf(code)) {
    const made = connectsIn(part);
    if (made !== undefined) return made;
  }
  return undefined;
}

const gives = (code: Code): boolean =>
  /^(?:return|yield)/.test(code.node.type) ? code.node.text.length < 200 : partsOf(code).some(gives);

function connectedBy({ callee, values: [first] }: Call): string | undefined {
  const name = dotted(callee);
  if (/(?:^|\.)PDO$/.test(name) && /^["']sqlite:/.test(first?.node.text ?? "")) return "sqlite";
  return connects.find(([pattern]) => pattern.test(name))?.[1];
}

function* guardsOf(code: Code, around: Map<string, string>, makers: Clients): Generator<Guard> {
  const clients = code.kind === "scope" && code.sort === "function" ? new Map(around) : around;
  if (code.kind === "assign") note(code.target, code.value, clients, makers);
  if (code.kind === "other" && code.node.type === "as_pattern") {
    const [value, alias] = code.children;
    if (value !== undefined && alias !== undefined) note(alias, value, clients, makers);
  }
  if (code.kind === "call") {
    const onlyFor = engineOf(code.callee, clients, makers);
    const { start, end } = code.node;
    if (onlyFor !== undefined) yield { start, end, onlyFor, ...(onlyFor === "sqlite" && { isBeside: true as const }) };
  }
  for (const part of partsOf(code)) yield* guardsOf(part, clients, makers);
}

function note(target: Code, value: Code, clients: Map<string, string>, makers: Clients): void {
  const engine = engineOf(value, clients, makers);
  const names = target.kind === "name" ? [dotted(target)] : [...namesIn(target)];
  for (const name of names)
    if (engine === undefined) clients.delete(name);
    else clients.set(name, engine);
}

/** Of what is called or given on: a name that holds one, a call on such a name, or what makes one. */
function engineOf(code: Code, clients: Clients, makers: Clients): string | undefined {
  if (code.kind === "name") {
    const known = clients.get(dotted(code)) ?? clients.get(rootOf(code) ?? "");
    return known ?? (code.of === undefined ? besideInCode(code.name) : engineOf(code.of, clients, makers));
  }
  if (code.kind !== "call") return undefined;
  const made = connectedBy(code) ?? (code.callee.kind === "name" ? makers.get(code.callee.name) : undefined);
  if (made !== undefined) return made;
  const on = code.callee.kind === "name" && code.callee.of !== undefined ? code.callee.of : undefined;
  const given = /^(?:closing|contextlib\.closing)$/.test(dotted(code.callee)) ? code.values[0] : on;
  return given === undefined ? undefined : engineOf(given, clients, makers);
}
