// Sequences: with serial columns, behind identity columns, and by themselves.

import type { Attributes, CatalogObject } from "../catalog/catalog.ts";
import { flag, optionalText, text } from "../kinds/row.ts";
import { nameInSql } from "../sql/identifier.ts";
import { accessTo, grantsOn } from "./access.ts";
import { commentOn } from "./comment.ts";
import type { Statement } from "./statement.ts";

/** `START WITH 5`, `INCREMENT BY 10` … where they say something. */
export function sequenceOptions(own: Attributes): string[] {
  const increment = text(own, "increment");
  const each = [
    ["START WITH", optionalText(own, "start")],
    ["INCREMENT BY", increment === "1" ? null : increment],
    ["MINVALUE", optionalText(own, "min")],
    ["MAXVALUE", optionalText(own, "max")],
    ["CACHE", optionalText(own, "cache")],
  ] as const;
  const said = each.flatMap(([words, value]) => (value === null ? [] : [`${words} ${value}`]));
  return flag(own, "cycle") ? [...said, "CYCLE"] : said;
}

export function createSequence({ id, attributes }: CatalogObject): Statement {
  const type = text(attributes, "type");
  const persistence = attributes.persistence === undefined ? "" : "UNLOGGED ";
  const options = [...(type === "bigint" ? [] : [`AS ${type}`]), ...sequenceOptions(attributes)];
  return { sql: [`CREATE ${persistence}SEQUENCE ${nameInSql(id)}`, ...options].join(" "), makes: [id] };
}

/** The owner of one that a table's column owns is the table's. */
export function aboutSequence({ id, attributes, parent }: CatalogObject): Statement[] {
  const what = `SEQUENCE ${nameInSql(id)}`;
  const access =
    parent === undefined
      ? accessTo({ altered: what }, attributes)
      : grantsOn(what, listOfGrants(attributes), optionalText(attributes, "owner"));
  return [...access, ...commentOn(what, attributes.comment)];
}

const listOfGrants = ({ privileges }: Attributes) => (Array.isArray(privileges) ? privileges : []);
