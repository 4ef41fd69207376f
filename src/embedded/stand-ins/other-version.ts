// A version of an extension that PGlite has in another one: that is made, and called by the version that the script asks for.

import type { Unread } from "../../catalog/catalog.ts";
import { alwaysQuoted } from "../../catalog/object-id.ts";
import type { ServerError } from "../../scripts/run.ts";
import { literal } from "../../sql/literal.ts";
import { isTree, nodesOf, parseStatements, strings } from "../../sql/parse.ts";
import type { Rewritten } from "./options.ts";

export interface OtherVersion extends Rewritten {
  readonly unread: Unread;
}

export function inOtherVersion(sql: string, where: string, { message }: ServerError): OtherVersion | undefined {
  if (!/ has no installation script nor update path for version "/.test(message)) return undefined;
  const [made] = nodesOf(parseStatements(sql), "CreateExtensionStmt");
  const options = [...nodesOf(made?.options, "DefElem")];
  const given = (name: string) => strings(options.find(({ defname }) => defname === name)?.arg)[0];
  const version = given("new_version");
  if (made === undefined || version === undefined) return undefined;
  const [name, schema] = [String(made.extname), given("schema")];
  const cascade = options.some(({ defname, arg }) => defname === "cascade" && isTree(arg)) ? " CASCADE" : "";
  const inSchema = schema === undefined ? "" : ` SCHEMA ${alwaysQuoted(schema)}`;
  return {
    sql: `CREATE EXTENSION ${alwaysQuoted(name)}${inSchema}${cascade}`,
    afterwards: `UPDATE pg_catalog.pg_extension SET extversion = ${literal(version)} WHERE extname = ${literal(name)}`,
    unread: {
      what: "version of an extension",
      count: 1,
      reason: `${where}: PGlite lacks ${name} ${version}; another version of it took its place while the script ran`,
    },
  };
}
