// Text search, collations and conversions.

import type { Expected, Mutation } from "./mutation.ts";
import { accessMutations } from "./privileges.ts";

const again = (
  sql: string,
  id: string,
  definition: string,
  comment: string,
  attributes: readonly string[],
): Mutation => ({
  name: `${id} becomes ${definition}`,
  sql: `DROP ${sql}; CREATE ${sql} ${definition}; COMMENT ON ${sql} IS '${comment}'`,
  expect: attributes.map((attribute) => `changed ${id} ${attribute}` as Expected),
});

const german = (definition: string, ...attributes: string[]) =>
  again("COLLATION german", "collation:public.german", definition, "As in a dictionary", attributes);

const bytewise = (attribute: string, definition: string): Mutation => ({
  name: `a collation becomes ${definition}`,
  sql: `DROP COLLATION bytewise; CREATE COLLATION bytewise ${definition}`,
  expect: [`changed collation:public.bytewise ${attribute}`],
});

const western = (what: string, definition: string, ...attributes: string[]): Mutation => ({
  name: `a conversion becomes ${what} ${definition}`,
  sql: `DROP CONVERSION western; CREATE ${what} western ${definition}; COMMENT ON CONVERSION western IS 'Of old letters'`,
  expect: attributes.map((attribute): Expected => `changed conversion:public.western ${attribute}`),
});

export const collationMutations: readonly Mutation[] = [
  ...accessMutations({ sql: "COLLATION german", id: "collation:public.german" }).slice(0, 1),
  ...accessMutations({ sql: "CONVERSION western", id: "conversion:public.western" }).slice(0, 1),
  german("(PROVIDER = icu, LOCALE = 'de-AT')", "locale"),
  german("(PROVIDER = icu, LOCALE = 'de-u-co-phonebk')", "locale"),
  german("(PROVIDER = icu, LOCALE = 'de', DETERMINISTIC = false)", "nondeterministic"),
  { ...german("(PROVIDER = icu, LOCALE = 'de', RULES = '&a < g')", "rules"), since: 16 },
  german("(PROVIDER = libc, LOCALE = 'C')", "lcCollate", "lcCtype", "locale", "provider"),
  { ...german("(PROVIDER = builtin, LOCALE = 'C')", "locale", "provider"), since: 17 },
  bytewise("lcCollate", "(LC_COLLATE = 'POSIX', LC_CTYPE = 'POSIX')"),
  bytewise("lcCtype", "(LC_COLLATE = 'C', LC_CTYPE = 'C')"),
  {
    name: "a collation's comment changes",
    sql: "COMMENT ON COLLATION german IS 'As in a telephone book'",
    expect: ["changed collation:public.german comment"],
  },
  { name: "a collation is dropped", sql: "DROP COLLATION bytewise", expect: ["missing collation:public.bytewise"] },
  {
    name: "a collation is added",
    sql: 'CREATE COLLATION copied FROM "C"',
    expect: ["unexpected collation:public.copied"],
  },
  western("CONVERSION", "FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8", "default"),
  // Other pairs of encodings are in libraries that PGlite does not survive loading.
  western("DEFAULT CONVERSION", "FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1", "from", "function", "to"),
  {
    name: "a conversion's comment changes",
    sql: "COMMENT ON CONVERSION western IS NULL",
    expect: ["changed conversion:public.western comment"],
  },
  { name: "a conversion is dropped", sql: "DROP CONVERSION western", expect: ["missing conversion:public.western"] },
  {
    name: "a conversion is added",
    sql: "CREATE CONVERSION latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8",
    expect: ["unexpected conversion:public.latin"],
  },
];

const parserFunctions = {
  START: ["prsd_start", "internal, integer"],
  GETTOKEN: ["prsd_nexttoken", "internal, internal, internal"],
  END: ["prsd_end", "internal"],
  HEADLINE: ["prsd_headline", "internal, internal, tsquery"],
  LEXTYPES: ["prsd_lextype", "internal"],
} as const;

/** A parser has mappings of it in a configuration, so that one that nobody uses is changed: in the catalog, as no ALTER can. */
function parser(role: keyof typeof parserFunctions, column: string, attribute: string): Mutation {
  const [symbol, signature] = parserFunctions[role];
  const returns = role === "END" ? "void" : "internal";
  return {
    name: `a text search parser has another ${role} function`,
    sql: `CREATE FUNCTION own(${signature}) RETURNS ${returns} LANGUAGE internal AS '${symbol}';
      SET allow_system_table_mods = on;
      UPDATE pg_ts_parser SET ${column} = 'own'::regproc WHERE prsname = 'words'; RESET allow_system_table_mods`,
    expect: [`changed text search parser:public.words ${attribute}`, `unexpected function:public.own(${signature})`],
  };
}

