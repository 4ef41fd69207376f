// Statements about objects that other objects hardly refer to: foreign servers and what stands on them, event triggers,
// publications, subscriptions. Where one can't be restored, that object is unknown and the rest is whole.

import { type ObjectId, objectId } from "../catalog/object-id.ts";
import { kinds } from "../kinds/registry.ts";
import { relationPath, type Session, type Standalone } from "../kinds/statements.ts";
import { isTree, nodesOf } from "../sql/parse.ts";

export interface Subject {
  readonly what: string;
  readonly id: ObjectId;
  /** Whether the statement makes it, or is only about it. */
  readonly isCreated: boolean;
}

interface Form {
  readonly kind: string;
  readonly path: Standalone["path"];
  readonly isCreated: boolean;
}

const forms = new Map<string, Form>();
const kindOfType = new Map<string, string>();
for (const { name: kind, standalone, madeBy = [] } of kinds) {
  if (standalone === undefined) continue;
  const { path, alter, objectType } = standalone;
  for (const statement of madeBy) forms.set(statement, { kind, path, isCreated: true });
  if (alter !== undefined) forms.set(alter, { kind, path, isCreated: false });
  if (objectType !== undefined) kindOfType.set(objectType, kind);
}

/** What the statement is about, where that is such an object. */
export function subjectOf(tree: unknown, session: Session): Subject | undefined {
  const [type = "", statement] = isTree(tree) ? (Object.entries(tree)[0] ?? []) : [];
  if (!isTree(statement)) return undefined;
  const form = forms.get(type);
  if (form !== undefined) return subject(form.kind, form.path(statement, session), form.isCreated);
  const names = [...nodesOf(statement.object, "String")].map(({ sval }) => sval);
  const of = String(statement.objtype ?? statement.objectType);
  if (type === "CommentStmt" && of === "OBJECT_COLUMN") return subject("foreign table", names.slice(0, -1), false);
  const isAboutIt = type === "CommentStmt" || type === "AlterOwnerStmt" || type === "RenameStmt";
  const kind = isAboutIt ? kindOfType.get(of) : undefined;
  return kind === undefined ? undefined : subject(kind, names, false);
}

/** The foreign table that a statement attaches to its partitioned one. */
export function attachedPartition(tree: unknown, session: Session): ObjectId | undefined {
  const [command] = nodesOf(tree, "PartitionCmd");
  return isTree(command?.name)
    ? objectId("foreign table", relationPath({ relation: command.name }, session).map(String))
    : undefined;
}

function subject(kind: string, name: readonly unknown[], isCreated: boolean): Subject {
  return { what: kind, id: objectId(kind, name.map(String)), isCreated };
}
