// A folder of SQL is read as a whole, or refused by the name of what would not be read.

import { symlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { readScripts } from "../../src/scripts/files.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";

const folder = useFolder();
const table = (name: string) => `CREATE TABLE ${name} (id integer);`;

test("files are read in order of their names, whatever the case of their ending", async () => {
  for (const name of ["10_c.sql", "9_b.SQL", "1_a.Sql"])
    await folder().write(`plain/${name}`, table(name.slice(-5, -4)));
  await folder().write("plain/README.md", "");
  await folder().write("plain/empty/notes.txt", "");
  const read = await readScripts(folder().at("plain"));
  expect(read.map(({ name }) => name.split("/").at(-1))).toEqual(["1_a.Sql", "9_b.SQL", "10_c.sql"]);
});

test.each(["sub/b.sql", "sub/deep/er/B.SQL", "b.psql", "b.pgsql", "b.ddl", "b.sql.gz", "down/1_a.sql"])(
  "%s is not passed over",
  async (name) => {
    const place = name.replaceAll(/\W/g, "_");
    await folder().write("declared.sql", table("a"));
    await folder().write(`${place}/a.sql`, table("a"));
    await folder().write(`${place}/${name}`, table("b"));
    const ran = await driftcheck(["--declared", "declared.sql", "--live", place], { cwd: folder().path });
    expectRefusal(ran, `${place}/${name} would not be read`);
  },
);

test("a folder of folders is refused by what is in them, and a link to the folder itself ends", async () => {
  await folder().write("folders/tables/a.sql", table("a"));
  await expect(readScripts(folder().at("folders"))).rejects.toThrow(/folders\/tables\/a\.sql would not be read/);
  await folder().write("linked/a.sql", table("a"));
  await folder().write("linked/other/x.txt", "");
  await symlink(folder().at("linked/other"), folder().at("linked/other/again"));
  expect(await readScripts(folder().at("linked"))).toHaveLength(1);
});
