// What PGlite can't hold: it is refused, and planned only where somebody asks for that. Then each statement says that nothing proves it.

import { join } from "node:path";
import { expect, test } from "vitest";
import type { Catalog, CatalogObject } from "../../src/catalog/catalog.ts";
import { objectId } from "../../src/catalog/object-id.ts";
import { compare } from "../../src/compare/steps.ts";
import { connectEmbedded } from "../../src/embedded/embedded.ts";
import { loadParser } from "../../src/sql/parse.ts";
import { driftcheck } from "../support/cli.ts";
import { hasTurn } from "../support/sample.ts";
import { copyIn, planned } from "./verdict.ts";

const folder = join(import.meta.dirname, "pairs", "unproven");
const plan = (...args: readonly string[]) =>
  driftcheck(["plan", "--declared", "declared.sql", "--live", "live.sql", ...args], { cwd: folder });

test.runIf(hasTurn("--unproven"))(
  "what PostGIS and pgvector give is planned and says that nothing proves it",
  async () => {
    const { code, stdout, stderr } = await plan("--unproven");
    expect([code, stderr]).toEqual([2, ""]);
    await expect(stdout).toMatchFileSnapshot(join(folder, "plan.sql"));
    // The rest is proven, and for the server that the dump was made of, which has no pg_input_is_valid and no NOT NULL … NOT VALID.
    expect(stdout).toContain("Of the rest, proven: 5 of 5 statements; 2 drifts gone, 0 new");
    expect(stdout).not.toContain("pg_input_is_valid");
  },
);

test.runIf(hasTurn("not unproven"))("without --unproven it is refused with the way to have it", async () => {
  const { code, stdout } = await plan("--only", "public.places.likes", "--only", "extension:*");
  expect(code).toBe(2);
  const reason = "PGlite lacks vector, so no copy can prove it: pass --unproven to have its statements";
  const lines = stdout.split("\n").filter((line) => line.startsWith("-- not planned"));
  expect(lines.sort()).toEqual(
    ["column:public.places.likes", "extension:vector"].map((id) => `-- not planned: ${id}: ${reason}`),
  );
});

test.runIf(hasTurn("language"))(
  "a function in a language that PGlite lacks, and a kind that nobody knows, are refused; --unproven writes the one",
  async () => {
    await loadParser();
    const { client, close } = await connectEmbedded([]);
    try {
      await client.query("CREATE FUNCTION public.shout(t text) RETURNS text LANGUAGE sql AS 'SELECT upper(t)'");
      await client.query("SELECT set_config('search_path', '', false)");
      const copy = copyIn(client);
      const declared = await copy.read();
      await client.query("DROP FUNCTION public.shout(text)");
      const shout = objectId("function", ["public", "shout"], "text");
      const inPython = edited(declared, shout, { language: "plpython3u", body: "return t.upper()" });
      const madeUp = objectId("made-up", ["public", "thing"]);
      const wanted = new Map(inPython.objects).set(madeUp, { id: madeUp, kind: "made-up", attributes: { weight: 3 } });
      const walk = {
        copy,
        reopen: async () => copy,
        compare: (live: Catalog) => compare({ ...inPython, objects: wanted }, live),
        rules: [],
      };
      const refused = await planned(walk);
      expect(refused).toMatchObject({ outcome: "unproven", statements: [] });
      expect(refused?.refused.map(({ id, reason }) => `${id}: ${reason}`).sort()).toEqual([
        'function:public.shout(text): PostgreSQL refuses it on the copy: language "plpython3u" does not exist',
        "made-up:public.thing: driftcheck does not write a made-up",
      ]);
      const asked = await planned({ ...walk, unproven: true });
      const [made, owned, ...others] = asked?.statements ?? [];
      expect(made?.sql).toMatch(/^CREATE FUNCTION public\.shout\(t text\)\n.*\n.*LANGUAGE plpython3u/);
      expect(made?.unproven).toBe('PostgreSQL refuses it on the copy: language "plpython3u" does not exist');
      expect([owned?.sql, others]).toEqual(["ALTER FUNCTION public.shout(text) OWNER TO postgres", []]);
      expect(asked?.reverse).toMatchObject([{ sql: "DROP FUNCTION public.shout(text)" }]);
    } finally {
      await close();
    }
  },
);

function edited(catalog: Catalog, id: CatalogObject["id"], attributes: CatalogObject["attributes"]): Catalog {
  const object = catalog.objects.get(id);
  if (object === undefined) throw new Error(`no ${id}`);
  const changed = { ...object, attributes: { ...object.attributes, ...attributes } };
  return { ...catalog, objects: new Map(catalog.objects).set(id, changed) };
}
