// Every migration tool. A new one is a file or a folder beside this and a line here.

import { alembic } from "./alembic/alembic.ts";
import { dbmate } from "./dbmate.ts";
import { django } from "./django/django.ts";
import { drizzle } from "./drizzle/drizzle.ts";
import { flyway } from "./flyway/flyway.ts";
import { golangMigrate } from "./golang-migrate.ts";
import { goose } from "./goose/goose.ts";
import { doctrine } from "./others/doctrine.ts";
import { ecto } from "./others/ecto.ts";
import { entityFramework } from "./others/entity-framework.ts";
import { knex } from "./others/knex.ts";
import { laravel } from "./others/laravel.ts";
import { liquibase } from "./others/liquibase.ts";
import { nodePgMigrate } from "./others/node-pg-migrate.ts";
import { phinx } from "./others/phinx.ts";
import { sequelize } from "./others/sequelize.ts";
import { sqlalchemyMigrate } from "./others/sqlalchemy-migrate.ts";
import { typeorm } from "./others/typeorm.ts";
import type { TableKeeper } from "./own-table.ts";
import { prisma } from "./prisma.ts";
import { rails } from "./rails.ts";
import { sqitch } from "./sqitch/sqitch.ts";
import type { MigrationTool } from "./tool.ts";

/** Those whose folders can be read. */
export const migrationTools: readonly MigrationTool[] = [
  alembic,
  django,
  goose,
  dbmate,
  golangMigrate,
  flyway,
  sqitch,
  drizzle,
  prisma,
  rails,
];

/** Those whose own tables are known: the others' folders can't be read. */
export const tableKeepers: readonly TableKeeper[] = [
  ...migrationTools,
  sqlalchemyMigrate,
  ecto,
  liquibase,
  knex,
  sequelize,
  typeorm,
  laravel,
  entityFramework,
  phinx,
  doctrine,
  nodePgMigrate,
];
