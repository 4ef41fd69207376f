// Every tool whose record can be written. A new one is one file in tools/ and one line here.

import type { Stamper } from "./stamper.ts";
import { alembic } from "./tools/alembic.ts";
import { dbmate } from "./tools/dbmate.ts";
import { django } from "./tools/django.ts";
import { drizzle } from "./tools/drizzle.ts";
import { flyway } from "./tools/flyway.ts";
import { golangMigrate } from "./tools/golang-migrate.ts";
import { goose } from "./tools/goose.ts";
import { prisma } from "./tools/prisma.ts";
import { rails } from "./tools/rails.ts";

export const stampers: readonly Stamper[] = [
  alembic,
  django,
  drizzle,
  prisma,
  goose,
  dbmate,
  golangMigrate,
  flyway,
  rails,
];