const library = (attribute: string, action: string): Mutation => ({
  name: `a text search configuration: ${action}`,
  sql: `ALTER TEXT SEARCH CONFIGURATION library ${action}`,
  expect: [`changed text search configuration:public.library ${attribute}`],
});

const comment = (kind: string, name: string): Mutation => ({
  name: `the comment of a ${kind} changes`,
  sql: `COMMENT ON ${kind.toUpperCase()} ${name} IS 'Otherwise'`,
  expect: [`changed ${kind}:public.${name} comment`],
});

export const searchMutations: readonly Mutation[] = [
  ...["dictionary:titles", "configuration:library"].flatMap((each) => {
    const [kind = "", name = ""] = each.split(":");
    const sql = `TEXT SEARCH ${kind.toUpperCase()} ${name}`;
    return accessMutations({ sql, id: `text search ${kind}:public.${name}` }).slice(0, 1);
  }),
  parser("START", "prsstart", "start"),
  parser("GETTOKEN", "prstoken", "getToken"),
  parser("END", "prsend", "end"),
  parser("HEADLINE", "prsheadline", "headline"),
  parser("LEXTYPES", "prslextype", "lexTypes"),
  comment("text search parser", "words"),
  {
    name: "a text search parser is dropped, and what uses it with it",
    sql: "DROP TEXT SEARCH PARSER words CASCADE",
    expect: ["missing text search configuration:public.library", "missing text search parser:public.words"],
  },
  {
    name: "a text search parser is added",
    sql: "CREATE TEXT SEARCH PARSER other (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype)",
    expect: ["unexpected text search parser:public.other"],
  },
  {
    name: "a text search template has no INIT function",
    sql: `SET allow_system_table_mods = on; UPDATE pg_ts_template SET tmplinit = 0 WHERE tmplname = 'lowered';
      RESET allow_system_table_mods`,
    expect: ["changed text search template:public.lowered init"],
  },
  {
    name: "a text search template has another LEXIZE function",
    sql: `SET allow_system_table_mods = on; UPDATE pg_ts_template SET tmpllexize = 'dsynonym_lexize'::regproc WHERE tmplname = 'lowered';
      RESET allow_system_table_mods`,
    expect: ["changed text search template:public.lowered lexize"],
  },
  comment("text search template", "lowered"),
  {
    name: "a text search template is dropped, and what uses it with it",
    sql: "DROP TEXT SEARCH TEMPLATE lowered CASCADE",
    expect: [
      "missing text search configuration:public.library",
      "missing text search dictionary:public.titles",
      "missing text search template:public.lowered",
    ],
  },
  {
    name: "a text search template is added",
    sql: "CREATE TEXT SEARCH TEMPLATE other (LEXIZE = dsimple_lexize)",
    expect: ["unexpected text search template:public.other"],
  },
  {
    name: "a text search dictionary has another option",
    sql: "ALTER TEXT SEARCH DICTIONARY titles (ACCEPT = false)",
    expect: ["changed text search dictionary:public.titles options"],
  },
  {
    name: "a text search dictionary is made from another template",
    sql: `ALTER TEXT SEARCH CONFIGURATION library ALTER MAPPING REPLACE titles WITH english_stem; DROP TEXT SEARCH DICTIONARY titles;
      CREATE TEXT SEARCH DICTIONARY titles (TEMPLATE = simple, ACCEPT = true); COMMENT ON TEXT SEARCH DICTIONARY titles IS 'Of books';
      ALTER TEXT SEARCH CONFIGURATION library ALTER MAPPING REPLACE english_stem WITH titles`,
    expect: ["changed text search dictionary:public.titles template"],
  },
  comment("text search dictionary", "titles"),
  {
    name: "a text search dictionary is added",
    sql: "CREATE TEXT SEARCH DICTIONARY names (TEMPLATE = simple)",
    expect: ["unexpected text search dictionary:public.names"],
  },
  library("mappings", "ALTER MAPPING FOR word WITH simple, titles"),
  library("mappings", "ALTER MAPPING FOR word WITH titles"),
  library("mappings", "ADD MAPPING FOR email WITH simple"),
  library("mappings", "DROP MAPPING FOR asciiword"),
  {
    name: "a text search configuration has another parser",
    sql: `DROP TEXT SEARCH CONFIGURATION library; CREATE TEXT SEARCH CONFIGURATION library (PARSER = "default");
      ALTER TEXT SEARCH CONFIGURATION library ADD MAPPING FOR word, asciiword WITH titles, simple;
      COMMENT ON TEXT SEARCH CONFIGURATION library IS 'Of the shop'`,
    expect: ["changed text search configuration:public.library parser"],
  },
  comment("text search configuration", "library"),
  {
    name: "a text search configuration is added",
    sql: "CREATE TEXT SEARCH CONFIGURATION names (COPY = english)",
    expect: ["unexpected text search configuration:public.names"],
  },
];
