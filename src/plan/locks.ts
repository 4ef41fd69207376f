// Which lock a statement takes on a table, and whether it reads or writes every row under it: what PostgreSQL's documentation says
// of each command. The one place that knows it. loadParser must have been awaited.
// https://www.postgresql.org/docs/18/explicit-locking.html, https://www.postgresql.org/docs/18/sql-altertable.html

import { qualified } from "../catalog/object-id.ts";
import { isTree, nodesOf, parseStatements, type Tree } from "../sql/parse.ts";
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
  AT_AttachPartition: { lock: light, scans: true },
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
  CommentStmt: () => ({ lock: light }),
  CreatePolicyStmt: () => ({ lock: most }),
  AlterPolicyStmt: () => ({ lock: most }),
  RuleStmt: () => ({ lock: most }),
  ViewStmt: (tree) => ({ lock: tree.replace === true ? most : "none" }),
  AlterSeqStmt: () => ({ lock: writers }),
  RenameStmt: (tree) => ({ lock: tree.renameType === "OBJECT_INDEX" ? light : most }),
  DropStmt: (tree) => ({ lock: tree.concurrent === true ? light : most }),
};

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
  ...["OBJECT_COLUMN", "OBJECT_TABCONSTRAINT", "OBJECT_FOREIGN_TABLE", "OBJECT_SEQUENCE"],
];

export function effectOf(sql: string): Effect {
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
  return {
    lock: told.lock,
    locks: relationsIn(type, tree),
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

/** Those that it names, the one that a foreign key refers to among them. */
function relationsIn(type: string, tree: Tree): string[] {
  const named = [...nodesOf({ ...tree, relation: { RangeVar: tree.relation } }, "RangeVar")];
  const pktables = [...nodesOf(tree, "Constraint")].map(({ pktable }) => pktable);
  if (type === "CommentStmt") return droppedIn({ objects: tree.object, removeType: tree.objtype });
  const names = [...named, ...pktables].flatMap((each) =>
    isTree(each) && typeof each.relname === "string"
      ? [qualified(...(typeof each.schemaname === "string" ? [each.schemaname] : []), each.relname)]
      : [],
  );
  return [...new Set(names.length > 0 || type !== "DropStmt" ? names : droppedIn(tree))];
}

const underTable = ["OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE", "OBJECT_TABCONSTRAINT", "OBJECT_COLUMN"];

const droppedIn = (tree: Tree): string[] => {
  const parts = [...nodesOf(tree.objects, "String")].map(({ sval }) => String(sval));
  const ofTable = underTable.includes(String(tree.removeType));
  return [qualified(...(ofTable ? parts.slice(0, -1) : parts))];
};
