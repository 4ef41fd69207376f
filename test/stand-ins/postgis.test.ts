// A dump with PostGIS beside a server that has it: the stand-in prints what the extension prints.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { compare } from "../../src/compare/steps.ts";
import { readCatalog } from "../../src/read-catalog.ts";
import { debianMajor } from "../support/servers/debian.ts";
import { query } from "../support/servers/query.ts";
import { describeWithDebian } from "../support/servers.ts";

const file = join(import.meta.dirname, "postgis.sql");
const hasPostgis = existsSync(`/usr/share/postgresql/${debianMajor()}/extension/postgis.control`);
if (!hasPostgis) process.stderr.write("\n!! SKIPPED, no PostGIS: apt-get install postgresql-15-postgis-3\n\n");

describeWithDebian((server) => {
  describe.skipIf(!hasPostgis)("that has PostGIS", () => {
    let declared: Catalog;
    let url: string;
    beforeAll(async () => {
      [declared, url] = await Promise.all([readCatalog(file), server().createDatabase()]);
      await query(url, await readFile(file, "utf8"));
    });

    it("has no drift without rules, and only what the extension computes is named", async () => {
      const live = await readCatalog(url);
      const { drift } = await compare(declared, live);
      expect(drift).toEqual([]);
      expect(declared.objects.get("column:public.places.path" as never)?.attributes.type).toBe(
        "public.geography(LineStringZM,4267)[]",
      );
      const named = declared.notCompared.flatMap(({ id, standIn }) => (standIn === "postgis" ? [id] : []));
      expect(named).toEqual([
        "extension:postgis",
        "column:public.places.centre",
        "column:public.places.lat",
        "column:public.places.origin",
        "constraint:public.places.near",
        "constraint:public.places.valid",
        "constraint:public.spot.spot_check",
        "function:public.east(public.geometry)",
        "index:public.places.places_as_geography",
        "index:public.places.places_hash",
        "index:public.places.places_north",
        "index:public.places.places_projected",
        "materialized view:public.merged",
        "policy:public.places.nearby",
        "view:public.located",
      ]);
    });

    it("reports another modifier, a lost index, another operator class and another call", async () => {
      await query(
        url,
        `ALTER TABLE places ALTER any_projected TYPE geometry(Geometry, 3857) USING NULL, ALTER path TYPE geography(PointZ)[] USING NULL;
         DROP INDEX places_at, places_area_nd; CREATE INDEX places_area_nd ON places USING gist (area);
         DROP POLICY nearby ON places;
         CREATE POLICY nearby ON places USING (st_dwithin(at, st_setsrid(st_point(1, 2), 4326), 6));
         ALTER TABLE places DROP CONSTRAINT near, ADD CONSTRAINT near CHECK (st_y(at) BETWEEN -180 AND 180)`,
      );
      const { drift } = await compare(declared, await readCatalog(url));
      expect(drift.map(({ type, id, attribute }) => [type, id, attribute].join(" ").trim()).sort()).toEqual([
        "changed column:public.places.any_projected type",
        "changed column:public.places.path type",
        "changed constraint:public.places.near expression",
        "changed index:public.places.places_area_nd keys",
        "changed policy:public.places.nearby using",
        "missing index:public.places.places_at",
      ]);
    });
  });
});
