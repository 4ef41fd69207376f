// Domains. Their checks are objects of their own.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { nameOf } from "../../catalog/object-id.ts";
import { flag, optionalText, text } from "../../kinds/row.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { commentOn } from "../comment.ts";
import { namedIn } from "../references.ts";
import type { Context, KindDdl, Statement } from "../statement.ts";
import { aboutType } from "../types.ts";

export const domains: KindDdl = {
  kind: "domain",
  phase: "types",
  create: (object, context) => [created(object, context), ...defaultApart(object, context), ...about(object)],
  drop: ({ id }) => [{ sql: `DROP DOMAIN ${nameInSql(id)}`, drops: [id] }],
};

function created({ id, attributes }: CatalogObject, context: Context): Statement {
  const [type, collation] = [text(attributes, "type"), optionalText(attributes, "collation")];
  const written = context.apart.has(id) ? null : optionalText(attributes, "default");
  const name = optionalText(attributes, "notNullName");
  const parts = [
    `CREATE DOMAIN ${nameInSql(id)} AS ${type}`,
    ...(collation === null ? [] : [`COLLATE ${collation}`]),
    ...(written === null ? [] : [`DEFAULT ${written}`]),
    ...(name === null ? [] : [`CONSTRAINT ${identifier(name)}`]),
    ...(flag(attributes, "notNull") ? ["NOT NULL"] : []),
  ];
  return { sql: parts.join(" "), makes: [id], needs: namedIn(context, type, collation, written) };
}

function defaultApart({ id, attributes }: CatalogObject, context: Context): Statement[] {
  const written = optionalText(attributes, "default");
  if (written === null || !context.apart.has(id)) return [];
  return [{ sql: `ALTER DOMAIN ${nameInSql(id)} SET DEFAULT ${written}`, needs: namedIn(context, written) }];
}

function about(object: CatalogObject): Statement[] {
  const { id, attributes } = object;
  const name = optionalText(attributes, "notNullName") ?? `${nameOf(id)}_not_null`;
  const notNull = `CONSTRAINT ${identifier(name)} ON DOMAIN ${nameInSql(id)}`;
  return [...aboutType(object, "DOMAIN"), ...commentOn(notNull, attributes.notNullComment)];
}
