// What belongs to the whole database: languages, access methods, security labels, default privileges.

import type { Expected, Mutation } from "./mutation.ts";
import { accessMutations } from "./privileges.ts";

const language = (attribute: string, definition: string): Mutation => ({
  name: `a language becomes ${definition}`,
  sql: `CREATE OR REPLACE ${definition}`,
  expect: [`changed language:plshop ${attribute}`],
});

const accessMethodAgain = (definition: string, ...attributes: readonly string[]): Mutation => ({
  name: `an access method becomes ${definition}`,
  sql: `DROP ACCESS METHOD drawers; CREATE ACCESS METHOD drawers ${definition}; COMMENT ON ACCESS METHOD drawers IS 'As gist'`,
  expect: attributes.map((attribute): Expected => `changed access method:drawers ${attribute}`),
});

const labels = (name: string, sql: string, expect: Expected): Mutation => ({
  name,
  sql: `SET allow_system_table_mods = on; ${sql}; RESET allow_system_table_mods`,
  expect: [expect],
});

const defaults = (action: string, expect: Expected): Mutation => ({
  name: `default privileges: ${action}`,
  sql: `ALTER DEFAULT PRIVILEGES FOR ROLE pg_monitor ${action}`,
  expect: [expect],
});
const tables: Expected = "changed default privilege:pg_monitor(tables) privileges";
const sequences: Expected = "changed default privilege:pg_monitor(sequences in warehouse.*) privileges";

export const languageMutations: readonly Mutation[] = [
  ...accessMutations({ sql: "LANGUAGE plshop", id: "language:plshop" }),
  language(
    "trusted",
    "LANGUAGE plshop HANDLER plshop_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator",
  ),
  language(
    "handler",
    "TRUSTED LANGUAGE plshop HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator",
  ),
  language("inline", "TRUSTED LANGUAGE plshop HANDLER plshop_handler VALIDATOR plpgsql_validator"),
  language("validator", "TRUSTED LANGUAGE plshop HANDLER plshop_handler INLINE plpgsql_inline_handler"),
  {
    name: "a language's comment changes",
    sql: "COMMENT ON LANGUAGE plshop IS NULL",
    expect: ["changed language:plshop comment"],
  },
  {
    name: "not everyone may use a language",
    sql: "REVOKE USAGE ON LANGUAGE plshop FROM PUBLIC",
    expect: ["changed language:plshop privileges"],
  },
  {
    name: "a language is dropped, and its transforms with it",
    sql: "DROP LANGUAGE plshop CASCADE",
    expect: ["missing language:plshop", "missing transform:public.folio(LANGUAGE plshop)"],
  },
  {
    name: "a language is added",
    sql: "CREATE LANGUAGE plother HANDLER plpgsql_call_handler",
    expect: ["unexpected language:plother"],
  },
  accessMethodAgain("TYPE INDEX HANDLER gisthandler", "handler"),
  accessMethodAgain("TYPE TABLE HANDLER heap_tableam_handler", "handler", "type"),
  {
    name: "an access method's comment changes",
    sql: "COMMENT ON ACCESS METHOD drawers IS NULL",
    expect: ["changed access method:drawers comment"],
  },
  {
    name: "an access method is dropped",
    sql: "DROP ACCESS METHOD drawers",
    expect: ["missing access method:drawers"],
  },
  {
    name: "an access method is added",
    sql: "CREATE ACCESS METHOD piles TYPE TABLE HANDLER heap_tableam_handler",
    expect: ["unexpected access method:piles"],
  },
  labels(
    "a security label says something else",
    "UPDATE pg_seclabel SET label = 'open' WHERE label = 'top secret'",
    "changed security label:guard(table column public.recipes.secret) label",
  ),
  labels(
    "a security label is gone",
    "DELETE FROM pg_seclabel WHERE label = 'open'",
    "missing security label:guard(schema public.*)",
  ),
  labels(
    "another provider's label is added",
    "INSERT INTO pg_seclabel VALUES ('recipes'::regclass, 'pg_class'::regclass, 0, 'clerk', 'secret')",
    "unexpected security label:clerk(table public.recipes)",
  ),
  labels(
    "a function has a label",
    "INSERT INTO pg_seclabel VALUES ('folio_page(folio)'::regprocedure, 'pg_proc'::regclass, 0, 'guard', 'secret')",
    "unexpected security label:guard(function public.folio_page(public.folio))",
  ),
  defaults("GRANT INSERT ON TABLES TO PUBLIC", tables),
  defaults("GRANT SELECT ON TABLES TO pg_read_all_stats WITH GRANT OPTION", tables),
  defaults("REVOKE DELETE ON TABLES FROM pg_monitor", tables),
  defaults("REVOKE ALL ON TABLES FROM pg_monitor", tables),
  defaults("REVOKE SELECT ON TABLES FROM PUBLIC", "missing default privilege:pg_monitor(tables)"),
  defaults("IN SCHEMA warehouse GRANT SELECT ON SEQUENCES TO pg_read_all_stats", sequences),
  defaults("IN SCHEMA warehouse GRANT ALL ON SEQUENCES TO pg_monitor", sequences),
  defaults(
    "IN SCHEMA warehouse GRANT SELECT ON TABLES TO PUBLIC",
    "unexpected default privilege:pg_monitor(tables in warehouse.*)",
  ),
  defaults(
    "IN SCHEMA shop GRANT SELECT ON TABLES TO PUBLIC",
    "unexpected default privilege:pg_monitor(tables in public.*)",
  ),
  defaults("REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC", "unexpected default privilege:pg_monitor(functions)"),
  defaults("REVOKE USAGE ON TYPES FROM PUBLIC, pg_monitor", "unexpected default privilege:pg_monitor(types)"),
  defaults("GRANT USAGE ON SCHEMAS TO PUBLIC", "unexpected default privilege:pg_monitor(schemas)"),
];
