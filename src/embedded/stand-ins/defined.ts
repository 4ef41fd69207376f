// The script of a stand-in that is made of true definitions, as a server that has the extension tells them. What can't be made
// here stops nothing: it is missing then, as of an extension of which nothing is known.

import type {
  DefinedExtension,
  DefinedOperator,
  DefinedOperatorClass,
  DefinedRelation,
  DefinedRoutine,
  DefinedType,
  Placed,
} from "../../catalog/defined-extension.ts";
import { alwaysQuoted } from "../../catalog/object-id.ts";
import { literal } from "../../sql/literal.ts";
import { castBetween } from "./casts.ts";
import { operatorClass } from "./operator-classes.ts";
import { accessMethod, baseType, type Made, operator, routine, schemaUnlessThere } from "./sql.ts";

/** Only what a script names is made of its routines and relations: `isNamed` says which it may mean. */
export function scriptOfDefined(
  defined: DefinedExtension,
  printsNumbers: (type: string) => boolean,
  isNamed: (name: string) => boolean,
): string {
  const { types, relations, routines, operators, casts, methods, operatorClasses } = defined;
  const isMeant = ({ name }: { readonly name: string }) => isNamed(name.toLowerCase());
  const objects: readonly (readonly Made[])[] = [
    ...types.map((type) => typeOf(type, printsNumbers)),
    ...relations.filter(isMeant).map(relationOf),
    ...routines.filter(isMeant).map(routineOf),
    ...operators.map(operatorOf),
    ...casts.map(castBetween),
    ...methods.map(({ name, isOfTables }) => accessMethod(name, isOfTables)),
    ...operatorClasses.map(operatorClassOf),
  ];
  return [...defined.schemas.map((name) => schemaUnlessThere(name).sql), ...objects.flatMap(inBlock)]
    .map((sql) => `${sql};\n`)
    .join("");
}

/** All of an object or nothing of it. What a file of lines can't hold is left out. */
function inBlock(made: readonly Made[]): string[] {
  const all = made.map(({ sql }) => sql).join("; ");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: COPY would write each of them in another way.
  if (all === "" || /[\\\u0000-\u0009\u000b-\u001f]/.test(all)) return [];
  return [`DO ${literal(`BEGIN EXECUTE ${literal(all)}; EXCEPTION WHEN OTHERS THEN NULL; END`)}`];
}

const homeOf = ({ schema }: Placed) => (schema === null ? "" : `${alwaysQuoted(schema)}.`);
const named = (object: Placed) => homeOf(object) + alwaysQuoted(object.name);

function typeOf(type: DefinedType, printsNumbers: (type: string) => boolean): readonly Made[] {
  const name = named(type);
  if (type.sort === "c") return [{ sql: `CREATE TYPE ${name} AS (${columns(type.parts)})` }];
  if (type.sort === "d") return type.base === null ? [] : [{ sql: `CREATE DOMAIN ${name} AS ${type.base}` }];
  if (type.sort === "e")
    return [{ sql: `CREATE TYPE ${name} AS ENUM (${(type.labels ?? []).map(literal).join(", ")})` }];
  const modifiers = type.hasModifiers ? (printsNumbers(type.name) ? "bittypmodout" : "enum_out") : undefined;
  const { category, isPreferred, delimiter } = type;
  const more = `CATEGORY = ${literal(category)}, PREFERRED = ${isPreferred}, DELIMITER = ${literal(delimiter)}`;
  return baseType(type.name, modifiers, homeOf(type), more);
}

const columns = (parts: DefinedRelation["parts"]) =>
  (parts ?? []).map(({ name, type }) => `${alwaysQuoted(name)} ${type}`).join(", ");

function relationOf(relation: DefinedRelation): readonly Made[] {
  const { sort, parts, keys } = relation;
  const name = named(relation);
  if (sort === "S") return [{ sql: `CREATE SEQUENCE ${name}` }];
  if (sort === "v") {
    const empty = (parts ?? []).map((part) => `NULL::${part.type} AS ${alwaysQuoted(part.name)}`);
    return [{ sql: `CREATE VIEW ${name} AS SELECT ${empty.join(", ")}` }];
  }
  const unique = (keys ?? []).map((key) => `UNIQUE (${key.map(alwaysQuoted).join(", ")})`);
  return [{ sql: `CREATE TABLE ${name} (${[columns(parts), ...unique].filter((each) => each !== "").join(", ")})` }];
}

function routineOf(each: DefinedRoutine): readonly Made[] {
  return routine({ name: named(each), kind: each.kind, arguments: each.arguments, result: each.result ?? "" });
}

function operatorOf(each: DefinedOperator): readonly Made[] {
  const { name, left, right, result } = each;
  return operator({ name, left: left ?? undefined, right, result }, homeOf(each));
}

function operatorClassOf(each: DefinedOperatorClass): readonly Made[] {
  const { method, type, name, isDefault, operators } = each;
  return operatorClass({ method, type, name, isDefault, members: operators ?? [] }, homeOf(each));
}
