// What a call that takes SQL is given: the SQL, and the values for its parameters.

import type { Call, Code, Field } from "../code.ts";
import type { Sink } from "../sinks/sink.ts";

export interface Taken {
  readonly sql: Code;
  readonly values: readonly Code[];
  readonly fields: readonly Field[];
}

const names = ["sql", "query", "statement", "text", "stmt"];

/** Each SQL that the call takes: most take one. */
export function taken(call: Call, sink: Sink): readonly Taken[] {
  const at = sink.argument ?? 0;
  const known = sink.names ?? names;
  const sql = call.values[at] ?? call.fields.find((field) => known.includes(field.name))?.value;
  if (sql === undefined) return [];
  if (sink.list !== undefined && sql.kind === "list") return ofList(sql.items, sink.list);
  // `query({ text: "…", values: [] })`.
  if (sql.kind === "fields") {
    const inner = sql.fields.find((field) => names.includes(field.name))?.value;
    const given = sql.fields.find((field) => /^(?:values|replacements|bind|params)$/.test(field.name))?.value;
    return inner === undefined ? [] : [{ sql: inner, ...givenIn(given === undefined ? [] : [given]) }];
  }
  const rest = call.values[at] === undefined ? call.values : call.values.slice(at + 1);
  const named = call.fields.filter(({ value }) => value !== sql);
  const given = sink.values === "rest" ? spread(rest) : givenIn(rest.slice(0, 1));
  const keyword = named.find(({ name }) => /^(?:params|parameters|args|vars|values|binds)$/.test(name))?.value;
  const fromKeyword = keyword === undefined ? { values: [], fields: [] } : givenIn([keyword]);
  return [
    {
      sql,
      values: [...given.values, ...fromKeyword.values],
      fields: [...given.fields, ...fromKeyword.fields, ...named],
    },
  ];
}

function ofList(items: readonly Code[], list: "statements" | "with values"): readonly Taken[] {
  const [first, ...rest] = items;
  if (list === "with values") return first === undefined ? [] : [{ sql: first, ...spread(rest) }];
  return items.flatMap((item) => {
    if (item.kind !== "list") return [{ sql: item, values: [], fields: [] }];
    const [sql, ...values] = item.items;
    return sql === undefined ? [] : [{ sql, ...givenIn(values) }];
  });
}

/** The values of one argument: a tuple, a dictionary, or a value alone. `{ replacements: […] }` are options that have them. */
function givenIn([given]: readonly Code[]): { readonly values: readonly Code[]; readonly fields: readonly Field[] } {
  if (given === undefined) return { values: [], fields: [] };
  if (given.kind === "list") return { values: given.items, fields: [] };
  if (given.kind !== "fields") return { values: [given], fields: [] };
  const inner = given.fields.find(({ name }) => /^(?:values|replacements|bind|params)$/.test(name))?.value;
  return inner === undefined ? { values: [], fields: given.fields } : givenIn([inner]);
}

function spread(rest: readonly Code[]): { readonly values: readonly Code[]; readonly fields: readonly Field[] } {
  const [only] = rest;
  return rest.length === 1 && (only?.kind === "list" || only?.kind === "fields")
    ? givenIn(rest)
    : { values: rest, fields: [] };
}
