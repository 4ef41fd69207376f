// What a statement declares, and where in its text: read from PostgreSQL's own parse tree. What is not named in the text is
// named as PostgreSQL names it.

import { isTree, nodesOf, type Tree } from "../../sql/parse.ts";

export interface Declared {
  readonly node: string;
  readonly path: readonly string[];
  readonly signature?: readonly string[];
  /** In bytes from the beginning of the statement's text; its own beginning where undefined. */
  readonly at?: number;
}

/** What a rename or a move to another schema is of. */
export interface Renamed {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** @param schema the one that a name without one is in */
export function declaredIn(statement: unknown, schema: string): readonly Declared[] {
  const [node = "", tree] = isTree(statement) ? (Object.entries(statement)[0] ?? []) : [];
  if (!isTree(tree)) return [];
  const path = pathOf(tree, schema);
  if (path === undefined) return [];
  if (node === "AlterTableStmt") return membersOf(tree, path);
  const base = isTree(tree.base) ? tree.base : tree;
  const signature = node === "CreateFunctionStmt" ? { signature: argumentTypes(tree) } : {};
  const within = list(tree.schemaElts).flatMap((element) => declaredIn(element, path[0] ?? schema));
  return [{ node, path, ...signature }, ...membersOf(base.tableElts, path), ...within];
}

/** The schema that names without one are in from here on. */
export function searchPathOf(statement: unknown): string | undefined {
  const [set] = isTree(statement) && isTree(statement.VariableSetStmt) ? [statement.VariableSetStmt] : [];
  const [first] = set?.name === "search_path" ? [...nodesOf(set.args, "sval")] : [];
  return typeof first?.sval === "string" && first.sval !== "" && first.sval !== "$user" ? first.sval : undefined;
}

export function renamedBy(statement: unknown, schema: string): Renamed | undefined {
  const rename = isTree(statement) ? statement.RenameStmt : undefined;
  const move = isTree(statement) ? statement.AlterObjectSchemaStmt : undefined;
  const tree = rename ?? move;
  if (!isTree(tree)) return undefined;
  if (tree.renameType === "OBJECT_SCHEMA") return { from: [String(tree.subname)], to: [String(tree.newname)] };
  const path = rangeVar(tree.relation, schema) ?? qualifiedName(tree.object, schema);
  if (path === undefined) return undefined;
  if (move !== undefined) return { from: path, to: [String(tree.newschema), ...path.slice(1)] };
  const isOfTable = tree.renameType === "OBJECT_COLUMN" || tree.renameType === "OBJECT_TABCONSTRAINT";
  const from = isOfTable ? [...path, String(tree.subname)] : path;
  return { from, to: [...from.slice(0, -1), String(tree.newname)] };
}

const ownNames = ["idxname", "trigname", "policy_name", "rulename"];
const qualified = ["funcname", "typeName", "domainname", "defnames", "conversion_name", "opclassname", "opfamilyname"];
const relations = ["view", "relation", "sequence", "typevar", "table"];
const ofDatabase = [
  "schemaname",
  "extname",
  "servername",
  "fdwname",
  "pubname",
  "subname",
  "plname",
  "amname",
  "trigname",
];

/** The names of what a statement is about, from the outermost. */
function pathOf(tree: Tree, schema: string): readonly string[] | undefined {
  const into = isTree(tree.into) ? tree.into.rel : undefined;
  const base = isTree(tree.base) ? tree.base.relation : undefined;
  const relation = [...relations.map((field) => tree[field]), into, base]
    .map((each) => rangeVar(each, schema))
    .find((each) => each !== undefined);
  const own = ownNames.map((field) => tree[field]).find((each) => typeof each === "string");
  if (relation !== undefined && Array.isArray(tree.indexParams))
    return [...relation, typeof own === "string" ? own : defaultName(relation, keysOf(tree.indexParams), "idx")];
  if (relation !== undefined) return typeof own === "string" ? [...relation, own] : relation;
  const name = qualified.map((field) => qualifiedName(tree[field], schema)).find((each) => each !== undefined);
  const global = ofDatabase.map((field) => tree[field]).find((each) => typeof each === "string");
  return name ?? (typeof global === "string" ? [global] : undefined);
}

function rangeVar(node: unknown, schema: string): readonly [string, string] | undefined {
  if (!isTree(node) || typeof node.relname !== "string") return undefined;
  return [typeof node.schemaname === "string" ? node.schemaname : schema, node.relname];
}

function qualifiedName(node: unknown, schema: string): readonly string[] | undefined {
  if (!Array.isArray(node)) return undefined;
  const names = textsOf(node);
  return names.length === 0 ? undefined : [names.at(-2) ?? schema, names.at(-1) ?? ""];
}

const textsOf = (node: unknown): string[] =>
  [...nodesOf(node, "String")].flatMap(({ sval }) => (typeof sval === "string" ? [sval] : []));

const list = (node: unknown): readonly unknown[] => (Array.isArray(node) ? node : []);

/** The columns and constraints that a statement gives to a table. */
function membersOf(tree: unknown, table: readonly string[]): Declared[] {
  const columns = [...nodesOf(tree, "ColumnDef")].filter(({ colname }) => typeof colname === "string");
  const ofColumns = columns.flatMap((column) => {
    const name = String(column.colname);
    const constraints = list(column.constraints).flatMap((each) => constraintOf(each, table, [name], column));
    return [...ofColumn(column, table, name), ...constraints];
  });
  const own = list(tree).length > 0 ? list(tree) : [...nodesOf(tree, "def")];
  return [...ofColumns, ...own.flatMap((each) => constraintOf(each, table, []))];
}

/** A column, and the sequence that comes with a serial one. */
function ofColumn(column: Tree, table: readonly string[], name: string): Declared[] {
  const at = positionOf(column);
  const type = textsOf(isTree(column.typeName) ? column.typeName.names : undefined).at(-1) ?? "";
  const sequence = [...table.slice(0, -1), defaultName(table, [name], "seq")];
  return [
    { node: "ColumnDef", path: [...table, name], ...at },
    ...(type.includes("serial") ? [{ node: "CreateSeqStmt", path: sequence, ...at }] : []),
  ];
}

const endings: Readonly<Record<string, string>> = {
  CONSTR_PRIMARY: "pkey",
  CONSTR_UNIQUE: "key",
  CONSTR_FOREIGN: "fkey",
  CONSTR_CHECK: "check",
  CONSTR_EXCLUSION: "excl",
};

/** @param ofColumn the column that it stands at */
function constraintOf(node: unknown, table: readonly string[], ofColumn: readonly string[], at?: Tree): Declared[] {
  const tree = isTree(node) && isTree(node.Constraint) ? node.Constraint : undefined;
  const ending = endings[String(tree?.contype)];
  if (tree === undefined || ending === undefined) return [];
  const keys = ["keys", "fk_attrs"].flatMap((field) => textsOf(tree[field]));
  const columns = ofColumn.length > 0 ? ofColumn : ending === "check" ? checkedColumn(tree) : keys;
  const own =
    typeof tree.conname === "string" ? tree.conname : defaultName(table, ending === "pkey" ? [] : columns, ending);
  return [{ node: "Constraint", path: [...table, own], ...positionOf(at ?? tree) }];
}

/** PostgreSQL names a check after its column where it has only one. */
function checkedColumn(tree: Tree): string[] {
  const names = new Set([...nodesOf(tree.raw_expr, "ColumnRef")].map((each) => textsOf(each.fields).at(-1) ?? ""));
  return names.size === 1 ? [...names] : [];
}

const keysOf = (params: unknown) => [...nodesOf(params, "IndexElem")].map(({ name }) => String(name ?? "expr"));

const defaultName = (table: readonly string[], columns: readonly string[], ending: string) =>
  [table.at(-1), ...columns, ending].join("_");

const positionOf = ({ location }: Tree): { readonly at?: number } =>
  typeof location === "number" ? { at: location } : {};

/** The last names of the types of what a call gives to a function. */
function argumentTypes(tree: Tree): readonly string[] {
  return [...nodesOf(tree.parameters, "FunctionParameter")]
    .filter(({ mode }) => mode !== "FUNC_PARAM_OUT" && mode !== "FUNC_PARAM_TABLE")
    .map(({ argType }) => {
      const type = isTree(argType) ? argType : {};
      return `${textsOf(type.names).at(-1)}${list(type.arrayBounds)
        .map(() => "[]")
        .join("")}`;
    });
}
