// Casts, operators and their classes, collations, conversions, languages, transforms, access methods.

import { commented, dropped, moved, mutationsOf, renamed } from "./mutation.ts";

export const operatorMutations = [
  ...mutationsOf("cast", [
    {
      name: "create with inout",
      sql: (_, { oneOf }) =>
        `CREATE CAST (${oneOf(["app.mood", "app.size", "app.unused"])} AS ${oneOf(["app.mood", "app.size", "integer", "app.amount"])}) WITH INOUT ${oneOf(["", "AS ASSIGNMENT", "AS IMPLICIT"])}`,
    },
    {
      name: "create with a function",
      sql: (_, { oneOf }) =>
        `CREATE CAST (app.amount AS text) WITH FUNCTION app.amount_text(app.amount) ${oneOf(["", "AS ASSIGNMENT", "AS IMPLICIT"])}`,
    },
    {
      name: "create without a function",
      sql: (_, { oneOf }) =>
        `CREATE CAST (${oneOf(["text AS app.code", "app.code AS text"])}) WITHOUT FUNCTION ${oneOf(["", "AS ASSIGNMENT"])}`,
    },
    {
      name: "other context",
      sql: (_, { oneOf }) =>
        `DROP CAST (app.mood AS text); CREATE CAST (app.mood AS text) WITH FUNCTION app.mood_text(app.mood) ${oneOf(["", "AS ASSIGNMENT", "AS IMPLICIT"])}`,
    },
    {
      name: "other method",
      sql: () => "DROP CAST (app.mood AS text); CREATE CAST (app.mood AS text) WITH INOUT AS ASSIGNMENT",
    },
    commented("CAST", "cast"),
    dropped("CAST", "cast"),
  ]),
  ...mutationsOf("operator", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { oneOf }) =>
        `CREATE OPERATOR ${it}.${oneOf(["===", "~~~", "<#>", "@-@", "!==!"])} (LEFTARG = ${oneOf(["app.place", "app.place"])}, RIGHTARG = app.place, FUNCTION = app.place_same ${oneOf(["", ", RESTRICT = eqsel", ", JOIN = eqjoinsel", ", HASHES", ", MERGES", ", NEGATOR = OPERATOR(app.!!)", ", COMMUTATOR = OPERATOR(app.@@@)"])})`,
    },
    {
      name: "create a prefix",
      on: "schema",
      sql: ({ it }, { oneOf }) =>
        `CREATE OPERATOR ${it}.${oneOf(["!!!", "@#@"])} (RIGHTARG = app.mood, FUNCTION = app.mood_text)`,
    },
    {
      name: "restrict",
      on: "operator",
      sql: ({ it }, { oneOf }) => `ALTER OPERATOR ${it} SET (RESTRICT = ${oneOf(["eqsel", "neqsel", "NONE"])})`,
    },
    {
      name: "join",
      on: "operator",
      sql: ({ it }, { oneOf }) => `ALTER OPERATOR ${it} SET (JOIN = ${oneOf(["eqjoinsel", "neqjoinsel", "NONE"])})`,
    },
    {
      name: "hashes",
      on: "operator",
      since: 17,
      sql: ({ it }, { oneOf }) => `ALTER OPERATOR ${it} SET (${oneOf(["HASHES", "MERGES"])})`,
    },
    moved("OPERATOR", "operator"),
    commented("OPERATOR", "operator"),
    dropped("OPERATOR", "operator"),
  ]),
  ...mutationsOf("operator class", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE OPERATOR CLASS ${it}.${newName()} FOR TYPE integer USING ${oneOf(["btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer)", "hash AS OPERATOR 1 =, FUNCTION 1 hashint4(integer)", "btree FAMILY app.numbers AS OPERATOR 1 <, FUNCTION 1 btint4cmp(integer, integer)", "btree AS FUNCTION 1 btint4cmp(integer, integer), FUNCTION 2 btint4sortsupport(internal)"])}`,
    },
    {
      name: "create a default",
      sql: (_, { newName, oneOf }) =>
        `CREATE OPERATOR CLASS app.${newName()} ${oneOf(["DEFAULT", ""])} FOR TYPE app.place USING hash AS OPERATOR 1 app.===(app.place, app.place)`,
    },
    {
      name: "stored as another type",
      sql: (_, { newName }) =>
        `CREATE OPERATOR CLASS app.${newName()} FOR TYPE point USING gist AS OPERATOR 1 <<, STORAGE box`,
    },
    {
      name: "rename",
      on: "operator class",
      sql: ({ it, method }, { newName }) => `ALTER OPERATOR CLASS ${it} USING ${method} RENAME TO ${newName()}`,
    },
    {
      name: "move",
      on: "operator class",
      sql: ({ it, method }, { oneOf }) =>
        `ALTER OPERATOR CLASS ${it} USING ${method} SET SCHEMA ${oneOf(["attic", "public"])}`,
    },
    {
      name: "comment",
      on: "operator class",
      sql: ({ it, method }, { newName }) => `COMMENT ON OPERATOR CLASS ${it} USING ${method} IS $$${newName()}$$`,
    },
    {
      name: "drop",
      on: "operator class",
      sql: ({ it, method }) => `DROP OPERATOR CLASS ${it} USING ${method} CASCADE`,
    },
  ]),
  ...mutationsOf("operator family", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE OPERATOR FAMILY ${it}.${newName()} USING ${oneOf(["btree", "hash", "gist"])}`,
    },
    {
      name: "add",
      on: "operator family",
      sql: ({ it, method }, { oneOf }) =>
        `ALTER OPERATOR FAMILY ${it} USING ${method} ADD ${oneOf(["OPERATOR 1 <(smallint, bigint)", "FUNCTION 1 (smallint, bigint) btint28cmp(smallint, bigint)", "OPERATOR 1 =(integer, bigint)", "OPERATOR 3 =(integer, integer)", "FUNCTION 2 (smallint, smallint) btint2sortsupport(internal)"])}`,
    },
    {
      name: "drop from",
      on: "operator family",
      sql: ({ it, method }, { oneOf }) =>
        `ALTER OPERATOR FAMILY ${it} USING ${method} DROP ${oneOf(["OPERATOR 1 (smallint, bigint)", "FUNCTION 1 (smallint, bigint)", "OPERATOR 3 (integer, integer)"])}`,
    },
    {
      name: "rename",
      on: "operator family",
      sql: ({ it, method }, { newName }) => `ALTER OPERATOR FAMILY ${it} USING ${method} RENAME TO ${newName()}`,
    },
    {
      name: "comment",
      on: "operator family",
      sql: ({ it, method }, { newName }) => `COMMENT ON OPERATOR FAMILY ${it} USING ${method} IS $$${newName()}$$`,
    },
    { name: "drop", on: "operator family", sql: ({ it, method }) => `DROP OPERATOR FAMILY ${it} USING ${method}` },
  ]),
  ...mutationsOf("collation", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE COLLATION ${it}.${newName()} (${oneOf(["PROVIDER = icu, LOCALE = 'fr'", "PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false", "LC_COLLATE = 'C', LC_CTYPE = 'POSIX'", "LOCALE = 'C'"])})`,
    },
    {
      name: "create with rules",
      on: "schema",
      since: 16,
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE COLLATION ${it}.${newName()} (PROVIDER = icu, LOCALE = 'de', RULES = '${oneOf(["&V << w <<< W", "&a < b"])}')`,
    },
    {
      name: "create built in",
      on: "schema",
      since: 17,
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE COLLATION ${it}.${newName()} (PROVIDER = builtin, LOCALE = '${oneOf(["C", "C.UTF-8"])}')`,
    },
    { name: "refresh version", on: "collation", sql: ({ it }) => `ALTER COLLATION ${it} REFRESH VERSION` },
    renamed("COLLATION", "collation"),
    moved("COLLATION", "collation"),
    commented("COLLATION", "collation"),
    dropped("COLLATION", "collation", "CASCADE"),
  ]),
  ...mutationsOf("conversion", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE ${oneOf(["", "DEFAULT"])} CONVERSION ${it}.${newName()} FOR ${oneOf(["'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8", "'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1", "'KOI8R' TO 'UTF8' FROM koi8r_to_utf8"])}`,
    },
    renamed("CONVERSION", "conversion"),
    moved("CONVERSION", "conversion"),
    commented("CONVERSION", "conversion"),
    dropped("CONVERSION", "conversion"),
  ]),
  ...mutationsOf("language", [
    {
      name: "create",
      sql: (_, { newName, oneOf }) =>
        `CREATE ${oneOf(["", "TRUSTED"])} LANGUAGE ${newName()} HANDLER app.handle ${oneOf(["", "INLINE app.inline", "VALIDATOR app.valid"])}`,
    },
    {
      name: "replace",
      on: "language",
      sql: ({ it }, { oneOf }) =>
        `CREATE OR REPLACE ${oneOf(["", "TRUSTED"])} LANGUAGE ${it} HANDLER app.handle ${oneOf(["", "INLINE app.inline"])}`,
    },
    renamed("LANGUAGE", "language"),
    commented("LANGUAGE", "language"),
    dropped("LANGUAGE", "language", "CASCADE"),
  ]),
  ...mutationsOf("transform", [
    {
      name: "create",
      sql: (_, { oneOf }) =>
        `CREATE TRANSFORM FOR ${oneOf(["bigint", "text", "app.mood", "smallint"])} LANGUAGE ${oneOf(["sql", "plpgsql", "plmade"])} (${oneOf(["FROM SQL WITH FUNCTION prsd_lextype(internal)", "FROM SQL WITH FUNCTION prsd_end(internal)"])})`,
    },
    {
      name: "replace",
      sql: (_, { oneOf }) =>
        `CREATE OR REPLACE TRANSFORM FOR integer LANGUAGE sql (${oneOf(["FROM SQL WITH FUNCTION prsd_lextype(internal)", "TO SQL WITH FUNCTION int4recv(internal)", "FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal)"])})`,
    },
    commented("TRANSFORM", "transform"),
    dropped("TRANSFORM", "transform", "CASCADE"),
  ]),
  ...mutationsOf("access method", [
    {
      name: "create",
      sql: (_, { newName, oneOf }) =>
        `CREATE ACCESS METHOD ${newName()} TYPE ${oneOf(["TABLE HANDLER heap_tableam_handler", "INDEX HANDLER bthandler", "INDEX HANDLER hashhandler"])}`,
    },
    {
      name: "recreate",
      sql: (_, { oneOf }) =>
        `DROP ACCESS METHOD btree_too CASCADE; CREATE ACCESS METHOD btree_too TYPE ${oneOf(["INDEX HANDLER bthandler", "INDEX HANDLER hashhandler"])}`,
    },
    commented("ACCESS METHOD", "access method"),
    dropped("ACCESS METHOD", "access method"),
  ]),
];
