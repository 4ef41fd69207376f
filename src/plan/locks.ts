// Which lock a statement takes on a table, and whether it reads or writes every row under it: what PostgreSQL's documentation says
// of each command. The one place that knows it. loadParser must have been awaited.
// https://www.postgresql.org/docs/18/explicit-locking.html, https://www.postgresql.org/docs/18/sql-altertable.html

import type { Catalog } from "../catalog/catalog.ts";
import { isTree, nodesOf, parseStatements, type Tree } from "../sql/parse.ts";
import { lockedBy } from "./locked.ts";
import type { Lock } from "./plan.ts";

export interface Effect {
  readonly lock: Lock;
  /** The relations: `public.users`. */
  readonly locks: readonly string[];
  readonly rewrites: boolean;
  readonly scans: boolean;
}

const most = "ACCESS EXCLUSIVE";
const writers = "SHARE ROW EXCLUSIVE";
const light = "SHARE UPDATE EXCLUSIVE";

const statistics = "OBJECT_STATISTIC_EXT";

interface Told {
  readonly lock: Lock;
  readonly rewrites?: true;
  readonly scans?: true;
}

// Of ALTER TABLE, by the parser's word for the action. Whatever is not here takes the strongest lock.
const actions: Readonly<Record<string, Told>> = {
  AT_SetStatistics: { lock: light },
  AT_SetOptions: { lock: light },
  AT_ResetOptions: { lock: light },
  AT_ValidateConstraint: { lock: light, scans: true },
  AT_ClusterOn: { lock: light },
  AT_DropCluster: { lock: light },
  // Of the partition; the partitioned table is locked as for VALIDATE.
  AT_AttachPartition: { lock: most, scans: true },
  AT_EnableTrig: { lock: writers },
  AT_EnableAlwaysTrig: { lock: writers },
  AT_EnableReplicaTrig: { lock: writers },
  AT_DisableTrig: { lock: writers },
  AT_SetNotNull: { lock: most, scans: true },
  AT_SetLogged: { lock: most, rewrites: true, scans: true },
  AT_SetUnLogged: { lock: most, rewrites: true, scans: true },
  AT_SetAccessMethod: { lock: most, rewrites: true, scans: true },
  AT_SetTableSpace: { lock: most, rewrites: true, scans: true },
  AT_SetExpression: { lock: most, rewrites: true, scans: true },
  AT_AddIdentity: { lock: most },
};

const lightParameters =
  /^(?:fillfactor|parallel_workers|autovacuum_|vacuum_|toast_tuple_target|log_autovacuum|n_distinct|deduplicate)/;

function ofAction(command: Tree): Told {
  const subtype = String(command.subtype);
  if (subtype === "AT_AddConstraint") return ofConstraint(command.def);
  if (subtype === "AT_AddColumn") return ofNewColumn(command.def);
  if (subtype === "AT_SetRelOptions" || subtype === "AT_ResetRelOptions") {
    const names = [...nodesOf(command.def, "DefElem")].map(({ defname }) => String(defname));
    return { lock: names.every((name) => lightParameters.test(name)) ? light : most };
  }
  return actions[subtype] ?? { lock: most };
}

function ofConstraint(definition: unknown): Told {
  const [constraint] = nodesOf(definition, "Constraint");
  const type = constraint?.contype;
  const isNotValid = constraint?.skip_validation === true;
  if (type === "CONSTR_FOREIGN") return isNotValid ? { lock: writers } : { lock: writers, scans: true };
  if (constraint?.indexname !== undefined || isNotValid) return { lock: most };
  return { lock: most, scans: true };
}

/** A constant default is kept once for all rows; what differs from row to row is written into each. */
function ofNewColumn(definition: unknown): Told {
  const types = [...nodesOf(definition, "Constraint")].map(({ contype }) => contype);
  const isWritten = types.some((type) => type === "CONSTR_IDENTITY" || type === "CONSTR_GENERATED");
  const isComputed = [...nodesOf(definition, "FuncCall")].some((call) => !isSteady(call));
  return isWritten || isComputed ? { lock: most, rewrites: true, scans: true } : { lock: most };
}

