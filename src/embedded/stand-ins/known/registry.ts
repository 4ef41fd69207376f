// Every extension of which something is known. Of any other, what a script names is made when PostgreSQL misses it.

import type { KnownExtension } from "../known.ts";
import { postgis } from "./postgis.ts";
import { timescaledb } from "./timescaledb.ts";
import { vector } from "./vector.ts";

/** Of these it is only known where their objects are. */
const placed: readonly KnownExtension[] = [
  { name: "postgis_topology", schema: "topology", requires: ["postgis"] },
  { name: "postgis_tiger_geocoder", schema: "tiger", requires: ["postgis"], schemas: ["tiger_data"] },
  { name: "postgis_raster", requires: ["postgis"], types: { raster: "plain" } },
  { name: "pg_cron", schema: "pg_catalog", schemas: ["cron"] },
  { name: "pg_net", schemas: ["net"] },
  { name: "pgmq", schema: "pgmq" },
  { name: "age", schema: "ag_catalog" },
  { name: "plv8", schema: "pg_catalog" },
  { name: "citus", schema: "pg_catalog" },
  { name: "pg_tle", schema: "pgtle" },
  { name: "pg_ivm", schema: "pg_catalog" },
  { name: "pg_uuidv7" },
  { name: "pg_hashids" },
  { name: "pgtap" },
];

export const known: ReadonlyMap<string, KnownExtension> = new Map(
  [postgis, timescaledb, vector, ...placed].map((each) => [each.name, each]),
);

export const knownOf = (name: string): KnownExtension => known.get(name) ?? { name };
