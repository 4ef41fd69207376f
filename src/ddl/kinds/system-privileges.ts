// Grants on what is the system's or an extension's. Whose it is and who had which privileges before is known only where the
// statements run, so that a block asks there: it takes all of them, and gives the owner what the owner has.

import { parseObjectId } from "../../catalog/object-id.ts";
import { list } from "../../kinds/row.ts";
import { literal } from "../../sql/literal.ts";
import { type Grant, granting, grantOf } from "../access.ts";
import { wordOf } from "../objects-told.ts";
import { CannotWrite, type KindDdl } from "../statement.ts";

interface Catalog {
  /** What GRANT calls such an object. */
  readonly word?: string;
  readonly name: string;
  /** Before `owner` and `acl`. */
  readonly prefix: string;
  readonly type: string;
}

const routines = { name: "pg_proc", prefix: "pro", type: "regprocedure" };
const relations = { name: "pg_class", prefix: "rel", type: "regclass" };

const catalogs = new Map<string, Catalog>([
  ["aggregate", { ...routines, word: "FUNCTION" }],
  ...["function", "procedure"].map((sort) => [sort, routines] as const),
  ...["table", "sequence"].map((sort) => [sort, relations] as const),
  ["view", { ...relations, word: "TABLE" }],
  ["type", { name: "pg_type", prefix: "typ", type: "regtype" }],
  ["schema", { name: "pg_namespace", prefix: "nsp", type: "regnamespace" }],
]);

const owner = '"its owner"';

export const systemPrivileges: KindDdl = {
  kind: "system privilege",
  phase: "access",
  create: ({ id, attributes }) => {
    const { path, signature = "" } = parseObjectId(id);
    const [sort = ""] = path;
    const catalog = catalogs.get(sort);
    if (catalog === undefined)
      throw new CannotWrite(`Grants on a ${sort} of the system or an extension are not written`);
    const what = `${catalog.word ?? wordOf(sort)} ${signature}`;
    const grants = list(attributes, "privileges").flatMap((line) => grantOf(line, "its owner"));
    const own = grants.filter(
      ({ isOwner, isGrantable, privileges }) => isOwner && (isGrantable || privileges[0] !== "ALL"),
    );
    const others = grants.filter(({ isOwner }) => !isOwner);
    const given = others.flatMap((grant) => granting(grant, what, ""));
    return [
      { sql: takeAll(what, signature, catalog, own), makes: [id] },
      ...given.map((each) => ({ ...each, makes: [id] })),
    ];
  },
  drop: () => {
    throw new CannotWrite("Which privileges it had at first is not known");
  },
};

function takeAll(what: string, name: string, { name: catalog, prefix, type }: Catalog, own: readonly Grant[]): string {
  const given = own.flatMap((grant) => granting(grant, what, "")).map(({ sql }) => sql);
  const toOwner = given.map((sql) => {
    const [before = "", after = ""] = sql.split(owner);
    return `  EXECUTE format('%s%I%s', ${literal(before)}, r.owner, ${literal(after)});\n`;
  });
  const kept = own.length === 0 ? ` AND x.grantee <> c.${prefix}owner` : "";
  return `DO $ddl$ DECLARE r record; g record; BEGIN
  SELECT c.oid, pg_get_userbyid(c.${prefix}owner) AS owner INTO r FROM ${catalog} c WHERE c.oid = ${literal(name)}::${type};
  EXECUTE ${literal(`REVOKE ALL ON ${what} FROM PUBLIC`)};
  FOR g IN SELECT DISTINCT pg_get_userbyid(x.grantee) AS grantee FROM ${catalog} c, aclexplode(c.${prefix}acl) x
    WHERE c.oid = r.oid AND x.grantee <> 0${kept}
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM %I CASCADE', ${literal(what)}, g.grantee);
  END LOOP;
${toOwner.join("")}END $ddl$`;
}
