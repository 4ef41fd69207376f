// Prisma: a row for each migration, with the digest of its file, written as `prisma migrate resolve --applied` writes it.

import { literal } from "../../sql/literal.ts";
import { fileDigest } from "../file-digest.ts";
import { insert, type Stamper, sqlOf } from "../stamper.ts";

const columns = ["id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count"];

export const prisma: Stamper = {
  name: "prisma",
  table: { name: "_prisma_migrations" },
  create: (table) => [
    `CREATE TABLE ${sqlOf(table)} (
  id                      VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum                VARCHAR(64) NOT NULL,
  finished_at             TIMESTAMPTZ,
  migration_name          VARCHAR(255) NOT NULL,
  logs                    TEXT,
  rolled_back_at          TIMESTAMPTZ,
  started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`,
  ],
  record: async ({ table, missing }) => {
    const rows = missing.map(async ({ id, file }) => {
      const checksum = literal(await fileDigest(file));
      return ["gen_random_uuid()", checksum, literal(id), "now()", "now()", "0"];
    });
    return insert(table, columns, await Promise.all(rows));
  },
};
