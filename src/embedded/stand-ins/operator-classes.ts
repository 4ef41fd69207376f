// Operator classes of stand-ins, in each access method: an index is made, rows and all, and nothing is ever found by it.

import { alwaysQuoted } from "../../catalog/object-id.ts";
import { keyType, type Made } from "./sql.ts";

export interface OperatorClass {
  readonly method: string;
  readonly type: string;
  readonly name: string;
  readonly isDefault: boolean;
  /** Operators, each after its strategy number: `3 &&`. */
  readonly members: readonly string[];
}

export function operatorClass({ method, type, name, isDefault, members }: OperatorClass, home = ""): Made[] {
  const own = (what: string) => home + alwaysQuoted(`${what} of ${method} ${name}`);
  const { helpers = [], items } = (supports[method] ?? gist)(type, own);
  const operators = members.map((each) => `OPERATOR ${each}`);
  const named = `${home}${alwaysQuoted(name)}`;
  const standard = isDefault ? " DEFAULT" : "";
  const using = `USING ${alwaysQuoted(method)}`;
  return [
    ...helpers,
    { sql: `CREATE OPERATOR FAMILY ${named} ${using}`, member: `OPERATOR FAMILY ${named} ${using}` },
    {
      sql: `CREATE OPERATOR CLASS ${named}${standard} FOR TYPE ${type} ${using} FAMILY ${named} AS ${[...operators, ...items].join(", ")}`,
      member: `OPERATOR CLASS ${named} ${using}`,
    },
  ];
}

interface Support {
  /** Functions that it needs. */
  readonly helpers?: readonly Made[];
  readonly items: readonly string[];
}

const numbered = (functions: Readonly<Record<number, string>>) =>
  Object.entries(functions).map(([number, name]) => `FUNCTION ${number} ${name}`);

type Supporting = (type: string, own: (what: string) => string) => Support;

/** Whatever the key is, its first bytes are taken for a point, and the index keeps boxes. */
const gist: Supporting = (_, own) => ({
  helpers: keyType(own("key")),
  items: [
    ...numbered({
      1: "pg_catalog.gist_point_consistent(internal, point, smallint, oid, internal)",
      2: "pg_catalog.gist_box_union(internal, internal)",
      3: "pg_catalog.gist_point_compress(internal)",
      5: "pg_catalog.gist_box_penalty(internal, internal, internal)",
      6: "pg_catalog.gist_box_picksplit(internal, internal)",
      7: "pg_catalog.gist_box_same(box, box, internal)",
    }),
    `STORAGE ${own("key")}`,
  ],
});

const helper = (signature: string, code: string): Made => ({
  sql: `CREATE FUNCTION ${signature} RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS '${code}'`,
  member: `FUNCTION ${signature}`,
});

const three = "internal, internal, internal";

const supports: Readonly<Record<string, Supporting>> = {
  btree: (type, own) => ({
    helpers: [helper(`${own("order")}(${type}, ${type})`, "byteacmp")],
    items: numbered({ 1: `${own("order")}(${type}, ${type})` }),
  }),
  hash: (type, own) => ({
    helpers: [helper(`${own("hash")}(${type})`, "hashvarlena")],
    items: numbered({ 1: `${own("hash")}(${type})` }),
  }),
  brin: () => ({
    items: numbered({
      1: "pg_catalog.brin_minmax_opcinfo(internal)",
      2: `pg_catalog.brin_minmax_add_value(${three}, internal)`,
      3: `pg_catalog.brin_minmax_consistent(${three})`,
      4: `pg_catalog.brin_minmax_union(${three})`,
    }),
  }),
  spgist: () => ({
    items: numbered({
      1: "pg_catalog.spg_text_config(internal, internal)",
      2: "pg_catalog.spg_text_choose(internal, internal)",
      3: "pg_catalog.spg_text_picksplit(internal, internal)",
      4: "pg_catalog.spg_text_inner_consistent(internal, internal)",
      5: "pg_catalog.spg_text_leaf_consistent(internal, internal)",
    }),
  }),
  gin: () => ({
    items: numbered({
      1: "pg_catalog.bttextcmp(text, text)",
      2: `pg_catalog.ginarrayextract(anyarray, internal, internal)`,
      3: `pg_catalog.ginqueryarrayextract(anyarray, internal, smallint, ${three}, internal)`,
      4: `pg_catalog.ginarrayconsistent(internal, smallint, anyarray, integer, ${three}, internal)`,
    }),
  }),
};
