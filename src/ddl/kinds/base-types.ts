// Base types, each announced before the functions that read and print it; and those that were only announced.

import type { Attributes } from "../../catalog/catalog.ts";
import { flag, optionalText } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { withoutArguments } from "../naming.ts";
import { namedIn } from "../references.ts";
import { announced, functionsOfType } from "../shells.ts";
import type { KindDdl } from "../statement.ts";
import { aboutType } from "../types.ts";

const functions = [
  ["INPUT", "input"],
  ["OUTPUT", "output"],
  ["RECEIVE", "receive"],
  ["SEND", "send"],
  ["TYPMOD_IN", "typmodIn"],
  ["TYPMOD_OUT", "typmodOut"],
  ["ANALYZE", "analyze"],
  ["SUBSCRIPT", "subscript"],
] as const;

const quoted = [
  ["CATEGORY", "category"],
  ["DEFAULT", "default"],
  ["DELIMITER", "delimiter"],
] as const;

const flags = [
  ["PASSEDBYVALUE", "passedByValue"],
  ["PREFERRED", "preferred"],
  ["COLLATABLE", "collatable"],
] as const;

export const baseTypes: KindDdl = {
  kind: "base type",
  phase: "types",
  create: (object, context) => {
    const { id, attributes } = object;
    if (flag(attributes, "shell")) return [{ ...announced(object), makes: [id] }];
    const needs = namedIn(context, ...functionsOfType(attributes), optionalText(attributes, "element"));
    const sql = `CREATE TYPE ${nameInSql(id)} (\n    ${propertiesOf(attributes).join(",\n    ")}\n)`;
    return [announced(object), { sql, makes: [id], needs: needs.filter((each) => each !== id) }, ...aboutType(object)];
  },
  // With it go the functions that are in a circle with it.
  drop: ({ id }) => [{ sql: `DROP TYPE ${nameInSql(id)} CASCADE`, drops: [id] }],
};

function propertiesOf(own: Attributes): string[] {
  const text = (name: string) => optionalText(own, name);
  const length = text("internalLength");
  const element = text("element");
  return [
    ...functions.flatMap(([word, name]) => written(word, text(name), withoutArguments)),
    // A string of C's has its length in itself, and SQL a number for it.
    ...written("INTERNALLENGTH", length === "CSTRING" ? "-2" : length),
    ...written("ALIGNMENT", text("alignment")),
    ...written("STORAGE", text("storage")),
    ...quoted.flatMap(([word, name]) => written(word, text(name), literal)),
    ...(element === null ? [] : [`ELEMENT = ${element}`]),
    ...flags.flatMap(([word, name]) => (flag(own, name) ? [word === "PASSEDBYVALUE" ? word : `${word} = true`] : [])),
  ];
}

const written = (word: string, value: string | null, how = (text: string) => text) =>
  value === null ? [] : [`${word} = ${how(value)}`];
