// Which rows of which system catalogs are a part of a fingerprint, and in which schema each is at home. Whatever a kind reads must
// be in here: a guard compares the two, and each mutation of the tests must change the fingerprint.

import { optionsList } from "../../kinds/foreign-options.ts";
import { settings } from "../../kinds/settings.ts";
import { isOfThisDatabase } from "../../kinds/subscriptions.ts";

export interface Hashed {
  /** What follows SELECT: what a row is, as text, and the oid of its schema or NULL. */
  readonly row: string;
  readonly home: string;
  /** What follows FROM. */
  readonly from: string;
  readonly since?: number;
}

/** Columns that change though no definition does: statistics, where a file lies, hints that VACUUM writes in place. */
export const volatileColumns: Readonly<Record<string, readonly string[]>> = {
  pg_class: [
    ...["relfilenode", "relpages", "reltuples", "relallvisible", "relallfrozen", "reltoastrelid", "relhasindex"],
    ...["relhasrules", "relhastriggers", "relhassubclass", "relrewrite", "relfrozenxid", "relminmxid"],
  ],
  // Of a foreign table's options, some are secrets. The value of rows that were there before the column says nothing of it.
  pg_attribute: ["attcacheoff", "atthasmissing", "attmissingval", "attfdwoptions"],
  pg_database: ["datfrozenxid", "datminmxid"],
  pg_foreign_data_wrapper: ["fdwoptions"],
  pg_foreign_server: ["srvoptions"],
  pg_foreign_table: ["ftoptions"],
};

/** Those that a definition is made of, in every version from 14 on. */
export const hashedColumns: Readonly<Record<string, readonly string[]>> = {
  pg_class: [
    ...["oid", "relname", "relnamespace", "reltype", "reloftype", "relowner", "relam", "reltablespace", "relisshared"],
    ...[
      "relpersistence",
      "relkind",
      "relnatts",
      "relchecks",
      "relrowsecurity",
      "relforcerowsecurity",
      "relispopulated",
    ],
    ...["relreplident", "relispartition", "relacl", "reloptions", "relpartbound"],
  ],
  pg_attribute: [
    ...["attrelid", "attname", "atttypid", "attstattarget", "attlen", "attnum", "attndims", "atttypmod", "attbyval"],
    ...["attalign", "attstorage", "attcompression", "attnotnull", "atthasdef", "attidentity", "attgenerated"],
    ...["attisdropped", "attislocal", "attinhcount", "attcollation", "attacl", "attoptions"],
  ],
  pg_foreign_data_wrapper: ["oid", "fdwname", "fdwowner", "fdwhandler", "fdwvalidator", "fdwacl"],
  pg_foreign_server: ["oid", "srvname", "srvowner", "srvfdw", "srvtype", "srvversion", "srvacl"],
  pg_foreign_table: ["ftrelid", "ftserver"],
};

/** With what else the row says, in a form that has no secret. */
function columnsOf(catalog: string, ...more: readonly string[]): string {
  const columns = hashedColumns[catalog]?.map((name) => `x.${name}`) ?? [];
  return `ROW(${[...columns, ...more].join(", ")})`;
}

const made = "x.oid >= 16384";

/** What is in a schema; of the system's own, what somebody has granted. */
const inSchema = (catalog: string, namespace: string, acl?: string, row = "x"): Hashed => ({
  row,
  home: `x.${namespace}`,
  from: `${catalog} x JOIN ns ON ns.oid = x.${namespace} WHERE ns.is_user OR ${made}${acl === undefined ? "" : ` OR x.${acl} IS NOT NULL`}`,
});

const ofRelation = (catalog: string, relation: string, row = "x"): Hashed => ({
  row,
  home: "r.ns",
  from: `${catalog} x JOIN rel r ON r.oid = x.${relation}`,
});

const of = (catalog: string, owner: string, column: string, namespace: string): Hashed => ({
  row: "x",
  home: `o.${namespace}`,
  from: `${catalog} x JOIN ${owner} o ON o.oid = x.${column} JOIN ns ON ns.oid = o.${namespace} WHERE ns.is_user OR o.oid >= 16384`,
});

/** What is in no schema: few rows, those of the system with them. */
const global = (catalog: string, row = "x", where = "true"): Hashed => ({
  row,
  home: "NULL::oid",
  from: `${catalog} x WHERE ${where}`,
});

