// Every migration tool. A new one is a file beside this and a line here.

import { alembic } from "./alembic.ts";
import { dbmate } from "./dbmate.ts";
import { django } from "./django.ts";
import { drizzle } from "./drizzle.ts";
import { flyway } from "./flyway.ts";
import { golangMigrate } from "./golang-migrate.ts";
import { goose } from "./goose.ts";
import { prisma } from "./prisma.ts";
import { rails } from "./rails.ts";
import { sqitch } from "./sqitch.ts";
import type { MigrationTool } from "./tool.ts";

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
