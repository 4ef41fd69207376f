// The names by which code can learn what the next run would not learn: the clock, chance, the session, the machine. PostgreSQL itself
// says which functions may answer otherwise next time; of those, the ones whose answer the script alone decides are left out.

import type { Client } from "pg";

const words = (text: string) => text.trim().split(/\s+/);

/** Not immutable, and yet of the same script always the same: they read the catalogs, convert values, or write. */
const settled = words(`
  aclexplode acldefault array_to_json array_to_string col_description concat concat_ws convert convert_from convert_to current_database
  current_schema current_schemas date date_add date_part date_subtract date_trunc enum_first enum_last enum_range extract format
  format_type generate_series json_agg json_build_array json_build_object json_object_agg json_populate_record json_populate_recordset
  json_to_record json_to_recordset jsonb_agg jsonb_build_array jsonb_build_object jsonb_object_agg jsonb_populate_record
  jsonb_populate_recordset jsonb_to_record jsonb_to_recordset length lo_create make_timestamptz money numeric
  obj_description overlaps pg_advisory_lock pg_advisory_unlock pg_advisory_xact_lock pg_available_extension_versions
  pg_available_extensions pg_describe_object pg_event_trigger_ddl_commands pg_event_trigger_dropped_objects
  pg_event_trigger_table_rewrite_oid pg_event_trigger_table_rewrite_reason pg_extension_config_dump pg_function_is_visible
  pg_get_constraintdef pg_get_expr pg_get_function_arg_default pg_get_function_arguments pg_get_function_identity_arguments
  pg_get_function_result pg_get_functiondef pg_get_indexdef pg_get_keywords pg_get_partkeydef pg_get_ruledef pg_get_serial_sequence
  pg_get_statisticsobjdef pg_get_triggerdef pg_get_userbyid pg_get_viewdef pg_has_role pg_identify_object pg_notify pg_opclass_is_visible
  pg_operator_is_visible pg_options_to_table pg_partition_ancestors pg_partition_tree pg_sequence_parameters pg_table_is_visible
  pg_trigger_depth pg_type_is_visible pg_typeof quote_literal quote_nullable regclass row_to_json set_config setval shobj_description
  time timestamp timestamptz timetz to_char to_date to_json to_jsonb to_number to_regclass to_regcollation to_regnamespace to_regoper
  to_regoperator to_regproc to_regprocedure to_regrole to_regtype to_timestamp to_tsquery to_tsvector xml
  has_any_column_privilege has_column_privilege has_database_privilege has_foreign_data_wrapper_privilege has_function_privilege
  has_language_privilege has_schema_privilege has_sequence_privilege has_server_privilege has_table_privilege has_tablespace_privilege
  has_type_privilege
`);

/** Of PostgreSQL's own views, those that show nothing but what was made. */
const definitions = words(`
  pg_available_extension_versions pg_available_extensions pg_group pg_indexes pg_matviews pg_policies pg_publication_tables pg_roles
  pg_rules pg_seclabels pg_sequences pg_tables pg_user pg_user_mappings pg_views
`);

/** No functions: what the grammar itself asks, the words that a date is read from, rows chosen by chance, numbers of transactions. */
const others = words(`
  SVFOP_CURRENT_DATE SVFOP_CURRENT_TIME SVFOP_CURRENT_TIME_N SVFOP_CURRENT_TIMESTAMP SVFOP_CURRENT_TIMESTAMP_N SVFOP_LOCALTIME
  SVFOP_LOCALTIME_N SVFOP_LOCALTIMESTAMP SVFOP_LOCALTIMESTAMP_N SVFOP_CURRENT_ROLE SVFOP_CURRENT_USER SVFOP_USER SVFOP_SESSION_USER
  current_date current_time current_timestamp localtime localtimestamp current_user current_role session_user system_user
  today tomorrow yesterday tablesample xmin xmax cmin cmax pg_statistic
`);

/** The client must be that of the database in which the script ran: its extensions have functions, too. */
export async function namesOfThePresent(client: Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT p.proname::text AS name FROM pg_catalog.pg_proc p
      WHERE p.provolatile <> 'i' AND p.proname::text <> ALL ($1::text[]) AND (p.oid < 16384 OR EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid AND d.deptype = 'e'))
    UNION SELECT c.relname::text FROM pg_catalog.pg_class c
      WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.relkind = 'v' AND c.relname::text <> ALL ($2::text[])`,
    [settled, definitions],
  );
  return new Set([...others, ...rows.map(({ name }) => name)]);
}
