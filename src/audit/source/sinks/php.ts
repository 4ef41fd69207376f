// Where PHP's libraries take SQL.

import type { Library } from "./sink.ts";

const connections = [
  "db",
  "dbh",
  "pdo",
  "conn",
  "connection",
  "mysqli",
  "dbal",
  "database",
  "link",
  "con",
  "sql",
  "adapter",
  "em",
  "entitymanager",
  "getconnection()",
  "getdb()",
  "database()",
  "connection()",
  "dblink",
  "mysql",
  "stmt",
  "dbc",
  "instance()",
  "getinstance()",
];

const onConnections = (...calls: readonly string[]) => calls.map((call) => ({ call, on: connections }));

export const phpLibraries: readonly Library[] = [
  {
    name: "PDO and mysqli",
    source: "https://www.php.net/manual/en/pdo.query.php",
    sinks: [
      ...onConnections("query", "prepare", "exec", "execute", "real_query", "multi_query"),
      { call: "mysqli_query", argument: 1 },
      { call: "mysqli_multi_query", argument: 1 },
      { call: "mysqli_prepare", argument: 1 },
      { call: "mysqli_real_query", argument: 1 },
      { call: "mysql_query" },
      { call: "pg_query", argument: 1 },
      { call: "pg_query_params", argument: 1 },
    ],
  },
  {
    name: "Laravel",
    source: "https://laravel.com/docs/12.x/database#running-queries",
    sinks: [
      ...[
        "select",
        "selectOne",
        "insert",
        "update",
        "delete",
        "statement",
        "unprepared",
        "scalar",
        "affectingStatement",
        "cursor",
      ].map((call) => ({ call, on: ["DB", "connection()"] })),
    ],
  },
  {
    name: "Doctrine DBAL",
    source:
      "https://www.doctrine-project.org/projects/doctrine-dbal/en/4.3/reference/data-retrieval-and-manipulation.html",
    sinks: [
      ...onConnections(
        "executeQuery",
        "executeStatement",
        "executeUpdate",
        "fetchAllAssociative",
        "fetchAssociative",
        "fetchOne",
        "fetchAll",
        "fetchRow",
        "fetchCol",
        "fetchColumn",
        "fetchArray",
        "fetchAssoc",
        "fetchFirstColumn",
        "fetchAllNumeric",
      ),
      { call: "addSql", on: ["this"] },
      { call: "createNativeQuery" },
      { call: "createCommand", on: ["db", "connection"] },
    ],
  },
  {
    name: "RedBeanPHP",
    source: "https://redbeanphp.com/index.php?p=/querying",
    sinks: ["exec", "getAll", "getRow", "getCell", "getCol", "getAssoc"].map((call) => ({ call, on: ["R"] })),
  },
  {
    name: "WordPress",
    source: "https://developer.wordpress.org/reference/classes/wpdb/",
    sinks: [
      ...["query", "get_results", "get_row", "get_var", "get_col"].map((call) => ({ call, on: ["wpdb"] })),
      { call: "prepare", on: ["wpdb"], wraps: true, values: "rest", parameters: ["percent"] },
    ],
  },
  {
    name: "Nextcloud, ADOdb, Moodle and Dolibarr",
    source: "https://moodledev.io/docs/apis/core/dml",
    sinks: [
      ...[
        "get_records_sql",
        "get_record_sql",
        "execute",
        "get_field_sql",
        "count_records_sql",
        "record_exists_sql",
        "get_recordset_sql",
        "get_fieldset_sql",
        "get_records_sql_menu",
      ].map((call) => ({ call, on: ["db"] })),
      { call: "query", on: ["db"] },
      { call: "GetAll", on: connections },
      { call: "GetOne", on: connections },
      { call: "Execute", on: connections },
    ],
  },
];
