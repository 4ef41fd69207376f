// Base types, operators with their classes and families, casts and transforms.

import type { Expected, Mutation } from "./mutation.ts";
import { accessMutations } from "./privileges.ts";

const lotOptions = {
  INPUT: "lot_in",
  OUTPUT: "lot_out",
  RECEIVE: "lot_recv",
  SEND: "lot_send",
  INTERNALLENGTH: "4",
  PASSEDBYVALUE: "true",
};

/** Its functions name the type, and are made anew with it. */
const lot = (options: Readonly<Record<string, string>>, expect: readonly string[], before = ""): Mutation => ({
  name: `a base type: ${JSON.stringify(options)}`,
  sql: `DROP TYPE lot CASCADE; CREATE TYPE lot;
    CREATE FUNCTION lot_in(cstring) RETURNS lot LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
    CREATE FUNCTION lot_out(lot) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
    CREATE FUNCTION lot_recv(internal) RETURNS lot LANGUAGE internal IMMUTABLE STRICT AS 'int4recv';
    CREATE FUNCTION lot_send(lot) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'int4send';
    ${before};
    CREATE TYPE lot (${Object.entries({ ...lotOptions, ...options })
      .map(([name, value]) => `${name} = ${value}`)
      .join(", ")});
    COMMENT ON TYPE lot IS 'Of goods'`,
  expect: expect.map(
    (each): Expected => (each.includes(":") ? (each as Expected) : `changed base type:public.lot ${each}`),
  ),
});

const lotSet = (attribute: string, setting: string): Mutation => ({
  name: `a base type is altered: ${setting}`,
  sql: `ALTER TYPE lot SET (${setting})`,
  expect: [`changed base type:public.lot ${attribute}`],
});

const lotFunction = (name: string, symbol: string, signature: string, returns: string) =>
  `CREATE FUNCTION ${name}(${signature}) RETURNS ${returns} LANGUAGE internal IMMUTABLE STRICT AS '${symbol}'`;

export const baseTypeMutations: readonly Mutation[] = [
  ...accessMutations({ sql: "TYPE lot", id: "base type:public.lot" }),
  ...accessMutations({ sql: "TYPE pallet", id: "base type:public.pallet" }).slice(0, 1),
  lot(
    { INPUT: "lot_read" },
    ["input", "unexpected function:public.lot_read(cstring)"],
    lotFunction("lot_read", "int4in", "cstring", "lot"),
  ),
  lot(
    { OUTPUT: "lot_print" },
    ["output", "unexpected function:public.lot_print(public.lot)"],
    lotFunction("lot_print", "int4out", "lot", "cstring"),
  ),
  lotSet("receive", "RECEIVE = NONE"),
  lotSet("send", "SEND = NONE"),
  lotSet("typmodIn", "TYPMOD_IN = varchartypmodin"),
  lotSet("typmodOut", "TYPMOD_OUT = varchartypmodout"),
  lotSet("analyze", "ANALYZE = ts_typanalyze"),
  lot({ SUBSCRIPT: "jsonb_subscript_handler" }, ["subscript"]),
  lot({ ELEMENT: "smallint", SUBSCRIPT: "raw_array_subscript_handler" }, ["element", "subscript"]),
  lot({ INTERNALLENGTH: "2", ALIGNMENT: "int2" }, ["alignment", "internalLength"]),
  lot({ INTERNALLENGTH: "VARIABLE", PASSEDBYVALUE: "false" }, ["internalLength", "passedByValue"]),
  lot({ PASSEDBYVALUE: "false" }, ["passedByValue"]),
  lot({ PASSEDBYVALUE: "false", ALIGNMENT: "double" }, ["alignment", "passedByValue"]),
  lot({ CATEGORY: "'N'" }, ["category"]),
  lot({ PREFERRED: "true" }, ["preferred"]),
  lot({ DEFAULT: "'7'" }, ["default"]),
  lot({ DELIMITER: "';'" }, ["delimiter"]),
  lot({ COLLATABLE: "true" }, ["collatable"]),
  ...["main", "external"].map(
    (storage): Mutation => ({
      name: `a base type is stored ${storage}`,
      sql: `ALTER TYPE memo SET (STORAGE = ${storage})`,
      expect: ["changed base type:public.memo storage"],
    }),
  ),
  {
    name: "a base type's comment changes",
    sql: "COMMENT ON TYPE lot IS 'Of things'",
    expect: ["changed base type:public.lot comment"],
  },
  {
    name: "a base type is only announced",
    sql: `DROP TYPE memo CASCADE; CREATE TYPE memo;
      CREATE FUNCTION memo_in(cstring) RETURNS memo LANGUAGE internal IMMUTABLE STRICT AS 'textin';
      CREATE FUNCTION memo_out(memo) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout'`,
    expect: ["input", "internalLength", "output", "alignment", "storage", "shell"].map(
      (attribute): Expected => `changed base type:public.memo ${attribute}`,
    ),
  },
  {
    name: "a base type is dropped, and its functions with it",
    sql: "DROP TYPE memo CASCADE",
    expect: [
      "missing base type:public.memo",
      "missing function:public.memo_in(cstring)",
      "missing function:public.memo_out(public.memo)",
    ],
  },
  { name: "an announced type is dropped", sql: "DROP TYPE pallet", expect: ["missing base type:public.pallet"] },
  { name: "a type is announced", sql: "CREATE TYPE crate", expect: ["unexpected base type:public.crate"] },
];

