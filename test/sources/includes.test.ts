// The files that a script has psql read: those below its folder, each where psql would find it, and nothing else.

import { symlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { Includes } from "../../src/scripts/includes.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { useFolder } from "../support/cli.ts";

const folder = useFolder();
const table = (name: string) => `CREATE TABLE ${name} (i int);`;

async function split(files: Readonly<Record<string, string>>, main = "db/main.sql") {
  for (const [name, text] of Object.entries(files)) await folder().write(name, text);
  const includes = new Includes(folder().at(main.slice(0, main.lastIndexOf("/"))));
  const text = files[main] ?? "";
  return splitScript(text, folder().at(main), { includes }).map(({ sql, file, line }) => [
    sql.split(" ")[2],
    file?.slice(folder().path.length + 1),
    line,
  ]);
}

test("each file is read where psql would find it, and an error in it names it", async () => {
  const read = await split({
    "db/main.sql": `${table("a")}\n\\i one.sql\n\\ir sub/two.sql\n\\i db/sub/three.sql\n${table("z")}`,
    "db/one.sql": `\n${table("b")}`,
    "db/sub/two.sql": `${table("c")}\n\\ir three.sql\n\\i one.sql`,
    "db/sub/three.sql": table("d"),
  });
  expect(read).toEqual([
    ["a", undefined, 1],
    ["b", "db/one.sql", 2],
    ["c", "db/sub/two.sql", 1],
    ["d", "db/sub/three.sql", 1],
    ["b", "db/one.sql", 2],
    ["d", "db/sub/three.sql", 1],
    ["z", undefined, 5],
  ]);
});

test("nothing outside of the folder is read, by whatever path", async () => {
  await folder().write("secret.sql", table("s"));
  await folder().write("db/x.sql", "");
  await symlink(folder().at("secret.sql"), folder().at("db/link.sql"));
  for (const path of ["../secret.sql", "link.sql", folder().at("secret.sql"), "sub/../../secret.sql"])
    await expect(split({ "db/main.sql": `\n\\i ${path}` })).rejects.toThrow(
      /db\/main\.sql:2: psql's \\i names .*outside of the folder/,
    );
});

test.each([
  ["a file that is not there", { "db/main.sql": "\\ir no.sql" }, /main\.sql:1: psql's \\ir cannot find the file/],
  ["itself", { "db/main.sql": "\\i main.sql" }, /main\.sql:1: .*in a circle/],
  [
    "a circle",
    { "db/main.sql": "\\i p.sql", "db/p.sql": "\\i q.sql", "db/q.sql": "\n\\i p.sql" },
    /q\.sql:2: .*in a circle/,
  ],
  [
    "more than there can be",
    {
      "db/main.sql": "\\i l1.sql",
      ...Object.fromEntries(
        Array.from({ length: 15 }, (_, at) => [`db/l${at + 1}.sql`, `\\i l${at + 2}.sql\n\\i l${at + 2}.sql`]),
      ),
      "db/l16.sql": "",
    },
    /would read more than 10000 files/,
  ],
  ["a file after \\cd", { "db/main.sql": "\\cd sub\n\\i x.sql" }, /main\.sql:2: .*comes after \\cd/],
  ["a file after \\restrict", { "db/main.sql": "\\restrict k\n\\i x.sql" }, /main\.sql:2: .*comes after \\restrict/],
])("refused is %s", async (_, files, message) => {
  await expect(split(files)).rejects.toThrow(message);
});
