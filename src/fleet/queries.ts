// What a check of many databases asks besides, with its purpose: for whoever must approve of it.

import type { Asked } from "../read/queries.ts";
import { databasesQuery, schemasQuery as listedSchemas } from "./ask.ts";
import { databaseQuery, schemasQuery } from "./fingerprint/query.ts";
import { versionsQuery } from "./fingerprint/versions.ts";

/** Each in a transaction that can only read. */
export function queriesOfFleet(major: number): Asked[] {
  return [
    { purpose: "the databases of the server", sql: databasesQuery, when: "if the targets are a glob over databases" },
    { purpose: "the schemas of the database", sql: listedSchemas, when: "if the targets are a glob over schemas" },
    {
      purpose: "of which versions the rows of the catalogs are",
      sql: versionsQuery(major),
      when: "with --since, alone",
    },
    { purpose: "a digest of the catalogs", sql: databaseQuery(major), when: "if the target is a database" },
    { purpose: "a digest of the catalogs by schema", sql: schemasQuery(major), when: "if the targets are schemas" },
  ];
}
