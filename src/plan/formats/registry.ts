// Every format of a plan. A new one is a file beside this and a line here.

import { dbmate } from "./dbmate.ts";
import type { PlanFormat } from "./format.ts";
import { golangMigrate } from "./golang-migrate.ts";
import { goose } from "./goose.ts";
import { prisma } from "./prisma.ts";
import { sql } from "./sql.ts";

export const planFormats: readonly PlanFormat[] = [sql, goose, dbmate, golangMigrate, prisma];