/** Of one value for the whole statement: no row is written. */
const isSteady = (call: Tree) =>
  [...nodesOf(call.funcname, "String")].some(({ sval }) =>
    ["now", "current_setting", "transaction_timestamp"].includes(String(sval)),
  );

// Other statements, by the parser's word for them.
const statements: Readonly<Record<string, (tree: Tree) => Told>> = {
  IndexStmt: (tree) => ({ lock: tree.concurrent === true ? light : "SHARE", scans: true }),
  ReindexStmt: (tree) => ({
    lock: [...nodesOf(tree, "DefElem")].length > 0 ? light : "SHARE",
    scans: true,
    rewrites: true,
  }),
  CreateTrigStmt: () => ({ lock: writers }),
  CreateStatsStmt: () => ({ lock: light }),
  CommentStmt: ({ objtype }) => ({ lock: underTable.includes(String(objtype)) ? "none" : light }),
  CreatePublicationStmt: () => ({ lock: light }),
  AlterPublicationStmt: () => ({ lock: light }),
  AlterDomainStmt: ({ def, subtype }) => ({ lock: subtype === "C" && !isLater(def) ? "SHARE" : "none", scans: true }),
  CreatePolicyStmt: () => ({ lock: most }),
  AlterPolicyStmt: () => ({ lock: most }),
  RuleStmt: () => ({ lock: most }),
  ViewStmt: (tree) => ({ lock: tree.replace === true ? most : "none" }),
  AlterSeqStmt: () => ({ lock: writers }),
  RenameStmt: (tree) => ({ lock: tree.renameType === "OBJECT_INDEX" ? light : most }),
  DropStmt: (tree) => ({ lock: tree.concurrent === true || tree.removeType === statistics ? light : most }),
};

const underTable = ["OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE", "OBJECT_TABCONSTRAINT"];

const isLater = (definition: unknown) =>
  [...nodesOf(definition, "Constraint")].some(({ skip_validation }) => skip_validation === true);

const ofTables = [
  ...[
    "OBJECT_TABLE",
    "OBJECT_INDEX",
    "OBJECT_VIEW",
    "OBJECT_MATVIEW",
    "OBJECT_TRIGGER",
    "OBJECT_POLICY",
    "OBJECT_RULE",
  ],
  ...["OBJECT_COLUMN", "OBJECT_TABCONSTRAINT", "OBJECT_FOREIGN_TABLE", "OBJECT_SEQUENCE", statistics],
];

// They lock the tables that are theirs, where they have any.
const ofOthers = ["AlterDomainStmt", "CreatePublicationStmt", "AlterPublicationStmt"];

/** @param catalogs what was and what is to be there, for what PostgreSQL locks besides */
export function effectOf(sql: string, catalogs: readonly Catalog[] = []): Effect {
  const [statement] = parseStatements(sql) ?? [];
  const [type = "", tree] = Object.entries(statement ?? {})[0] ?? [];
  const none = { lock: "none", locks: [], rewrites: false, scans: false } as const;
  if (!isTree(tree)) return none;
  const told =
    type === "AlterTableStmt"
      ? strongest([...nodesOf(tree.cmds, "AlterTableCmd")].map(ofAction))
      : statements[type]?.(tree);
  const about = tree.removeType ?? tree.renameType ?? tree.objtype;
  const isOfTable = typeof about !== "string" || ofTables.includes(about);
  if (told === undefined || told.lock === "none" || !isOfTable) return none;
  const locks = lockedBy(type, tree, catalogs);
  if (locks.length === 0 && ofOthers.includes(type)) return none;
  return {
    lock: told.lock,
    locks,
    rewrites: told.rewrites === true,
    scans: told.scans === true,
  };
}

const order: readonly Lock[] = ["none", light, "SHARE", writers, "EXCLUSIVE", most];

function strongest(all: readonly Told[]): Told {
  const [first = { lock: most }] = all.toSorted((a, b) => order.indexOf(b.lock) - order.indexOf(a.lock));
  return {
    lock: first.lock,
    ...(all.some(({ rewrites }) => rewrites) && { rewrites: true }),
    ...(all.some(({ scans }) => scans) && { scans: true }),
  };
}
