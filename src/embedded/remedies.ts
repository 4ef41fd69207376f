// What a script takes for granted on its own server, and an empty database is given once a statement fails without it: roles,
// tablespaces, its own name, and what older releases did. Nothing here may change what a statement that ran has made.

import type { Client } from "pg";
import { alwaysQuoted } from "../catalog/object-id.ts";
import type { ServerError } from "../scripts/run.ts";
import type { Statement } from "../scripts/statement.ts";
import { nodesOf, type Tree } from "../sql/parse.ts";
import { takeName, undefinedDatabase } from "./database-settings.ts";
import { makeViewOf } from "./rule-views.ts";

interface Refused {
  readonly client: Client;
  /** In a savepoint where the script is in a transaction; what fails is passed over. */
  readonly attempt: (sql: string) => Promise<unknown>;
  readonly error: ServerError;
  /** The statement's parse trees; the parser is loaded. */
  readonly trees: readonly unknown[];
  /** All that was run before it, in order. */
  readonly earlier: readonly Statement[];
}

/** @returns whether the statement may run now */
export type Remedy = (refused: Refused) => Promise<boolean>;

const undefinedObject = "42704";
const noPrivilege = "42501";

/** Roles and tablespaces are the cluster's, and no dump of a database brings them. Here they are only names. */
const roles: Remedy = async ({ error, trees, attempt }) => {
  if (error.code !== undefinedObject) return false;
  const names = rolesOf(trees);
  for (const role of names) await attempt(`CREATE ROLE ${alwaysQuoted(role)}`);
  return names.length > 0;
};

const tablespaces: Remedy = async ({ error, attempt }) => {
  const [, asDefault, named] =
    /^(?:invalid value for parameter "default_tablespace": "(.+)"|tablespace "(.+)" does not exist)$/.exec(
      error.message,
    ) ?? [];
  const name = asDefault ?? named;
  if (name === undefined) return false;
  await attempt("SET allow_in_place_tablespaces = on");
  await attempt(`CREATE TABLESPACE ${alwaysQuoted(name)} LOCATION ''`);
  return true;
};

const databaseName: Remedy = async ({ error, client, earlier }) =>
  error.code === undefinedDatabase && (await takeName(client, earlier));

/** It must be a superuser, and what a role may do is the cluster's too. */
const eventTriggerOwner: Remedy = async ({ error, trees, attempt }) => {
  const owned = [...nodesOf(trees, "AlterOwnerStmt")].some(({ objectType }) => objectType === "OBJECT_EVENT_TRIGGER");
  if (error.code !== noPrivilege || !owned) return false;
  for (const role of rolesOf(trees)) await attempt(`ALTER ROLE ${alwaysQuoted(role)} SUPERUSER`);
  return true;
};

const viewAsRule: Remedy = ({ client, trees }) => makeViewOf(client, trees);

/** In the order in which they are tried, as one may bring up the next. */
export const remedies: readonly Remedy[] = [roles, tablespaces, databaseName, eventTriggerOwner, viewAsRule];

function rolesOf(tree: unknown): string[] {
  const specs = ["RoleSpec", "newowner", "authrole", "user", "role"].flatMap((field) => [...nodesOf(tree, field)]);
  // In GRANT a TO b, a is written as a privilege would be.
  const granted = [...nodesOf(tree, "GrantRoleStmt")].flatMap(({ granted_roles }) => [
    ...nodesOf(granted_roles, "AccessPriv"),
  ]);
  const names = [...specs.map((spec: Tree) => spec.rolename), ...granted.map((each: Tree) => each.priv_name)];
  return names.filter((role) => typeof role === "string");
}
