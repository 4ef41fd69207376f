// MySQL's functions, and what does the same in PostgreSQL.

import { postgres } from "../manual.ts";
import type { Spelling } from "../spelling.ts";

const conditional = `${postgres}functions-conditional.html`;
const datetime = `${postgres}functions-datetime.html`;
const formatting = `${postgres}functions-formatting.html`;
const strings = `${postgres}functions-string.html`;
const aggregates = `${postgres}functions-aggregate.html`;
const information = `${postgres}functions-info.html`;

const spelled = (names: string, advice: string, source: string): Spelling => ({
  functions: names.split(" "),
  advice,
  source,
});

export const functions: readonly Spelling[] = [
  spelled("ifnull", "Write COALESCE(a, b).", conditional),
  spelled("if", "Write CASE WHEN condition THEN a ELSE b END.", conditional),
  spelled("isnull", "Write a IS NULL.", `${postgres}functions-comparison.html`),
  spelled(
    "group_concat",
    "Write string_agg(value::text, ',' ORDER BY …); PostgreSQL wants the separator as its second argument.",
    aggregates,
  ),
  spelled(
    "date_add adddate",
    "Write value + interval '1 day', or value + $1 * interval '1 day' for a number of days.",
    datetime,
  ),
  spelled(
    "date_sub subdate",
    "Write value - interval '1 day', or value - $1 * interval '1 day' for a number of days.",
    datetime,
  ),
  spelled("datediff", "Write a::date - b::date, which gives the days between them.", datetime),
  spelled(
    "timestampdiff",
    "Write extract(epoch FROM b - a) and divide it: by 60 for minutes, by 3600 for hours, by 86400 for days.",
    datetime,
  ),
  spelled("timestampadd", "Write value + $1 * interval '1 second'.", datetime),
  spelled("timediff", "Write a - b, which gives an interval.", datetime),
  spelled(
    "date_format time_format",
    "Write to_char(value, 'YYYY-MM-DD HH24:MI:SS'); its patterns have no %.",
    formatting,
  ),
  spelled(
    "str_to_date",
    "Write to_date(text, 'YYYY-MM-DD') or to_timestamp(text, 'YYYY-MM-DD HH24:MI:SS').",
    formatting,
  ),
  spelled("from_unixtime", "Write to_timestamp(seconds).", formatting),
  spelled("unix_timestamp", "Write extract(epoch FROM now())::bigint, or of a value instead of now().", datetime),
  spelled("curdate", "Write CURRENT_DATE.", datetime),
  spelled("curtime", "Write CURRENT_TIME.", datetime),
  spelled("sysdate", "Write clock_timestamp().", datetime),
  spelled("utc_timestamp", "Write now() AT TIME ZONE 'UTC', or now() for a column with time zone.", datetime),
  spelled("utc_date", "Write (now() AT TIME ZONE 'UTC')::date.", datetime),
  spelled("convert_tz", "Write value AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Paris'.", datetime),
  spelled(
    "year month day dayofmonth hour minute second quarter week",
    "Write extract(year FROM value), with month, day, hour and so on for the others.",
    datetime,
  ),
  spelled("dayofweek", "Write extract(dow FROM value) + 1; Sunday is 0 in PostgreSQL.", datetime),
  spelled("weekday", "Write extract(isodow FROM value) - 1.", datetime),
  spelled("dayofyear", "Write extract(doy FROM value).", datetime),
  spelled("dayname monthname", "Write to_char(value, 'FMDay') or to_char(value, 'FMMonth').", formatting),
  spelled("yearweek", "Write to_char(value, 'IYYYIW')::integer.", formatting),
  spelled("last_day", "Write (date_trunc('month', value) + interval '1 month - 1 day')::date.", datetime),
  spelled("makedate", "Write make_date(year, 1, 1) + (day - 1).", datetime),
  spelled("sec_to_time", "Write make_interval(secs => value).", datetime),
  spelled("time_to_sec", "Write extract(epoch FROM value).", datetime),
  spelled("rand", "Write random().", `${postgres}functions-math.html`),
  spelled("truncate", "Write trunc(value, digits).", `${postgres}functions-math.html`),
  spelled("pow", "Write power(a, b).", `${postgres}functions-math.html`),
  spelled("round trunc", "Cast the value to numeric: round(value::numeric, 2).", `${postgres}functions-math.html`),
  spelled("conv", "Convert the number in the application, or write to_hex(value).", strings),
  spelled("locate", "Write strpos(text, part); the arguments are in the other order.", strings),
  spelled("instr", "Write strpos(text, part).", strings),
  spelled("find_in_set", "Write value = ANY(string_to_array(list, ',')).", `${postgres}functions-array.html`),
  spelled(
    "field",
    "Write array_position(ARRAY['a', 'b'], value), or CASE value WHEN 'a' THEN 1 … END.",
    `${postgres}functions-array.html`,
  ),
  spelled("elt", "Write (ARRAY['a', 'b'])[n].", `${postgres}arrays.html`),
  spelled("substring_index", "Write split_part(text, ',', 1).", strings),
  spelled("lcase", "Write lower(text).", strings),
  spelled("ucase", "Write upper(text).", strings),
  spelled("mid", "Write substring(text FROM 1 FOR 3).", strings),
  spelled("space", "Write repeat(' ', n).", strings),
  spelled(
    "hex",
    "Write encode(value, 'hex') for bytea, to_hex(value) for a number.",
    `${postgres}functions-binarystring.html`,
  ),
  spelled("unhex", "Write decode(text, 'hex').", `${postgres}functions-binarystring.html`),
  spelled("to_base64", "Write encode(value, 'base64').", `${postgres}functions-binarystring.html`),
  spelled("from_base64", "Write decode(text, 'base64').", `${postgres}functions-binarystring.html`),
  spelled(
    "sha sha1 sha2",
    "Write encode(sha256(value::bytea), 'hex'), or digest() of the extension pgcrypto.",
    `${postgres}functions-binarystring.html`,
  ),
  spelled(
    "crc32",
    "Write crc32(value::bytea), which PostgreSQL 18 has; before that, compute it in the application.",
    `${postgres}functions-binarystring.html`,
  ),
  spelled(
    "password aes_encrypt aes_decrypt encrypt",
    "Use the extension pgcrypto, or hash in the application.",
    `${postgres}pgcrypto.html`,
  ),
  spelled("uuid", "Write gen_random_uuid().", `${postgres}functions-uuid.html`),
  spelled("inet_aton inet_ntoa", "Store the address in a column of type inet.", `${postgres}functions-net.html`),
  spelled("last_insert_id", "Add RETURNING id to the INSERT, or write lastval().", `${postgres}dml-returning.html`),
  spelled(
    "row_count found_rows",
    "Ask the driver for the number of rows; write a second SELECT count(*) for found_rows().",
    information,
  ),
  spelled(
    "database schema",
    "Write current_database(), or current_schema() for what MySQL calls a database.",
    information,
  ),
  spelled("connection_id", "Write pg_backend_pid().", information),
  spelled("user system_user", "Write CURRENT_USER.", information),
  spelled(
    "get_lock release_lock is_free_lock",
    "Write pg_advisory_lock(key), pg_try_advisory_lock(key) and pg_advisory_unlock(key), with a bigint as key.",
    `${postgres}functions-admin.html#FUNCTIONS-ADVISORY-LOCKS`,
  ),
  spelled("sleep", "Write pg_sleep(seconds).", datetime),
  spelled("benchmark", "Remove it; PostgreSQL has nothing like it.", information),
  spelled(
    "json_extract",
    "Write value -> 'key', or value #> '{a,b}' for a path; ->> and #>> give text.",
    `${postgres}functions-json.html`,
  ),
  spelled("json_unquote", "Write value ->> 'key', which gives text.", `${postgres}functions-json.html`),
  spelled("json_contains", "Write value @> '{\"a\": 1}'::jsonb.", `${postgres}functions-json.html`),
  spelled(
    "json_set json_insert json_replace",
    "Write jsonb_set(value, '{a,b}', to_jsonb(new)).",
    `${postgres}functions-json.html`,
  ),
  spelled("json_remove", "Write value - 'key', or value #- '{a,b}'.", `${postgres}functions-json.html`),
  spelled("json_length", "Write jsonb_array_length(value).", `${postgres}functions-json.html`),
  spelled(
    "json_keys",
    "Write jsonb_object_keys(value), which gives a row for each key.",
    `${postgres}functions-json.html`,
  ),
  spelled("json_arrayagg", "Write json_agg(value).", aggregates),
  spelled("json_objectagg", "Write json_object_agg(key, value).", aggregates),
  spelled("std stddev variance", "Write stddev_pop(value) or var_pop(value).", aggregates),
  spelled("any_value", "Write any_value(a), which PostgreSQL 16 has; before that, min(a).", aggregates),
  spelled("bit_count", "Write bit_count(value::bit(64)).", `${postgres}functions-bitstring.html`),
  spelled("count", "Write COUNT(DISTINCT (a, b)): PostgreSQL counts a row, not several values.", aggregates),
  spelled(
    "sum avg",
    "Write COUNT(*) FILTER (WHERE condition), or cast a boolean: SUM(flag::integer).",
    `${postgres}sql-expressions.html#SYNTAX-AGGREGATES`,
  ),
  spelled("min max", "Write bool_or(flag) or bool_and(flag) for a boolean.", aggregates),
  spelled("convert", "Write CAST(value AS type).", `${postgres}sql-expressions.html#SQL-SYNTAX-TYPE-CASTS`),
  spelled("char", "Write chr(code).", strings),
  spelled("strcmp", "Write a comparison: a < b, a = b.", `${postgres}functions-comparison.html`),
  spelled("regexp_like", "Write text ~ 'pattern', or ~* to ignore case.", `${postgres}functions-matching.html`),
  spelled("insert", "Write overlay(text PLACING new FROM 1 FOR 3).", strings),
  spelled("export_set make_set", "Compute it in the application.", strings),
  spelled(
    "values",
    "Write EXCLUDED.column within ON CONFLICT … DO UPDATE.",
    `${postgres}sql-insert.html#SQL-ON-CONFLICT`,
  ),
];