const same = 'operator:public."==="(public.folio, public.folio)';
const sameOptions = "RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES";

const operatorAgain = (definition: string, ...expect: readonly string[]): Mutation => ({
  name: `an operator becomes ${definition}`,
  sql: `DROP OPERATOR === (folio, folio); CREATE OPERATOR === (LEFTARG = folio, RIGHTARG = folio, ${definition});
    COMMENT ON OPERATOR === (folio, folio) IS 'On the same page'`,
  expect: expect.map((each): Expected => (each.includes(":") ? (each as Expected) : `changed ${same} ${each}`)),
});

/** Its negator has it no more when it is dropped, and has it again when it is made with one. */
const full = (options: string) => `FUNCTION = folio_same, COMMUTATOR = ===, NEGATOR = !==, ${options}`;

const folioClass = (definition: string, ...attributes: readonly string[]): Mutation => ({
  name: `an operator class becomes ${definition}`,
  sql: `DROP OPERATOR CLASS folio_ops USING btree; CREATE OPERATOR CLASS folio_ops ${definition};
    COMMENT ON OPERATOR CLASS folio_ops USING btree IS 'By page'`,
  expect: attributes.map(
    (each): Expected =>
      each.includes(":") ? (each as Expected) : `changed operator class:public.folio_ops(btree) ${each}`,
  ),
});
const folioMembers = "OPERATOR 1 <|, OPERATOR 3 =|, FUNCTION 1 folio_order(folio, folio)";

const numbers = (attribute: string, action: string): Mutation => ({
  name: `an operator family: ${action}`,
  sql: `ALTER OPERATOR FAMILY numbers USING btree ${action}`,
  expect: [`changed operator family:public.numbers(btree) ${attribute}`],
});

