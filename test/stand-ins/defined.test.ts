// A stand-in that is made of the definitions of the other side's server: what uses it is compared whole.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { DefinedExtension } from "../../src/catalog/defined-extension.ts";
import { compareSources } from "../../src/check.ts";
import { catalogMemory } from "../../src/embedded/catalog-cache.ts";
import { testedBuild } from "../support/remember-from-source.ts";
import { debianMajor } from "../support/servers/debian.ts";
import { query } from "../support/servers/query.ts";
import { describeWithDebian } from "../support/servers.ts";

const file = join(import.meta.dirname, "defined.sql");
const hasPostgis = existsSync(`/usr/share/postgresql/${debianMajor()}/extension/postgis.control`);

const compared = async (declared: string, live: string) => (await compareSources({ declared, live })).comparison;

it("is remembered with the definitions that it was made of", async () => {
  for (const [name, value] of Object.entries(testedBuild())) vi.stubEnv(name, value);
  const memory = (version: string) => {
    const defined = [{ name: "postgis", version }] as unknown as readonly DefinedExtension[];
    return catalogMemory([{ name: "defined.sql", text: "-- defined" }], { projectFolder: undefined, defined });
  };
  const read = { server: "15.20", objects: new Map(), notCompared: [] };
  await (await memory("3.3.2"))?.remember({ whole: read, plain: read });
  expect(await (await memory("3.3.2"))?.recall(true)).toEqual(read);
  expect(await (await memory("3.4.0"))?.recall(true)).toBeUndefined();
  vi.unstubAllEnvs();
});

describeWithDebian((server) => {
  describe.skipIf(!hasPostgis)("whose PostGIS is asked", () => {
    let url: string;
    beforeAll(async () => {
      url = await server().createDatabase();
      await query(url, await readFile(file, "utf8"));
    });

    it("has no drift without rules, and only a constant is named beside the extension", async () => {
      const { drift, declared } = await compared(file, url);
      expect(drift).toEqual([]);
      const named = declared.notCompared.filter(({ standIn }) => standIn !== undefined);
      expect(named.map(({ id }) => id)).toEqual(["extension:postgis", "view:public.fixed"]);
      expect(named[0]?.reason).toMatch(/made of the definitions of 3\.\S+ on the other side's server/);
      expect(named[1]?.reason).toMatch(/has a constant of the type geometry, .* body differs in casts or constants/);
      // Its version and its comment are compared, too.
      expect(named[0]).not.toHaveProperty("attributes");
    });

    it("reports another modifier, a lost index, another operator class, another call and another cast, from either side", async () => {
      await query(
        url,
        `ALTER TABLE sites ALTER made TYPE geometry(Point, 4326) USING NULL, ALTER outline SET DEFAULT box2d(st_makeenvelope(0, 0, 2, 1));
         DROP INDEX sites_at, sites_nd; CREATE INDEX sites_nd ON sites USING gist (area);
         ALTER TABLE sites DROP CONSTRAINT near, ADD CONSTRAINT near CHECK (st_y(at) BETWEEN -180 AND 180);
         CREATE OR REPLACE VIEW far AS
           SELECT id, st_buffer(at, 1, 'quad_segs=8') AS around, st_expand(outline, 2) AS larger, st_distance(spot::geometry, at) AS away,
             st_asgeojson(area, options => 1) AS json, (st_dump(area)).path[1] AS part, spot::geometry AS flat
           FROM sites WHERE st_dwithin(spot, at::geography, 10) AND area && box2d(at) AND at = st_centroid(area);
         COMMENT ON EXTENSION postgis IS 'ours'`,
      );
      const { drift } = await compared(url, file);
      expect(drift.map(({ type, id, attribute }) => [type, id, attribute].join(" ").trim()).sort()).toEqual([
        "changed column:public.sites.made type",
        "changed column:public.sites.outline default",
        "changed constraint:public.sites.near expression",
        "changed extension:postgis comment",
        "changed index:public.sites.sites_nd keys",
        "changed view:public.far body",
        "unexpected index:public.sites.sites_at",
      ]);
    });
  });
});