/** What is said of another object, which has the schema. */
const about = (catalog: string, classId: string, id: string, where = "true"): Hashed => ({
  row: "x",
  home: "o.ns",
  from: `${catalog} x LEFT JOIN obj o ON o.class = x.${classId} AND o.oid = x.${id} WHERE ${where}`,
});

/** What is in a schema by itself, and by which column. */
export const inSchemas: Readonly<Record<string, string>> = {
  pg_type: "typnamespace",
  pg_proc: "pronamespace",
  pg_constraint: "connamespace",
  pg_operator: "oprnamespace",
  pg_opclass: "opcnamespace",
  pg_opfamily: "opfnamespace",
  pg_conversion: "connamespace",
  pg_collation: "collnamespace",
  pg_statistic_ext: "stxnamespace",
  pg_ts_config: "cfgnamespace",
  pg_ts_dict: "dictnamespace",
  pg_ts_parser: "prsnamespace",
  pg_ts_template: "tmplnamespace",
};

/** What is in that of its relation. */
export const onRelations: Readonly<Record<string, string>> = {
  pg_trigger: "tgrelid",
  pg_policy: "polrelid",
  pg_rewrite: "ev_class",
  pg_attrdef: "adrelid",
};

const placedCatalogs = ["pg_class", ...Object.keys(inSchemas), ...Object.keys(onRelations)];

/** Of oids that only initdb gives, those of what is in no schema can be changed by anybody. */
const smallCatalogs = ["pg_namespace", "pg_extension", "pg_language", "pg_am", "pg_cast", "pg_database"];
const isSmall = (column: string) => `${column} IN (${smallCatalogs.map((each) => `'${each}'::regclass`).join(", ")})`;

const thisDatabase = "x.oid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())";

/** Whose names stand in owners, privileges and policies. The first role is in no list of dependencies. */
const roles = `(SELECT s.refobjid AS oid FROM pg_shdepend s
      WHERE s.refclassid = 'pg_authid'::regclass AND s.dbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
    UNION SELECT s.setrole FROM pg_db_role_setting s
    UNION SELECT d.datdba FROM pg_database d WHERE d.datname = current_database()
    UNION SELECT 10) AS named JOIN pg_roles x ON x.oid = named.oid WHERE true`;

