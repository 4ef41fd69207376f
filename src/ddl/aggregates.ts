// How aggregates are written, of the properties in which a catalog has them: `SFUNC=public.add`.

import type { CatalogObject } from "../catalog/catalog.ts";
import { list, optionalText } from "../kinds/row.ts";
import { nameInSql } from "../sql/identifier.ts";
import { literal } from "../sql/literal.ts";
import { withoutArguments } from "./naming.ts";

const flags: ReadonlySet<string> = new Set(["FINALFUNC_EXTRA", "MFINALFUNC_EXTRA"]);
const texts: ReadonlySet<string> = new Set(["INITCOND", "MINITCOND"]);
const modify: Readonly<Record<string, string>> = { r: "READ_ONLY", s: "SHAREABLE", w: "READ_WRITE" };
/** How many arguments are direct, the arguments themselves say. */
const told: ReadonlySet<string> = new Set(["KIND", "DIRECT"]);

export function aggregateDefinition({ id, attributes }: CatalogObject): string {
  const properties = list(attributes, "aggregate").map(propertyOf);
  const [kind] = properties.flatMap(([name, value]) => (name === "KIND" ? [value] : []));
  const isPlain = kind === "n";
  const parallel = optionalText(attributes, "parallel");
  const written = [
    ...properties.filter(([name, value]) => !told.has(name) && !isUsual(name, value, isPlain)).map(spelled),
    ...(parallel === null ? [] : [`PARALLEL = ${parallel}`]),
    ...(kind === "h" ? ["HYPOTHETICAL"] : []),
  ];
  const given = optionalText(attributes, "arguments") ?? "*";
  return `CREATE AGGREGATE ${nameInSql(id)}(${given}) (\n    ${written.join(",\n    ")}\n)`;
}

type Property = readonly [name: string, value: string];

function propertyOf(text: string): Property {
  const at = text.indexOf("=");
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Who says nothing has READ_ONLY of a plain aggregate, and READ_WRITE of one over ordered sets. */
const isUsual = (name: string, value: string, isPlain: boolean) =>
  name === "MFINALFUNC_MODIFY"
    ? value === (isPlain ? "r" : "w")
    : name === "FINALFUNC_MODIFY" && value === (isPlain ? "r" : "w");

function spelled([name, value]: Property): string {
  if (flags.has(name)) return name;
  if (texts.has(name)) return `${name} = ${literal(value)}`;
  if (name.endsWith("_MODIFY")) return `${name} = ${modify[value] ?? value}`;
  return `${name} = ${name === "SORTOP" ? `OPERATOR(${withoutArguments(value)})` : value}`;
}
