// Which tables are a migration tool's own. Each is as the tool's sources make it, in all of its versions; nothing is here that
// only resembles one.

import type { OwnTable } from "./own-table.ts";
import { sqitchTables } from "./sqitch.ts";

/** Rails makes it unlimited; it was 255 up to Rails 4, and 191 in MySQL with four-byte characters. */
const railsString = "varchar|varchar(191)";

export const ownTables: readonly OwnTable[] = [
  // alembic/ddl/impl.py: version_table_impl. The name is the project's to choose; that of its key then follows from it.
  {
    tool: "Alembic",
    table: "alembic_version",
    isNamed: (table, key) => /^(.+_)?alembic_version(_.+)?$/.test(table) || key === `${table}_pkc`,
    columns: { version_num: "varchar(32)" },
    key: ["version_num"],
  },
  // migrate/versioning/schema.py
  {
    tool: "sqlalchemy-migrate",
    table: "migrate_version",
    columns: { repository_id: "varchar(250)", repository_path: "text", version: "integer" },
    key: ["repository_id"],
  },
  // django/db/migrations/recorder.py
  {
    tool: "Django",
    table: "django_migrations",
    columns: { id: "integer", app: "varchar(255)", name: "varchar(255)", applied: "timestamptz" },
    key: ["id"],
  },
  // internal/dialects/postgres.go
  {
    tool: "goose",
    table: "goose_db_version",
    columns: { id: "integer", version_id: "bigint", is_applied: "boolean", tstamp: "timestamp" },
    key: ["id"],
  },
  // pkg/driver/postgres/postgres.go
  {
    tool: "dbmate",
    table: "schema_migrations",
    columns: { version: "varchar|varchar(128)" },
    key: ["version"],
  },
  // database/postgres/postgres.go; in SQLite a unique index stands for the key.
  {
    tool: "golang-migrate",
    table: "schema_migrations",
    columns: { version: "bigint", dirty: "boolean" },
    key: ["version"],
    isKeyIndex: true,
  },
  // lib/ecto/migration/schema_migration.ex
  {
    tool: "Ecto",
    table: "schema_migrations",
    columns: { version: "bigint", inserted_at: "timestamp" },
    key: ["version"],
  },
  // activerecord/lib/active_record/schema_migration.rb, internal_metadata.rb. Up to 4 a unique index stands for the key.
  { tool: "Rails", table: "schema_migrations", columns: { version: railsString }, key: ["version"], isKeyIndex: true },
  {
    tool: "Rails",
    table: "ar_internal_metadata",
    columns: { key: railsString, value: railsString, created_at: "timestamp", updated_at: "timestamp" },
    key: ["key"],
  },
  // flyway-database-postgresql: PostgreSQLDatabase.getRawCreateScript. Up to 4 it was called schema_version.
  ...["flyway_schema_history", "schema_version"].map(
    (table): OwnTable => ({
      tool: "Flyway",
      table,
      columns: {
        installed_rank: "integer",
        version: "varchar(50)",
        description: "varchar(200)",
        type: "varchar(20)",
        script: "varchar(1000)",
        checksum: "integer",
        installed_by: "varchar(100)",
        installed_on: "timestamp",
        execution_time: "integer",
        success: "boolean",
      },
      key: ["installed_rank"],
    }),
  ),
  // liquibase.sqlgenerator.core.CreateDatabaseChangeLogTableGenerator. Up to 1.9 it had a key of id, author and filename.
  {
    tool: "Liquibase",
    table: "databasechangelog",
    columns: {
      id: "varchar(63)",
      author: "varchar(63)",
      filename: "varchar(200)",
      dateexecuted: "timestamp",
      md5sum: "varchar(32)",
      description: "varchar(255)",
      comments: "varchar(255)",
      tag: "varchar(255)",
      liquibase: "varchar(10)",
    },
    added: [
      { orderexecuted: "integer", exectype: "varchar(10)" },
      { contexts: "varchar(255)", labels: "varchar(255)" },
      { deployment_id: "varchar(10)" },
    ],
    key: [],
  },
  {
    tool: "Liquibase",
    table: "databasechangeloglock",
    columns: { id: "integer", locked: "boolean", lockgranted: "timestamp", lockedby: "varchar(255)" },
    key: ["id"],
  },
  // schema-engine/connectors/sql-schema-connector/src/flavour/postgres.rs
  {
    tool: "Prisma",
    table: "_prisma_migrations",
    columns: {
      id: "varchar(36)",
      checksum: "varchar(64)",
      finished_at: "timestamptz",
      migration_name: "varchar(255)",
      logs: "text",
      rolled_back_at: "timestamptz",
      started_at: "timestamptz",
      applied_steps_count: "integer",
    },
    key: ["id"],
  },
  // drizzle-orm/src/pg-core/dialect.ts; MySQL and SQLite have no schema for it.
  {
    tool: "Drizzle",
    table: "__drizzle_migrations",
    schema: "drizzle",
    columns: { id: "integer", hash: "text", created_at: "bigint|numeric" },
    added: [{ name: "text", applied_at: "timestamptz" }],
    key: ["id"],
  },
  // lib/migrations/migrate/table-creator.js
  {
    tool: "Knex",
    table: "knex_migrations",
    columns: { id: "integer", name: "varchar(255)", batch: "integer", migration_time: "timestamptz" },
    key: ["id"],
  },
  { tool: "Knex", table: "knex_migrations_lock", columns: { index: "integer", is_locked: "integer" }, key: ["index"] },
  // umzug's SequelizeStorage
  { tool: "Sequelize", table: "SequelizeMeta", columns: { name: "varchar(255)|varchar(190)" }, key: ["name"] },
  // src/migration/MigrationExecutor.ts, src/schema-builder/RdbmsSchemaBuilder.ts
  {
    tool: "TypeORM",
    table: "migrations",
    columns: { id: "integer", timestamp: "bigint", name: "varchar|varchar(255)" },
    key: ["id"],
  },
  {
    tool: "TypeORM",
    table: "typeorm_metadata",
    columns: {
      type: "varchar|varchar(255)",
      database: "varchar|varchar(255)",
      schema: "varchar|varchar(255)",
      table: "varchar|varchar(255)",
      name: "varchar|varchar(255)",
      value: "text",
    },
    key: [],
  },
  // src/Illuminate/Database/Migrations/DatabaseMigrationRepository.php. Up to 5.3 it had neither id nor key.
  {
    tool: "Laravel",
    table: "migrations",
    columns: { id: "integer", migration: "varchar(255)|varchar(191)", batch: "integer" },
    key: ["id"],
  },
  {
    tool: "Laravel",
    table: "migrations",
    columns: { migration: "varchar(255)|varchar(191)", batch: "integer" },
    key: [],
  },
  // Microsoft.EntityFrameworkCore.Relational: HistoryRepository.ConfigureTable
  {
    tool: "Entity Framework",
    table: "__EFMigrationsHistory",
    columns: { MigrationId: "varchar(150)|varchar(95)", ProductVersion: "varchar(32)" },
    key: ["MigrationId"],
  },
  // src/Phinx/Db/Adapter/AbstractAdapter.php: createSchemaTable
  {
    tool: "Phinx",
    table: "phinxlog",
    columns: { version: "bigint", start_time: "timestamp", end_time: "timestamp" },
    added: [{ migration_name: "varchar(100)" }, { breakpoint: "boolean" }],
    key: ["version"],
  },
  // lib/Doctrine/Migrations/Metadata/Storage/TableMetadataStorage.php; up to 2 it was called migration_versions.
  {
    tool: "Doctrine",
    table: "doctrine_migration_versions",
    columns: { version: "varchar(191)", executed_at: "timestamp", execution_time: "integer" },
    key: ["version"],
  },
  {
    tool: "Doctrine",
    table: "migration_versions",
    columns: { version: "varchar(14)" },
    added: [{ executed_at: "timestamp" }],
    key: ["version"],
  },
  // src/runner.ts: ensureMigrationsTable
  {
    tool: "node-pg-migrate",
    table: "pgmigrations",
    columns: { id: "integer", name: "varchar(255)", run_on: "timestamp" },
    key: ["id"],
  },
  ...sqitchTables,
];
