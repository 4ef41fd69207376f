// What MySQL and MariaDB call things.

import { postgres } from "../manual.ts";
import type { Dialect, Spelling } from "../spelling.ts";
import { functions } from "./functions.ts";
import { syntax } from "./syntax.ts";

const typed = (names: string, advice: string, source: string): Spelling => ({
  types: names.split(" "),
  advice,
  source,
});

const types: readonly Spelling[] = [
  typed("datetime", "Write timestamp, or timestamptz for a moment.", `${postgres}datatype-datetime.html`),
  typed("tinyint", "Write smallint, or boolean for TINYINT(1).", `${postgres}datatype-numeric.html`),
  typed("mediumint", "Write integer.", `${postgres}datatype-numeric.html`),
  typed("unsigned signed", "Write bigint.", `${postgres}datatype-numeric.html`),
  typed("double", "Write double precision.", `${postgres}datatype-numeric.html`),
  typed("tinytext mediumtext longtext", "Write text.", `${postgres}datatype-character.html`),
  typed("blob tinyblob mediumblob longblob binary varbinary", "Write bytea.", `${postgres}datatype-binary.html`),
  typed(
    "enum set",
    "Write CREATE TYPE name AS ENUM ('a', 'b') and use the type, or a CHECK.",
    `${postgres}datatype-enum.html`,
  ),
  typed("year", "Write smallint.", `${postgres}datatype-numeric.html`),
];

const operators: readonly Spelling[] = [
  { operators: ["<=>"], advice: "Write a IS NOT DISTINCT FROM b.", source: `${postgres}functions-comparison.html` },
  { operators: ["&&"], advice: "Write AND.", source: `${postgres}functions-logical.html` },
  {
    operators: ["||"],
    advice: "Write OR, or cast both sides to text to join them.",
    source: `${postgres}functions-logical.html`,
  },
  { operators: ["!"], advice: "Write NOT.", source: `${postgres}functions-logical.html` },
];

const settings: readonly Spelling[] = [
  {
    settings: ["foreign_key_checks"],
    advice: "Make the constraints DEFERRABLE and write SET CONSTRAINTS ALL DEFERRED.",
    source: `${postgres}sql-set-constraints.html`,
  },
  {
    settings: ["names", "character_set*"],
    advice: "Write SET client_encoding = 'UTF8', or let the driver do it.",
    source: `${postgres}multibyte.html`,
  },
  {
    settings: [
      "sql_mode",
      "autocommit",
      "unique_checks",
      "sql_*",
      "wait_timeout",
      "max_allowed_packet",
      "group_concat_max_len",
    ],
    advice: "Remove it; PostgreSQL has no such setting.",
    source: `${postgres}runtime-config-client.html`,
  },
  {
    settings: ["time_zone"],
    advice: "Write SET timezone = 'UTC'.",
    source: `${postgres}datatype-datetime.html#DATATYPE-TIMEZONES`,
  },
  {
    settings: ["tables"],
    advice: "Select from information_schema.tables.",
    source: `${postgres}infoschema-tables.html`,
  },
  {
    settings: ["databases"],
    advice: "Select datname from pg_database.",
    source: `${postgres}catalog-pg-database.html`,
  },
  { settings: ["processlist"], advice: "Select from pg_stat_activity.", source: `${postgres}monitoring-stats.html` },
  {
    settings: ["warnings", "errors"],
    advice: "Read the notices that the driver gives.",
    source: `${postgres}protocol-flow.html`,
  },
  {
    settings: ["variables", "status", "engines"],
    advice: "Select from pg_settings.",
    source: `${postgres}view-pg-settings.html`,
  },
];

export const mysql: Dialect = {
  name: "MySQL",
  spellings: [...syntax, ...functions, ...types, ...operators, ...settings],
};