/** By catalog. */
export const hashed: Readonly<Record<string, Hashed>> = {
  pg_namespace: {
    row: "x",
    home: "CASE WHEN ns.is_user THEN x.oid END",
    from: "pg_namespace x JOIN ns ON ns.oid = x.oid",
  },
  pg_class: { ...ofRelation("pg_class", "oid", columnsOf("pg_class")) },
  "grants on the system's relations": global(
    "pg_class",
    "ROW(x.oid, x.relacl)",
    `NOT ${made} AND x.relacl IS NOT NULL`,
  ),
  pg_attribute: ofRelation(
    "pg_attribute",
    "attrelid",
    columnsOf("pg_attribute", optionsList("x.attfdwoptions", "table")),
  ),
  "grants on the system's columns": global(
    "pg_attribute",
    "ROW(x.attrelid, x.attnum, x.attacl)",
    "x.attrelid < 16384 AND x.attacl IS NOT NULL",
  ),
  pg_attrdef: ofRelation("pg_attrdef", "adrelid"),
  pg_index: ofRelation("pg_index", "indrelid"),
  pg_rewrite: ofRelation("pg_rewrite", "ev_class"),
  pg_trigger: ofRelation("pg_trigger", "tgrelid"),
  pg_policy: ofRelation("pg_policy", "polrelid"),
  pg_inherits: ofRelation("pg_inherits", "inhrelid"),
  pg_partitioned_table: ofRelation("pg_partitioned_table", "partrelid"),
  pg_sequence: ofRelation("pg_sequence", "seqrelid"),
  pg_publication_rel: ofRelation("pg_publication_rel", "prrelid"),
  pg_foreign_table: ofRelation(
    "pg_foreign_table",
    "ftrelid",
    columnsOf("pg_foreign_table", optionsList("x.ftoptions", "table")),
  ),
  pg_type: inSchema("pg_type", "typnamespace", "typacl"),
  pg_enum: of("pg_enum", "pg_type", "enumtypid", "typnamespace"),
  pg_range: of("pg_range", "pg_type", "rngtypid", "typnamespace"),
  pg_proc: inSchema("pg_proc", "pronamespace", "proacl"),
  pg_aggregate: of("pg_aggregate", "pg_proc", "aggfnoid", "pronamespace"),
  pg_constraint: inSchema("pg_constraint", "connamespace"),
  pg_statistic_ext: inSchema("pg_statistic_ext", "stxnamespace"),
  pg_operator: inSchema("pg_operator", "oprnamespace"),
  pg_opclass: inSchema("pg_opclass", "opcnamespace"),
  pg_opfamily: inSchema("pg_opfamily", "opfnamespace"),
  pg_amop: global("pg_amop", "x", made),
  pg_amproc: global("pg_amproc", "x", made),
  pg_conversion: inSchema("pg_conversion", "connamespace"),
  pg_collation: inSchema("pg_collation", "collnamespace"),
  pg_ts_config: inSchema("pg_ts_config", "cfgnamespace"),
  pg_ts_config_map: of("pg_ts_config_map", "pg_ts_config", "mapcfg", "cfgnamespace"),
  pg_ts_dict: inSchema("pg_ts_dict", "dictnamespace"),
  pg_ts_parser: inSchema("pg_ts_parser", "prsnamespace"),
  pg_ts_template: inSchema("pg_ts_template", "tmplnamespace"),
  pg_extension: global("pg_extension"),
  // What a server would install decides which version is told.
  pg_available_extensions: global(
    "pg_available_extensions",
    "ROW(x.name, x.default_version, x.comment)",
    "x.installed_version IS NOT NULL",
  ),
  pg_language: global("pg_language"),
  pg_am: global("pg_am"),
  pg_cast: global("pg_cast"),
  pg_transform: global("pg_transform"),
  pg_event_trigger: global("pg_event_trigger"),
  pg_publication: global("pg_publication"),
  pg_publication_namespace: { ...global("pg_publication_namespace"), since: 15 },
  pg_default_acl: global("pg_default_acl"),
  pg_tablespace: global("pg_tablespace"),
  pg_foreign_data_wrapper: global(
    "pg_foreign_data_wrapper",
    columnsOf("pg_foreign_data_wrapper", optionsList("x.fdwoptions", "server")),
  ),
  pg_foreign_server: global("pg_foreign_server", columnsOf("pg_foreign_server", optionsList("x.srvoptions", "server"))),
  pg_user_mappings: global(
    "pg_user_mappings",
    `ROW(x.umid, x.srvid, x.umuser, x.usename, ${optionsList("x.umoptions", "server")}, x.umoptions IS NULL)`,
  ),
  pg_database: global(
    "pg_database",
    `(to_jsonb(x) - ARRAY[${volatileColumns.pg_database?.map((each) => `'${each}'`)}])`,
    thisDatabase,
  ),
  pg_db_role_setting: global(`(${settings.query({ major: 18, privileges: true, readsConnections: false })})`),
  pg_roles: { row: "ROW(x.oid, x.rolname)", home: "NULL::oid", from: roles },
  pg_init_privs: about("pg_init_privs", "classoid", "objoid"),
  pg_seclabel: about("pg_seclabel", "classoid", "objoid"),
  pg_description: about(
    "pg_description",
    "classoid",
    "objoid",
    `x.objoid >= 16384 OR o.ns IS NOT NULL OR ${isSmall("x.classoid")}`,
  ),
  // All but what is recorded for DROP alone: views of columns, types of columns. Of what has a schema, only what is the user's.
  pg_depend: about(
    "pg_depend",
    "classid",
    "objid",
    `x.objid >= 16384 AND (o.oid IS NOT NULL OR x.classid NOT IN (${placedCatalogs.map((each) => `'${each}'::regclass`).join(", ")}))
      AND (x.deptype <> 'n' OR x.classid IN ('pg_attrdef'::regclass, 'pg_amop'::regclass, 'pg_amproc'::regclass))`,
  ),
  // These are counted.
  pg_largeobject_metadata: {
    row: "ROW(x.count)",
    home: "NULL::oid",
    from: "(SELECT count(*) FROM pg_largeobject_metadata) AS x",
  },
};

/** Whether the database has what a fingerprint can't cover: what a subscription connects to, not every role may read. */
export const isBeyond = `EXISTS (SELECT FROM pg_subscription s WHERE ${isOfThisDatabase("s")})`;
