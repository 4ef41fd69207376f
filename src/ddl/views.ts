// What views and materialized views have in common.

import type { CatalogObject } from "../catalog/catalog.ts";
import { list, optionalText } from "../kinds/row.ts";
import { identifier, nameInSql } from "../sql/identifier.ts";
import { accessTo, grantsOn } from "./access.ts";
import { commentOn } from "./comment.ts";
import { storageParameters } from "./options.ts";
import { namedIn } from "./references.ts";
import type { Context, Statement } from "./statement.ts";
import { leadingName } from "./told.ts";

/** @param body as PostgreSQL printed it, which may end in a semicolon */
export function createView(object: CatalogObject, context: Context, word: string, body: string, end = ""): Statement {
  const { id, attributes } = object;
  const [method, tablespace] = [optionalText(attributes, "accessMethod"), optionalText(attributes, "tablespace")];
  const options = list(attributes, "options");
  const query = body.endsWith(";") ? body.slice(0, -1) : body;
  const head = [
    `CREATE ${word} ${nameInSql(id)}`,
    method === null ? "" : ` USING ${identifier(method)}`,
    options.length === 0 ? "" : ` WITH (${storageParameters(options)})`,
    tablespace === null ? "" : ` TABLESPACE ${identifier(tablespace)}`,
  ];
  return {
    sql: `${head.join("")} AS\n${query}${end}`,
    makes: [id],
    needs: namedIn(context, body),
  };
}

export function defaultsOf({ id, attributes }: CatalogObject, context: Context): Statement[] {
  return list(attributes, "defaults").map((told) => {
    const { name, rest } = leadingName(told);
    const sql = `ALTER VIEW ${nameInSql(id)} ALTER COLUMN ${name} SET DEFAULT ${rest}`;
    return { sql, needs: namedIn(context, rest) };
  });
}

export function aboutView({ id, attributes }: CatalogObject, word: string): Statement[] {
  const name = nameInSql(id);
  return [
    ...accessTo({ altered: `${word} ${name}`, granted: `TABLE ${name}` }, attributes),
    ...list(attributes, "columnPrivileges").flatMap((told) => {
      const { name: column, rest } = leadingName(told);
      return grantsOn(`TABLE ${name}`, rest.split("; "), optionalText(attributes, "owner"), ` (${column})`);
    }),
    ...commentOn(`${word} ${name}`, attributes.comment),
    ...list(attributes, "columnComments").flatMap((told) => {
      const { name: column, rest } = leadingName(told);
      return commentOn(`COLUMN ${name}.${column}`, rest);
    }),
  ];
}
