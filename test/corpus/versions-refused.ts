// Which reader does not take which script, or which of its statements, and why. Everything else must be taken whole.

import { existsSync, readdirSync } from "node:fs";

/** Readers are `PostgreSQL 14` to `PostgreSQL 18`, and `PGlite`. */
type Readers = RegExp;

const everyone = /./;
/** PGlite has stand-ins for extensions. */
const servers = /^PostgreSQL/;
const before = (major: number): Readers => {
  const majors = [14, 15, 16, 17].filter((each) => each < major);
  return new RegExp(`^PostgreSQL (${majors.join("|")})$`);
};

/** Debian's server has PostGIS where its package is installed. */
const hasPostgis = existsSync("/usr/share/postgresql/15/extension/postgis.control");

function withPostgis(refusal: RegExp): readonly (readonly [Readers, RegExp])[] {
  return [[hasPostgis ? /^PostgreSQL (?!15$)/ : servers, refusal]];
}

/** The first reason whose readers fit is the one that must be given. */
const refusals: Readonly<Record<string, readonly (readonly [Readers, RegExp])[]>> = {
  "versions-since-15": [[before(15), /syntax error at or near "NULLS"/]],
  "versions-since-16": [[before(16), /syntax error at or near "STORAGE"/]],
  "versions-since-17": [[before(17), /exclusion constraints are not supported on partitioned tables/]],
  "versions-since-18": [[before(18), /syntax error at or near "VIRTUAL"/]],
  bety: withPostgis(/type "public.geometry" does not exist.*postgis/),
  gitlab: [[before(15), /syntax error at or near "NULLS"/]],
  // It creates four extensions, and uses a fifth that its database had.
  graphile_kitchensink: [[servers, /type "citext" does not exist/]],
  inaturalist: withPostgis(/type public.geometry does not exist.*postgis/),
  pagila: [
    [before(18), /function uuidv7\(\) does not exist/],
    [servers, /type "public.vector" does not exist/],
  ],
  supabase_pg15: [[servers, /relation "vault.secrets" does not exist.*supabase_vault/]],
  // It lacks a table of which it has an index.
  trade_tariff: [
    [servers, /type "public.vector" does not exist/],
    [everyone, /relation "uk.chapter_note_experimentals" does not exist/],
  ],
};

/** What a reader leaves out of a script that it takes: the kinds of statements, or of objects. */
const losses: Readonly<Record<string, readonly (readonly [Readers, readonly string[]])[]>> = {
  bety: [[/PGlite/, ["constraint", "extension", "view"]]],
  danbooru: [[/PGlite/, ["extension"]]],
  graphile_kitchensink: [[/PGlite/, ["extension"]]],
  inaturalist: [[/PGlite/, ["extension"]]],
  pagila: [[/PGlite/, ["extension"]]],
  supabase_pg15: [[/PGlite/, ["extension", "view"]]],
  // MAINTAIN and transaction_timeout are new in 17.
  supabase_ref: [[before(17), ["GRANT statement", "SET statement"]]],
  trase: [[/PGlite/, ["extension"]]],
};

export function refusalBy(reader: string, script: string): RegExp | undefined {
  return refusals[script]?.find(([readers]) => readers.test(reader))?.[1];
}

export function lossesBy(reader: string, script: string): readonly string[] {
  return losses[script]?.find(([readers]) => readers.test(reader))?.[1] ?? [];
}

/** Every dump in the folder, by its name without `.sql`. */
export function dumpsIn(folder: string): string[] {
  return readdirSync(folder).flatMap((file) => (file.endsWith(".sql") ? [file.slice(0, -".sql".length)] : []));
}
