// Whether the type that was tried for something of an extension's does not fit where it stands.

import type { Client } from "pg";
import type { ServerError } from "../../scripts/run.ts";
import { missingOf } from "./missing.ts";

const mismatches = new Set(["42804", "42846", "42809", "42P18", "42P13", "22P02"]);

/** An operator or a function of PostgreSQL's own is not for it. */
export async function isMismatch(client: Client, error: ServerError): Promise<boolean> {
  const missing = missingOf(error);
  if (missing?.what !== "routine" && missing?.what !== "operator") return mismatches.has(error.code ?? "");
  const { rows } = await client.query(
    `SELECT FROM pg_catalog.pg_proc WHERE proname = $1 AND pronamespace = 'pg_catalog'::pg_catalog.regnamespace
     UNION ALL SELECT FROM pg_catalog.pg_operator WHERE oprname = $1 AND oprnamespace = 'pg_catalog'::pg_catalog.regnamespace LIMIT 1`,
    [missing.path.at(-1)],
  );
  return rows.length > 0;
}
