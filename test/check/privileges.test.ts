// Owners and privileges are compared where they are asked for, and where they can't be the report says why.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { readCatalog } from "../../src/read-catalog.ts";
import { writeSnapshot } from "../../src/snapshot/file.ts";

const folder = mkdtempSync(join(tmpdir(), "driftcheck-"));
afterAll(() => rmSync(folder, { recursive: true }));

function script(name: string, sql: string): string {
  const file = join(folder, name);
  writeFileSync(file, sql);
  return file;
}

const plain = script("plain.sql", "CREATE TABLE t (a int);");
const granted = script(
  "granted.sql",
  "CREATE TABLE t (a int); ALTER TABLE t OWNER TO bob; GRANT SELECT ON t TO alice;",
);

async function snapshot(name: string, from: string, privileges: boolean): Promise<string> {
  return script(name, writeSnapshot(await readCatalog(from, { privileges }), name));
}

test("are off by default, which is said", async () => {
  const { drift, notCompared } = await check({ declared: plain, live: granted, rules: [] });
  expect(drift).toEqual([]);
  expect(notCompared.map(({ what, side, count }) => [what, side, count])).toEqual([
    ["owner", "declared", 2],
    ["privilege list", "live", 1],
    ["owner", "live", 2],
  ]);
});

test("are drift where they are asked for", async () => {
  const { drift, notCompared } = await check({ declared: plain, live: granted, rules: [], privileges: true });
  expect(drift.map(({ id, attribute, live }) => [id, attribute, live])).toEqual([
    ["table:public.t", "owner", "bob"],
    ["table:public.t", "privileges", ["alice: SELECT"]],
  ]);
  expect(notCompared).toEqual([]);
});

test("come back from a snapshot that was made with them", async () => {
  const declared = await snapshot("with.yaml", granted, true);
  expect((await check({ declared, live: granted, rules: [], privileges: true })).drift).toEqual([]);
  expect((await check({ declared, live: plain, rules: [], privileges: true })).drift).toHaveLength(2);
});

test("are said not to be compared where a snapshot lacks them", async () => {
  const declared = await snapshot("without.yaml", plain, false);
  const { drift, notCompared } = await check({ declared, live: granted, rules: [], privileges: true });
  expect(drift).toEqual([]);
  expect(notCompared.find(({ what }) => what === "owner")?.reason).toContain("make its snapshot with --privileges");
});

test("that PGlite refused are not named where they are not asked for, and are one line where they are", async () => {
  const grants = Array.from({ length: 40 }, (_, at) => `GRANT SELECT ON gone_${at} TO alice;`).join("\n");
  const refused = script(
    "refused.sql",
    `CREATE TABLE t (a int);\n${grants}\nGRANT EXECUTE ON FUNCTION gone() TO alice;`,
  );
  const grantsOf = async (privileges: boolean) => {
    const { notCompared } = await check({ declared: plain, live: refused, rules: [], privileges });
    return notCompared.filter(({ what }) => what === "GRANT statement").map(({ count, reason }) => [count, reason]);
  };
  expect(await grantsOf(false)).toEqual([]);
  expect(await grantsOf(true)).toEqual([
    [40, expect.stringMatching(/refused\.sql:2: relation "gone_0" does not exist, and 39 more like it$/)],
    [1, expect.stringMatching(/refused\.sql:42: function gone\(\) does not exist$/)],
  ]);
});
