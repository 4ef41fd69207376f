// Foreign data wrappers, the servers that are reached through them, and as whom: user mappings.
// Passwords are among the options of the latter two: their values are never read.

import { type ObjectId, objectId } from "../catalog/object-id.ts";
import { foreignOptions, optionsList } from "./foreign-options.ts";
import { attributes, type Kind } from "./kind.ts";
import { accessColumns, accessOf, owner, privileges } from "./privileges.ts";
import { flag, list, optionalText, type Row, text } from "./row.ts";
import { isNotFromExtension, joinComment } from "./scope.ts";
import { field, mappingPath } from "./statements.ts";

/** Schema, name and argument types of the function with this oid. */
const functionPath = (oid: string) => `(SELECT ARRAY[pn.nspname::text, p.proname::text, oidvectortypes(p.proargtypes)]
        FROM pg_proc p JOIN pg_namespace pn ON pn.oid = p.pronamespace WHERE p.oid = ${oid})`;

function functionOf(row: Row, column: string): ObjectId[] {
  const [schema, name, signature] = list(row, column);
  return schema === undefined || name === undefined ? [] : [objectId("function", [schema, name], signature ?? "")];
}

export const foreignDataWrappers: Kind = {
  name: "foreign data wrapper",
  summary: "A foreign data wrapper that does not belong to an extension.",
  beyondModels: true,
  madeBy: ["CreateFdwStmt"],
  standalone: { path: field("fdwname"), alter: "AlterFdwStmt", objectType: "OBJECT_FDW" },
  global: true,
  heldIn: "pg_foreign_data_wrapper",
  attributes: {
    handler: { summary: "handler function", syntax: "relation" },
    validator: { summary: "validator function", syntax: "relation" },
    options: foreignOptions,
    owner,
    privileges,
    comment: { summary: "`COMMENT ON FOREIGN DATA WRAPPER`" },
  },
  query: (target) => `
    SELECT w.fdwname AS name, ${optionsList("w.fdwoptions", "server")} AS options,
      CASE WHEN w.fdwhandler <> 0 THEN w.fdwhandler::regproc::text END AS handler, ${functionPath("w.fdwhandler")} AS handler_path,
      CASE WHEN w.fdwvalidator <> 0 THEN w.fdwvalidator::regproc::text END AS validator,
      ${functionPath("w.fdwvalidator")} AS validator_path,
      ${accessColumns(target, "w.fdwowner", "w.fdwacl", "F")}, d.description AS comment
    FROM pg_foreign_data_wrapper w ${joinComment("pg_foreign_data_wrapper", "w.oid")}
    WHERE ${isNotFromExtension("pg_foreign_data_wrapper", "w.oid")}`,
  read: (row) => {
    const uses = [...functionOf(row, "handler_path"), ...functionOf(row, "validator_path")];
    return {
      id: objectId("foreign data wrapper", [text(row, "name")]),
      kind: "foreign data wrapper",
      ...(uses.length > 0 && { uses }),
      attributes: attributes({
        handler: optionalText(row, "handler"),
        validator: optionalText(row, "validator"),
        options: list(row, "options"),
        ...accessOf(row),
        comment: optionalText(row, "comment"),
      }),
    };
  },
};

export const foreignServers: Kind = {
  name: "foreign server",
  summary: "A foreign server.",
  beyondModels: true,
  madeBy: ["CreateForeignServerStmt"],
  standalone: { path: field("servername"), alter: "AlterForeignServerStmt", objectType: "OBJECT_FOREIGN_SERVER" },
  global: true,
  heldIn: "pg_foreign_server",
  attributes: {
    wrapper: { summary: "its foreign data wrapper" },
    type: { summary: "`TYPE`" },
    version: { summary: "`VERSION`" },
    options: foreignOptions,
    owner,
    privileges,
    comment: { summary: "`COMMENT ON SERVER`" },
  },
  query: (target) => `
    SELECT s.srvname AS name, w.fdwname AS wrapper, s.srvtype AS type, s.srvversion AS version,
      ${optionsList("s.srvoptions", "server")} AS options,
      ${accessColumns(target, "s.srvowner", "s.srvacl", "S")}, d.description AS comment
    FROM pg_foreign_server s
    JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
    ${joinComment("pg_foreign_server", "s.oid")}
    WHERE ${isNotFromExtension("pg_foreign_server", "s.oid")}`,
  read: (row) => ({
    id: objectId("foreign server", [text(row, "name")]),
    kind: "foreign server",
    uses: [objectId("foreign data wrapper", [text(row, "wrapper")])],
    attributes: attributes({
      wrapper: text(row, "wrapper"),
      type: optionalText(row, "type"),
      version: optionalText(row, "version"),
      options: list(row, "options"),
      ...accessOf(row),
      comment: optionalText(row, "comment"),
    }),
  }),
};

export const userMappings: Kind = {
  name: "user mapping",
  summary: "A user mapping: the user as which a role, or `public` for all others, connects to a foreign server.",
  beyondModels: true,
  madeBy: ["CreateUserMappingStmt"],
  standalone: { path: mappingPath, alter: "AlterUserMappingStmt" },
  global: true,
  heldIn: "pg_foreign_server",
  attributes: { options: foreignOptions },
  // Pg_user_mapping itself is a superuser's to read; the view has the options where this role may see them.
  query: () => `
    SELECT m.srvname AS server, m.usename AS role, ${optionsList("m.umoptions", "server")} AS options,
      ${isNotFromExtension("pg_foreign_server", "m.srvid")} AS is_ours
    FROM pg_user_mappings m
    WHERE ${isNotFromExtension("pg_user_mapping", "m.umid")}`,
  read: (row) => ({
    id: objectId("user mapping", [text(row, "server"), text(row, "role")]),
    kind: "user mapping",
    // An extension's server is not among the objects, and could not be found as a parent.
    ...(flag(row, "is_ours") && { parent: objectId("foreign server", [text(row, "server")]) }),
    attributes: attributes({ options: list(row, "options") }),
  }),
};
