// Statements about objects that other objects hardly refer to: foreign servers and what stands on them, event triggers,
// publications, subscriptions. Where one can't be restored, that object is unknown and the rest is whole.

import { type ObjectId, objectId } from "../catalog/object-id.ts";
import { isTree, nodesOf, type Tree } from "../sql/parse.ts";

export interface Subject {
  readonly what: string;
  readonly id: ObjectId;
  /** Whether the statement makes it, or is only about it. */
  readonly isCreated: boolean;
}

/** What stands for itself where a statement names no schema or role. */
export interface Session {
  readonly schema: string;
  readonly user: string;
}

interface Form {
  readonly kind: string;
  readonly name: (statement: Tree, session: Session) => readonly unknown[];
  readonly isCreated?: true;
}

const field = (name: string) => (statement: Tree) => [statement[name]];

const forms: Readonly<Record<string, Form>> = {
  CreateEventTrigStmt: { kind: "event trigger", name: field("trigname"), isCreated: true },
  CreateFdwStmt: { kind: "foreign data wrapper", name: field("fdwname"), isCreated: true },
  CreateForeignServerStmt: { kind: "foreign server", name: field("servername"), isCreated: true },
  CreateUserMappingStmt: { kind: "user mapping", name: mapping, isCreated: true },
  CreateForeignTableStmt: {
    kind: "foreign table",
    name: ({ base }, session) => relation(base, session),
    isCreated: true,
  },
  CreatePublicationStmt: { kind: "publication", name: field("pubname"), isCreated: true },
  CreateSubscriptionStmt: { kind: "subscription", name: field("subname"), isCreated: true },
  AlterEventTrigStmt: { kind: "event trigger", name: field("trigname") },
  AlterFdwStmt: { kind: "foreign data wrapper", name: field("fdwname") },
  AlterForeignServerStmt: { kind: "foreign server", name: field("servername") },
  AlterUserMappingStmt: { kind: "user mapping", name: mapping },
  AlterPublicationStmt: { kind: "publication", name: field("pubname") },
  AlterSubscriptionStmt: { kind: "subscription", name: field("subname") },
};

const kindOfType: Readonly<Record<string, string>> = {
  OBJECT_EVENT_TRIGGER: "event trigger",
  OBJECT_FDW: "foreign data wrapper",
  OBJECT_FOREIGN_SERVER: "foreign server",
  OBJECT_FOREIGN_TABLE: "foreign table",
  OBJECT_PUBLICATION: "publication",
  OBJECT_SUBSCRIPTION: "subscription",
};

/** What the statement is about, where that is such an object. */
export function subjectOf(tree: unknown, session: Session): Subject | undefined {
  const [type = "", statement] = isTree(tree) ? (Object.entries(tree)[0] ?? []) : [];
  if (!isTree(statement)) return undefined;
  const form = forms[type];
  if (form !== undefined) return subject(form.kind, form.name(statement, session), form.isCreated === true);
  const names = [...nodesOf(statement.object, "String")].map(({ sval }) => sval);
  const of = String(statement.objtype ?? statement.objectType);
  if (type === "CommentStmt" && of === "OBJECT_COLUMN") return subject("foreign table", names.slice(0, -1), false);
  const isAboutIt = type === "CommentStmt" || type === "AlterOwnerStmt" || type === "RenameStmt";
  const kind = isAboutIt ? kindOfType[of] : undefined;
  return kind === undefined ? undefined : subject(kind, names, false);
}

/** The foreign table that a statement attaches to its partitioned one. */
export function attachedPartition(tree: unknown, session: Session): ObjectId | undefined {
  const [command] = nodesOf(tree, "PartitionCmd");
  return isTree(command?.name)
    ? objectId("foreign table", relation({ relation: command.name }, session).map(String))
    : undefined;
}

function subject(kind: string, name: readonly unknown[], isCreated: boolean): Subject {
  return { what: kind, id: objectId(kind, name.map(String)), isCreated };
}

function relation(base: unknown, { schema }: Session): readonly unknown[] {
  const of = isTree(base) && isTree(base.relation) ? base.relation : {};
  return [of.schemaname ?? schema, of.relname];
}

function mapping({ servername, user }: Tree, session: Session): readonly unknown[] {
  const role = isTree(user) ? user : {};
  const isPublic = role.roletype === undefined || role.roletype === "ROLESPEC_PUBLIC";
  return [servername, isPublic ? "public" : (role.rolename ?? session.user)];
}
