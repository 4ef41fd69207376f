// Schemas of real applications: each against itself without rules, in PGlite and in a real server, and one against the other.

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { readCatalog } from "../../src/read-catalog.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { sharedFolder } from "../support/corpus.ts";
import { askedCorpus, sample } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";

const shared = sharedFolder();
const dump = (name: string) => join(shared ?? "", "corpus/dumps", `${name}.sql`);

const everyday = ["sakila", "temporal", "semaphore_hub", "cts", "dor_services"];
const others = ["aact_admin", "bytebase", "danbooru", "gitlab", "panoptes", "supabase_ref", "trase"];
/** They need extensions that PGlite does not have. */
const withStandIns = ["bety", "graphile_kitchensink", "inaturalist", "pagila", "supabase_pg15"];

/** What PGlite does not restore today, and the reason that driftcheck gives. */
const refused: Readonly<Record<string, RegExp>> = {
  trade_tariff: /relation "uk.chapter_note_experimentals" does not exist/,
};

const all = askedCorpus === "all";
const some = sample(everyday, 1);

describe.skipIf(shared === undefined)("dumps of real applications", () => {
  test.each(all ? [...everyday, ...others, ...withStandIns] : some)(
    "%s against itself in PGlite has no drift without rules",
    async (name) => {
      const { drift, compared } = await check({
        declared: dump(name),
        live: dump(name),
        rules: [],
        crossRead: name !== "gitlab",
      });
      expect(drift).toEqual([]);
      expect(compared.table).toBeGreaterThan(3);
    },
  );

  test.each(Object.entries(refused))("%s is refused with its reason", async (name, reason) => {
    await expect(readCatalog(dump(name))).rejects.toThrow(reason);
  });
});

describeWithOwnServer(15, (server) => {
  /** As psql would: statement by statement, going on where roles are missing. */
  async function restored(file: string): Promise<string> {
    const url = await server().createDatabase();
    const statements = splitScript(readFileSync(file, "utf8"), basename(file)).filter(
      ({ sql }) => !/\bOWNER TO\b|^(GRANT|REVOKE)\b/.test(sql),
    );
    await query(url, statements.map(({ sql }) => sql).join(";\n"));
    return url;
  }

  const example = join(import.meta.dirname, "../fixtures/shop/live.sql");
  const files = [example, join(import.meta.dirname, "../fixtures/shop/declared.sql")];
  if (shared !== undefined) files.push(...some.map(dump));

  test.each(files)("%s in PostgreSQL 15 and in PGlite has no drift without rules", async (file) => {
    const { drift } = await check({ declared: file, live: await restored(file), rules: [], crossRead: true });
    expect(drift).toEqual([]);
  });
});
