// The extensions without which emitted DDL can't be restored: SQLAlchemy names their types, functions and operator
// classes, and never the extension. Read from the parse tree. What is in doubt is not created: the restore says what lacks.

import { isTree, nodesOf, parseStatements, type Tree } from "../sql/parse.ts";

const words = (text: string) => text.split(" ");

/** By what each brings: names of types, functions, operator classes and access methods. */
const brings: Readonly<Record<string, readonly string[]>> = {
  citext: words("citext"),
  cube: words("cube"),
  fuzzystrmatch: words("levenshtein levenshtein_less_equal soundex difference metaphone dmetaphone daitch_mokotoff"),
  hstore: words("hstore gin_hstore_ops gist_hstore_ops hstore_to_json hstore_to_jsonb akeys avals"),
  intarray: words("gist__int_ops gist__intbig_ops gin__int_ops query_int"),
  isn: words("ean13 isbn isbn13 ismn ismn13 issn issn13 upc"),
  ltree: words("ltree lquery ltxtquery gist_ltree_ops gist__ltree_ops hash_ltree_ops subpath nlevel text2ltree"),
  pg_trgm: words("gin_trgm_ops gist_trgm_ops similarity word_similarity strict_word_similarity show_trgm"),
  pgcrypto: words("crypt gen_salt gen_random_bytes digest hmac pgp_sym_encrypt pgp_sym_decrypt armor dearmor"),
  postgis: words("geometry geography box2d box3d st_geomfromtext st_setsrid st_makepoint st_transform st_distance"),
  postgis_raster: words("raster"),
  seg: words("seg"),
  unaccent: words("unaccent"),
  "uuid-ossp": words("uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5 uuid_nil"),
  vector: words("vector halfvec sparsevec hnsw ivfflat vector_l2_ops vector_cosine_ops vector_ip_ops"),
  earthdistance: words("earth ll_to_earth earth_distance earth_box"),
  bloom: words("bloom"),
};

const extensionOf = new Map(
  Object.entries(brings).flatMap(([name, each]) => each.map((part) => [part, name] as const)),
);

/** Types that an index of this method takes only with the extension, and their aliases in a parse tree. */
const scalars = new Set(
  words(
    "int2 int4 int8 smallserial serial bigserial float4 float8 numeric text varchar bpchar bool date time timetz timestamp timestamptz interval uuid bytea",
  ),
);

/** @param statements emitted DDL. The parser must be loaded. */
export function extensionsNeeded(statements: readonly string[]): string[] {
  const trees = statements.map((sql) => parseStatements(sql));
  const own = namesDefined(trees);
  const used = [...namesUsed(trees)].filter((name) => !own.has(name)).map((name) => extensionOf.get(name));
  const created = new Set([...nodesOf(trees, "CreateExtensionStmt")].map(({ extname }) => String(extname)));
  const needed = new Set([...used, ...scalarIndexes(trees)].filter((name) => name !== undefined));
  return [...needed].filter((name) => !created.has(name)).sort();
}

/** A model's own enum, domain or function of that name. */
function namesDefined(trees: unknown): Set<string> {
  const types = ["CreateEnumStmt", "CreateDomainStmt", "CreateRangeStmt"];
  const names = types.flatMap((type) => [...nodesOf(trees, type)].map((node) => node.domainname ?? node.typeName));
  const functions = [...nodesOf(trees, "CreateFunctionStmt")].map(({ funcname }) => funcname);
  return new Set([...names, ...functions].map(lastOf));
}

function* namesUsed(trees: unknown): Generator<string> {
  // A column's or a cast's, and one in a list, as an argument's.
  for (const field of ["typeName", "TypeName"]) for (const { names } of nodesOf(trees, field)) yield lastOf(names);
  for (const { funcname } of nodesOf(trees, "FuncCall")) yield lastOf(funcname);
  for (const { opclass } of nodesOf(trees, "IndexElem")) yield lastOf(opclass);
  for (const { accessMethod } of nodesOf(trees, "IndexStmt")) yield String(accessMethod);
}

/** The last part of a qualified name. */
function lastOf(names: unknown): string {
  const last: unknown = Array.isArray(names) ? names.at(-1) : undefined;
  return isTree(last) && isTree(last.String) ? String(last.String.sval) : "";
}

/** PostgreSQL's own GIN and GiST take no plain numbers or texts. */
function* scalarIndexes(trees: unknown): Generator<string> {
  const columns = columnTypes(trees);
  for (const statement of nodesOf(trees, "IndexStmt")) {
    const { accessMethod: method, relation } = statement;
    if (method === "gin" || method === "gist") {
      if (hasScalar(statement, columns.get(tableName(relation)))) yield `btree_${method}`;
    }
  }
  for (const table of nodesOf(trees, "CreateStmt")) {
    for (const constraint of nodesOf(table.tableElts, "Constraint")) {
      const isGist = constraint.contype === "CONSTR_EXCLUSION" && constraint.access_method === "gist";
      if (isGist && hasScalar(constraint.exclusions, columns.get(tableName(table.relation)))) yield "btree_gist";
    }
  }
}

function hasScalar(keys: unknown, types: ReadonlyMap<string, string> | undefined): boolean {
  const plain = [...nodesOf(keys, "IndexElem")].filter(({ opclass }) => opclass === undefined);
  return plain.some(({ name }) => typeof name === "string" && scalars.has(types?.get(name) ?? ""));
}

/** Of each table that is created, the types of its columns. An array is no scalar. */
function columnTypes(trees: unknown): Map<string, Map<string, string>> {
  const tables = [...nodesOf(trees, "CreateStmt")];
  return new Map(
    tables.map(({ relation, tableElts }) => [
      tableName(relation),
      new Map([...nodesOf(tableElts, "ColumnDef")].map((column) => [String(column.colname), typeName(column)])),
    ]),
  );
}

function typeName({ typeName: type }: Tree): string {
  return isTree(type) && type.arrayBounds === undefined ? lastOf(type.names) : "";
}

function tableName(relation: unknown): string {
  return isTree(relation) ? `${String(relation.schemaname ?? "")}.${String(relation.relname)}` : "";
}