export const operatorMutations: readonly Mutation[] = [
  ...accessMutations({ sql: "OPERATOR === (folio, folio)", id: same }).slice(0, 1),
  ...accessMutations({ sql: "OPERATOR CLASS near USING gist", id: "operator class:public.near(gist)" }).slice(0, 1),
  ...accessMutations({ sql: "OPERATOR FAMILY near USING gist", id: "operator family:public.near(gist)" }).slice(0, 1),
  operatorAgain(full(sameOptions).replace("folio_same", "folio_before"), "function"),
  operatorAgain(`FUNCTION = folio_same, NEGATOR = !==, ${sameOptions}`, "commutator"),
  operatorAgain(
    `FUNCTION = folio_same, COMMUTATOR = ===, ${sameOptions}`,
    "negator",
    'changed operator:public."!=="(public.folio, public.folio) negator',
  ),
  operatorAgain(full("JOIN = eqjoinsel, HASHES, MERGES"), "restrict"),
  operatorAgain(full("RESTRICT = neqsel, JOIN = eqjoinsel, HASHES, MERGES"), "restrict"),
  operatorAgain(full("RESTRICT = eqsel, HASHES, MERGES"), "join"),
  operatorAgain(full("RESTRICT = eqsel, JOIN = eqjoinsel, MERGES"), "hashes"),
  operatorAgain(full("RESTRICT = eqsel, JOIN = eqjoinsel, HASHES"), "merges"),
  {
    name: "an operator's comment changes",
    sql: "COMMENT ON OPERATOR === (folio, folio) IS NULL",
    expect: [`changed ${same} comment`],
  },
  {
    name: "a prefix operator is dropped",
    sql: "DROP OPERATOR !~ (NONE, folio)",
    expect: ['missing operator:public."!~"(NONE, public.folio)'],
  },
  {
    name: "an operator is added",
    sql: "CREATE OPERATOR |> (FUNCTION = folio_before, LEFTARG = folio, RIGHTARG = folio, COMMUTATOR = |<)",
    expect: ['unexpected operator:public."|>"(public.folio, public.folio)'],
  },

  folioClass(`FOR TYPE folio USING btree AS ${folioMembers}`, "default"),
  folioClass(`DEFAULT FOR TYPE folio USING btree AS OPERATOR 1 <|, FUNCTION 1 folio_order(folio, folio)`, "operators"),
  folioClass(
    "DEFAULT FOR TYPE folio USING btree AS OPERATOR 1 =|, OPERATOR 3 <|, FUNCTION 1 folio_order(folio, folio)",
    "operators",
  ),
  folioClass(
    "DEFAULT FOR TYPE folio USING btree AS OPERATOR 1 <|, OPERATOR 3 =|, FUNCTION 1 btint4cmp(integer, integer)",
    "functions",
    // What is not for the class's own type is its family's.
    "changed operator family:public.folio_ops(btree) functions",
  ),
  folioClass(`DEFAULT FOR TYPE folio USING btree FAMILY numbers AS ${folioMembers}`, "family"),
  folioClass(
    "DEFAULT FOR TYPE place USING btree AS OPERATOR 1 <(record, record), FUNCTION 1 (place, place) btrecordcmp(record, record)",
    "functions",
    "operators",
    "type",
    "changed operator family:public.folio_ops(btree) operators",
  ),
  {
    name: "an operator class orders with another function",
    sql: `CREATE FUNCTION folio_turned(folio, folio) RETURNS integer LANGUAGE sql IMMUTABLE RETURN folio_order($2, $1);
      DROP OPERATOR CLASS folio_ops USING btree; CREATE OPERATOR CLASS folio_ops DEFAULT FOR TYPE folio USING btree AS
        OPERATOR 1 <|, OPERATOR 3 =|, FUNCTION 1 folio_turned(folio, folio);
      COMMENT ON OPERATOR CLASS folio_ops USING btree IS 'By page'`,
    expect: [
      "changed operator class:public.folio_ops(btree) functions",
      "unexpected function:public.folio_turned(public.folio, public.folio)",
    ],
  },
  {
    name: "an operator class of gist stores another type",
    sql: `DROP OPERATOR CLASS near USING gist; CREATE OPERATOR CLASS near FOR TYPE point USING gist AS
      FUNCTION 1 gist_point_consistent(internal, point, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal),
      FUNCTION 5 gist_box_penalty(internal, internal, internal), FUNCTION 6 gist_box_picksplit(internal, internal),
      FUNCTION 7 gist_box_same(box, box, internal)`,
    expect: ["changed operator class:public.near(gist) storage"],
  },
  {
    name: "an operator class's comment changes",
    sql: "COMMENT ON OPERATOR CLASS folio_ops USING btree IS 'By volume'",
    expect: ["changed operator class:public.folio_ops(btree) comment"],
  },
  {
    name: "an operator class is dropped, and its family stays",
    sql: "DROP OPERATOR CLASS folio_ops USING btree",
    expect: ["missing operator class:public.folio_ops(btree)"],
  },
  {
    name: "an operator family is dropped, and its classes with it",
    sql: "DROP OPERATOR FAMILY folio_ops USING btree CASCADE",
    expect: ["missing operator family:public.folio_ops(btree)"],
  },
  {
    name: "an operator class is added to a family",
    sql: "CREATE OPERATOR CLASS few FOR TYPE smallint USING btree FAMILY numbers AS OPERATOR 1 <, FUNCTION 1 btint2cmp(smallint, smallint)",
    expect: ["unexpected operator class:public.few(btree)"],
  },
  {
    name: "an operator class is added with a family, of a name that another method has",
    sql: "CREATE OPERATOR CLASS folio_ops FOR TYPE integer USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(integer)",
    expect: ["unexpected operator family:public.folio_ops(hash)"],
  },
  numbers("operators", "DROP OPERATOR 1 (integer, bigint)"),
  numbers("operators", "ADD OPERATOR 2 <= (integer, bigint)"),
  numbers("functions", "DROP FUNCTION 1 (integer, bigint)"),
  numbers("functions", "ADD FUNCTION 1 (bigint, integer) btint84cmp(bigint, integer)"),
  {
    name: "the operators of a gist class, which are its family's, order otherwise",
    sql: `ALTER OPERATOR FAMILY near USING gist DROP OPERATOR 15 (point, point);
      ALTER OPERATOR FAMILY near USING gist ADD OPERATOR 15 <-> (point, point) FOR ORDER BY numeric_ops`,
    expect: ["changed operator family:public.near(gist) operators"],
  },
  {
    name: "an operator family's comment changes",
    sql: "COMMENT ON OPERATOR FAMILY numbers USING btree IS NULL",
    expect: ["changed operator family:public.numbers(btree) comment"],
  },
  {
    name: "an operator family is added",
    sql: "CREATE OPERATOR FAMILY numbers USING hash",
    expect: ["unexpected operator family:public.numbers(hash)"],
  },
];

