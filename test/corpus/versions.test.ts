// One meaning across server versions: what PostgreSQL 14 to 18 and PGlite each make of a script has no drift without rules,
// whichever is compared with whichever. By default small scripts in 15, 18 and PGlite; DRIFTCHECK_SERVERS asks for other
// majors, DRIFTCHECK_CORPUS=all for every dump.

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import type { Drift } from "../../src/catalog/drift.ts";
import { driftOf } from "../conformance/comparison.ts";
import { sharedFolder } from "../support/corpus.ts";
import { askedCorpus, sample } from "../support/sample.ts";
import { askedMajors, describeWithOwnServer } from "../support/servers.ts";
import { type Reading, readWithPglite, readWithServer } from "./versions-readers.ts";
import { dumpsIn, lossesBy, refusalBy } from "./versions-refused.ts";

const shared = sharedFolder();
const all = askedCorpus === "all";
const everyday = sample(["sakila", "temporal", "semaphore_hub", "cts", "dor_services"], 1);

const ours = (name: string) => ({ name, file: join(import.meta.dirname, `${name}.sql`) });
const near = { declared: ours("versions-near.declared"), live: ours("versions-near.live") };
const others = [
  "versions",
  "versions-handed-on",
  ...[15, 16, 17, 18].map((major) => `versions-since-${major}`),
  "versions-public-granted",
  "../fixtures/shop/declared",
  "../fixtures/shop/live",
];
const scripts = [near.declared, near.live, ...sample(others, 1).map(ours), ...dumps()];

/** By the script's name, then by the reader's. */
const readings = new Map(scripts.map(({ name }) => [name, new Map<string, Catalog>()]));
const readingsOf = (name: string) => [...(readings.get(name) ?? [])];

/** The largest dump takes minutes where it is read, and each pair of its readings asks PGlite. */
const timeout = (all ? 25 : 5) * 60_000;

for (const major of askedMajors()) {
  describeWithOwnServer(major, (server) => reads(`PostgreSQL ${major}`, (file) => readWithServer(server(), file)));
}

describe("PGlite", () => reads("PGlite", readWithPglite));

describe("one meaning is no drift, whoever reads it", () => {
  for (const { name } of scripts) {
    test(name, { timeout }, async () => {
      expect(readings.get(name)?.has("PGlite")).toBe(refusalBy("PGlite", name) === undefined);
      const found: string[] = [];
      for (const [declaredBy, declared] of readingsOf(name))
        for (const [liveBy, live] of readingsOf(name))
          for (const drift of await driftOf(declared, live)) found.push(`${declaredBy} → ${liveBy}: ${told(drift)}`);
      expect(found.join("\n")).toBe("");
    });
  }
});

test("two meanings are drift, whoever reads them", { timeout }, async () => {
  for (const [declaredBy, declared] of readingsOf(near.declared.name)) {
    for (const [liveBy, live] of readingsOf(near.live.name)) {
      const drift = await driftOf(declared, live);
      expect([...new Set(drift.map(({ id }) => id))].sort(), `${declaredBy} → ${liveBy}`).toEqual(twins(declared));
    }
  }
});

function dumps(): { name: string; file: string }[] {
  if (shared === undefined) return [];
  const folder = join(shared, "corpus/dumps");
  return (all ? dumpsIn(folder) : everyday).map((name) => ({ name, file: join(folder, `${name}.sql`) }));
}

/** Each gives its catalog to the comparisons below; or its refusal, and that must be the one that is known. */
function reads(reader: string, read: (file: string) => Promise<Reading>): void {
  for (const { name, file } of scripts) {
    test(name, { timeout }, async () => {
      const refusal = refusalBy(reader, name);
      if (refusal !== undefined) {
        await expect(read(file)).rejects.toThrow(refusal);
        return;
      }
      const { catalog, lost } = await read(file);
      expect(lost).toEqual(lossesBy(reader, name));
      readings.get(name)?.set(reader, catalog);
    });
  }
}

/** Everything that the two scripts of near misses tell apart: all but the tables and what they need. */
function twins({ objects }: Catalog): string[] {
  const same = new Set(["constraint:public.t.t_pkey", "function:public.f_trigger()"]);
  const needed = new Set(["schema", "extension", "table", "column"]);
  return [...objects.values()].flatMap(({ id, kind }) => (needed.has(kind) || same.has(id) ? [] : [id])).sort();
}

function told({ type, id, attribute, declared, live }: Drift): string {
  return `${type} ${id} ${attribute ?? ""}\n  ${JSON.stringify(declared)}\n  ${JSON.stringify(live)}`;
}
