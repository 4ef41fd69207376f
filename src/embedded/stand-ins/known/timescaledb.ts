// TimescaleDB: https://docs.timescale.com/api/latest/

import type { KnownExtension } from "../known.ts";

const ordered = ["timestamptz", "timestamp", "date", "bigint", "integer", "smallint", "uuid"];
const times = ["timestamptz", "timestamp", "date"];
const numbers = ["smallint", "integer", "bigint"];

const buckets = ["time_bucket", "time_bucket_gapfill"].flatMap((name) => [
  ...times.flatMap((time) =>
    ["", `, ${time}`, ", interval"].map((more) => `(interval, ${time}${more}) ${time}: ${name}`),
  ),
  `(interval, timestamptz, timezone text, timestamptz?, interval?) timestamptz: ${name}`,
  ...numbers.flatMap((number) => ["", `, ${number}`].map((more) => `(${number}, ${number}${more}) ${number}: ${name}`)),
]);

const policy = "schedule_interval interval?, initial_start timestamptz?, timezone text?";

export const timescaledb: KnownExtension = {
  name: "timescaledb",
  isWhole: true,
  schemas: [
    ...["catalog", "internal", "functions", "cache", "config", "debug"].map((each) => `_timescaledb_${each}`),
    "timescaledb_information",
    "timescaledb_experimental",
  ],
  functions: `
${buckets.join("\n")}
${ordered.map((type) => `aggregate (anyelement, ${type}) anyelement: first last`).join("\n")}
aggregate (float8, float8, float8, integer) integer[]: histogram
(anyelement) anyelement: locf interpolate
(regclass) bigint: approximate_row_count hypertable_size
(relation regclass, time_column_name name, partitioning_column name?, number_partitions integer?, associated_schema_name name?, associated_table_prefix name?, chunk_time_interval interval?, create_default_indexes boolean?, if_not_exists boolean?, partitioning_func regproc?, migrate_data boolean?, chunk_target_size text?, chunk_sizing_func regproc?, time_partitioning_func regproc?) setof record: create_hypertable
(hypertable regclass, column_name name, number_partitions integer?, chunk_time_interval interval?, partitioning_func regproc?, if_not_exists boolean?) setof record: add_dimension
(hypertable regclass, chunk_time_interval interval, dimension_name name?) void: set_chunk_time_interval
(relation regclass, drop_after interval?, if_not_exists boolean?, ${policy}) integer: add_retention_policy
(hypertable regclass, compress_after interval?, if_not_exists boolean?, ${policy}) integer: add_compression_policy
(continuous_aggregate regclass, start_offset interval, end_offset interval, schedule_interval interval, if_not_exists boolean?, initial_start timestamptz?, timezone text?) integer: add_continuous_aggregate_policy
(hypertable regclass, index_name name, if_not_exists boolean?) integer: add_reorder_policy
(relation regclass, if_exists boolean?) void: remove_retention_policy
(hypertable regclass, if_exists boolean?) boolean: remove_compression_policy
(relation regclass, older_than interval?, newer_than interval?) setof text: drop_chunks show_chunks
(proc regproc, schedule_interval interval, config jsonb?, initial_start timestamptz?, scheduled boolean?) integer: add_job
procedure (continuous_aggregate regclass, window_start timestamptz, window_end timestamptz) void: refresh_continuous_aggregate
() trigger: _timescaledb_internal.insert_blocker _timescaledb_functions.insert_blocker
() trigger: _timescaledb_internal.continuous_agg_invalidation_trigger _timescaledb_functions.continuous_agg_invalidation_trigger
`,
};
