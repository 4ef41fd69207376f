// The two readings of one database agree on a schema that has everything, and each thing that they tell is compared:
// an object or an attribute that one reader has wrong is found.

import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Catalog, CatalogObject } from "../../src/catalog/catalog.ts";
import { kindOf, type ObjectId } from "../../src/catalog/object-id.ts";
import { SourceError } from "../../src/errors.ts";
import { kinds } from "../../src/kinds/registry.ts";
import type { Structure } from "../../src/kinds/structure/structure.ts";
import { crossRead, disagreements } from "../../src/read/cross-read.ts";
import { introspect } from "../../src/read/introspect.ts";
import { readStructure } from "../../src/read/structure.ts";
import { hasTurn, sample } from "../support/sample.ts";
import { describeWithServer, type Server } from "../support/servers.ts";

const rich = readFileSync(new URL("rich.sql", import.meta.url), "utf8");

// PostgreSQL 18 has NOT NULL among the constraints, virtual columns and what is not enforced.
const since18 = `
  CREATE TABLE eighteen (id integer CONSTRAINT named NOT NULL, twice integer GENERATED ALWAYS AS (id * 2) VIRTUAL,
    ids int4range, during tsrange, CHECK (id > 0) NOT ENFORCED, UNIQUE (ids, during WITHOUT OVERLAPS));
  CREATE TABLE within (ids int4range, during tsrange,
    FOREIGN KEY (ids, PERIOD during) REFERENCES eighteen (ids, PERIOD during));
  ALTER TABLE eighteen ADD CONSTRAINT later NOT NULL twice NOT VALID`;

/** Where a mistake of ours is found, kind by kind: just these attributes. */
const compared: Readonly<Record<string, readonly string[]>> = {
  schema: ["comment"],
  enum: ["comment", "labels"],
  domain: ["comment", "notNull", "type"],
  composite: ["attributes", "comment"],
  range: ["comment"],
  sequence: ["comment"],
  table: ["comment"],
  column: ["comment", "default", "expression", "generated", "notNull", "type"],
  constraint: [
    ...["columns", "comment", "deferrable", "deferred", "expression", "include", "keys", "match", "noInherit"],
    ...["notValid", "onDelete", "onUpdate", "referencedColumns", "references", "type"],
  ],
  index: ["include", "keys", "predicate", "type"],
  view: ["columnComments", "comment", "defaults"],
  "materialized view": ["comment"],
  function: ["body", "comment", "cost", "language", "parallel", "returns", "rows", "strict", "type", "volatility"],
  trigger: ["enabled"],
};

describe("crossRead", () => {
  for (const major of sample([15, 18] as const, 1)) describeWithServer(major, (server) => onServer(server, major));
});

function onServer(server: () => Server, major: number): void {
  let client: pg.Client;
  let catalog: Catalog;
  let structure: Structure;

  beforeAll(async () => {
    client = new pg.Client(await server().createDatabase());
    await client.connect();
    await client.query(rich);
    if (major >= 18) await client.query(since18);
    catalog = await introspect(client);
    structure = await inEmptySearchPath(client);
  });
  afterAll(() => client.end());

  const disagreementsWith = (change: (objects: Map<ObjectId, CatalogObject>) => void) => {
    const objects = new Map(catalog.objects);
    change(objects);
    return disagreements(objects, kinds, structure);
  };

  it("has both readers agree on everything", async () => {
    expect(disagreementsWith(() => {})).toEqual([]);
    await expect(introspect(client, { crossRead: true })).resolves.toEqual(catalog);
  });

  it("reads something of every kind that has a second door", () => {
    const read = kinds.filter((kind) => kind.structure !== undefined);
    expect(read.map(({ name }) => name).toSorted()).toEqual(Object.keys(compared).toSorted());
    for (const kind of read) expect([...(kind.structure?.read(structure) ?? [])].length, kind.name).toBeGreaterThan(0);
  });

  it("finds each object that either reader lacks", () => {
    for (const object of catalog.objects.values()) {
      // Of a foreign table, pg-structure has nothing at all.
      const isCompared = [object.id, object.parent ?? object.id].every((id) => compared[kindOf(id)] !== undefined);
      if (!isCompared) continue;
      expect(disagreementsWith((objects) => objects.delete(object.id))).toEqual([
        `${object.id} is only in pg-structure`,
      ]);
      const other = `${object.id}_too` as ObjectId;
      expect(disagreementsWith((objects) => objects.set(other, { ...object, id: other }))).toEqual([
        `${other} is only in the catalogs`,
      ]);
    }
  });

  it.runIf(hasTurn("each attribute"))("finds each attribute that is wrong in ours", () => {
    const found = new Map<string, Set<string>>(Object.keys(compared).map((kind) => [kind, new Set()]));
    for (const object of catalog.objects.values()) {
      for (const name of Object.keys(object.attributes)) {
        const { [name]: value, ...without } = object.attributes;
        const about = [without, { ...without, [name]: another(value) }].flatMap((attributes) =>
          disagreementsWith((objects) => objects.set(object.id, { ...object, attributes })),
        );
        if (about.length > 0) found.get(object.kind)?.add(name);
        for (const text of about) expect(text.startsWith(`${object.id} `), text).toBe(true);
      }
    }
    expect(Object.fromEntries([...found].map(([kind, names]) => [kind, [...names].toSorted()]))).toEqual({
      ...compared,
      constraint: [...(compared.constraint ?? []), ...(major >= 18 ? ["notEnforced"] : [])].toSorted(),
    });
  });

  it("finds a column that stands elsewhere and a trigger that calls something else", () => {
    const moved = { ...one("column:public.kinds_of_types.t"), ordinal: 77 };
    expect(disagreementsWith((objects) => objects.set(moved.id, moved))).toEqual([`${moved.id} position is 77 and 17`]);
    const redirected = { ...one("trigger:public.children.off"), uses: ["function:public.other()" as ObjectId] };
    expect(disagreementsWith((objects) => objects.set(redirected.id, redirected))).toHaveLength(1);
  });

  const one = (id: string) => {
    const object = catalog.objects.get(id as ObjectId);
    if (object === undefined) throw new Error(`${id} is not there`);
    return object;
  };

  it("names the first few of many", () => {
    expect(() => crossRead(new Map(), kinds, structure)).toThrow(SourceError);
    expect(() => crossRead(new Map(), kinds, structure)).toThrow(
      /^the catalogs and pg-structure disagree in \d{3} points: schema:"Strange ""schema""\.x" is only in pg-structure; .* and \d{3} more$/,
    );
  });

  it("leaves out what an extension owns, and only that", () => {
    expect([...catalog.objects.keys()].filter((id) => id.includes("owned"))).toEqual([]);
    expect(structure.tables.map(({ name }) => name)).not.toContain("owned");
  });
}

async function inEmptySearchPath(client: pg.Client): Promise<Structure> {
  await client.query("BEGIN; SET LOCAL search_path = ''");
  try {
    return await readStructure(client);
  } finally {
    await client.query("ROLLBACK");
  }
}

/** A value of the same sort that is wrong. */
function another(value: CatalogObject["attributes"][string] | undefined) {
  if (typeof value === "boolean") return false;
  if (typeof value === "object") return value.length > 1 ? value.toReversed() : ["wrong"];
  return typeof value === "string" && Number.isFinite(Number(value)) ? `${Number(value) + 1}` : `wrong ${value}`;
}