const castAgain = (definition: string, ...attributes: readonly string[]): Mutation => ({
  name: `a cast becomes ${definition}`,
  sql: `DROP CAST (folio AS integer); CREATE CAST (folio AS integer) ${definition}`,
  expect: attributes.map((attribute): Expected => `changed cast:public.folio(AS integer) ${attribute}`),
});

const transformAgain = (definition: string, attribute: string): Mutation => ({
  name: `a transform becomes ${definition}`,
  sql: `CREATE OR REPLACE TRANSFORM FOR folio LANGUAGE plshop (${definition})`,
  expect: [`changed transform:public.folio(LANGUAGE plshop) ${attribute}` as Expected],
});

export const castMutations: readonly Mutation[] = [
  castAgain("WITH INOUT AS ASSIGNMENT", "function", "method"),
  castAgain("WITH FUNCTION folio_page(folio)", "context"),
  castAgain("WITH FUNCTION folio_page(folio) AS IMPLICIT", "context"),
  {
    name: "a cast calls another function",
    sql: `CREATE FUNCTION folio_volume(folio) RETURNS integer LANGUAGE sql RETURN $1.volume;
      DROP CAST (folio AS integer); CREATE CAST (folio AS integer) WITH FUNCTION folio_volume(folio) AS ASSIGNMENT`,
    expect: ["changed cast:public.folio(AS integer) function", "unexpected function:public.folio_volume(public.folio)"],
  },
  {
    name: "a cast's comment changes",
    sql: "COMMENT ON CAST (integer AS folio) IS 'Of the last volume'",
    expect: ["changed cast:public.folio(FROM integer) comment"],
  },
  {
    name: "a cast is dropped",
    sql: "DROP CAST (integer AS folio)",
    expect: ["missing cast:public.folio(FROM integer)"],
  },
  {
    name: "a cast is added",
    sql: "CREATE CAST (folio AS text) WITH INOUT",
    expect: ["unexpected cast:public.folio(AS text)"],
  },
  {
    name: "a cast between PostgreSQL's own types is added",
    sql: "CREATE CAST (date AS text) WITH INOUT AS IMPLICIT",
    expect: ["unexpected cast:pg_catalog.date(AS text)"],
  },
  transformAgain("TO SQL WITH FUNCTION folio_to_sql(internal)", "fromSql"),
  transformAgain("FROM SQL WITH FUNCTION folio_from_sql(internal)", "toSql"),
  {
    name: "a transform's comment changes",
    sql: "COMMENT ON TRANSFORM FOR folio LANGUAGE plshop IS NULL",
    expect: ["changed transform:public.folio(LANGUAGE plshop) comment"],
  },
  {
    name: "a transform is dropped",
    sql: "DROP TRANSFORM FOR folio LANGUAGE plshop",
    expect: ["missing transform:public.folio(LANGUAGE plshop)"],
  },
  {
    name: "a transform is added",
    sql: "CREATE TRANSFORM FOR integer LANGUAGE plshop (FROM SQL WITH FUNCTION folio_from_sql(internal))",
    expect: ["unexpected transform:pg_catalog.int4(LANGUAGE plshop)"],
  },
];
