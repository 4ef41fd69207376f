// A remembered catalog says all that was read, and nothing where a byte of it is another.

import { expect, it } from "vitest";
import type { Catalog, CatalogObject } from "../../src/catalog/catalog.ts";
import { objectId } from "../../src/catalog/object-id.ts";
import { packCatalog, unpackCatalog } from "../../src/embedded/packed-catalog.ts";
import { useEmbedded } from "../support/pglite.ts";

const read = useEmbedded();

const sorted = ({ objects, ...catalog }: Catalog) => ({
  ...catalog,
  objects: [...objects].sort(([a], [b]) => (a < b ? -1 : 1)),
});

it("comes back as it was", async () => {
  const catalog = await read(`CREATE TABLE t (id serial PRIMARY KEY, "é" text DEFAULT 'ü', b boolean);
    CREATE TABLE u (t_id int REFERENCES t, b boolean); CREATE VIEW v AS SELECT id FROM t; CREATE INDEX i ON t (lower("é"));
    CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1'; COMMENT ON TABLE t IS 'a\nb';`);
  const lost = { what: "index", count: 1, reason: "not here", id: objectId("index", ["public", "x"]) };
  const extra: CatalogObject = {
    id: objectId("column", ["other", "gone", "c"]),
    kind: "column",
    parent: objectId("table", ["other", "gone"]),
    ordinal: 3,
    attributes: { type: "integer", keys: ["a", "b"], flag: true },
    uses: [objectId("type", ["other", "absent"]), objectId("table", ["public", "t"])],
  };
  const whole: Catalog = {
    ...catalog,
    privileges: true,
    notCompared: [...catalog.notCompared, lost],
    objects: new Map([...catalog.objects, [extra.id, extra]]),
  };
  const bytes = Buffer.concat(packCatalog(whole));
  const back = unpackCatalog(bytes);
  expect(back && sorted(back)).toEqual(sorted(whole));
  for (const at of [0, 40, bytes.length >> 1, bytes.length - 1]) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(unpackCatalog(altered)).toBeUndefined();
  }
  expect(unpackCatalog(bytes.subarray(0, -1))).toBeUndefined();
});
