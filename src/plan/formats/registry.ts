// Every format of a plan. A new one is a file beside this and a line here.

import { alembic } from "./alembic.ts";
import { dbmate } from "./dbmate.ts";
import { django } from "./django.ts";
import { drizzle } from "./drizzle.ts";
import { flyway } from "./flyway.ts";
import type { PlanFormat } from "./format.ts";
import { golangMigrate } from "./golang-migrate.ts";
import { goose } from "./goose.ts";
import { prisma } from "./prisma.ts";
import { rails } from "./rails.ts";
import { sqitch } from "./sqitch.ts";
import { sql } from "./sql.ts";

export const planFormats: readonly PlanFormat[] = [
  sql,
  alembic,
  django,
  drizzle,
  prisma,
  goose,
  dbmate,
  golangMigrate,
  flyway,
  sqitch,
  rails,
];
