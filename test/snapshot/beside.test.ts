// A snapshot that is read beside the catalog it is compared with is the same snapshot, and whatever differs is told as if it had
// been read alone: every object of a database altered in every way, on either side.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { counts, coverage, notCompared } from "../../src/compare/coverage.ts";
import { compare } from "../../src/compare/steps.ts";
import { restore } from "../../src/embedded/restore.ts";
import { introspect } from "../../src/read/introspect.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { openSnapshot, readSnapshot, writeSnapshot } from "../../src/snapshot/file.ts";
import { mutated } from "../support/mutated.ts";
import { useEmbeddedClient } from "../support/pglite.ts";
import { sample } from "../support/sample.ts";

const client = useEmbeddedClient();

const script = ["versions", "versions-since-18"]
  .map((name) => readFileSync(join(import.meta.dirname, `../corpus/${name}.sql`), "utf8"))
  .join("\n");

/** All that a report says of a comparison. */
async function told(declared: Catalog, live: Catalog) {
  const comparison = await compare(declared, live);
  const covered = coverage(comparison.declared, comparison.live);
  return {
    drift: comparison.drift,
    compared: counts(comparison, covered),
    covered,
    notCompared: notCompared(comparison.declared, comparison.live, false),
  };
}

/**
 * What a catalog says, in whatever order it was read; in what order members stand, and not by which numbers. What is installed where
 * no version is declared stands in no snapshot.
 */
function said({ objects, extensionVersions: _, ...rest }: Catalog) {
  const byId = [...objects.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...rest, objects: byId.map(({ ordinal, ...object }) => object) };
}

describe("a snapshot beside another catalog", () => {
  let catalog: Catalog;
  beforeAll(async () => {
    await restore(client(), "versions.sql", splitScript(script, "versions.sql"));
    catalog = { ...(await introspect(client(), { privileges: true })), ofDatabase: true };
  });

  it("has the other's objects where nothing differs", async () => {
    const declared = openSnapshot(writeSnapshot(catalog, "x.yaml"), "x.yaml")(catalog);
    expect(declared.objects).toBe(catalog.objects);
    expect(said(declared)).toEqual(said(catalog));
    expect((await told(declared, catalog)).drift).toEqual([]);
  });

  it("keeps what it says of itself", () => {
    const notCompared = [{ what: "statement", count: 2, reason: "x" }];
    const text = writeSnapshot({ ...catalog, server: "15.2", notCompared, ofDatabase: false }, "x.yaml");
    expect(said(openSnapshot(text, "x.yaml")(catalog))).toEqual(said(readSnapshot(text, "x.yaml")));
  });

  it("tells of every difference what it tells when it is read alone", async () => {
    const all = mutated(catalog);
    expect(all.length).toBeGreaterThan(1000);
    let drifted = 0;
    for (const { what, catalog: other } of sample(all, 60)) {
      for (const [declared, live] of [
        [other(), catalog],
        [catalog, other()],
      ] as const) {
        const text = writeSnapshot(declared, "x.yaml");
        const alone = readSnapshot(text, "x.yaml");
        const beside = openSnapshot(text, "x.yaml")(live);
        expect(said(beside), what).toEqual(said(alone));
        const answer = await told(beside, live);
        expect(answer, what).toEqual(await told(alone, live));
        if (answer.drift.length > 0) drifted += 1;
      }
    }
    expect(drifted).toBeGreaterThan(60);
  });
});
