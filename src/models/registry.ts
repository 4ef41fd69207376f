// Every declared model that is no SQL. A new one is a file beside this and a line here.

import { drizzle } from "./drizzle.ts";
import type { Model } from "./model.ts";
import { prisma } from "./prisma.ts";
import { rails } from "./rails.ts";
import { sqlalchemy } from "./sqlalchemy.ts";

export const models: readonly Model[] = [sqlalchemy, drizzle, prisma, rails];
