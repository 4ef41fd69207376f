// A snapshot gives back what was read, byte by byte the same each time, and is YAML to others; whatever the names and bodies.

import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Attributes, Catalog, CatalogObject } from "../../src/catalog/catalog.ts";
import { memberId, type ObjectId, objectId } from "../../src/catalog/object-id.ts";
import type { Document } from "../../src/snapshot/document.ts";
import { readSnapshot, writeSnapshot } from "../../src/snapshot/file.ts";
import { writeYaml } from "../../src/snapshot/yaml.ts";
import { readYaml } from "../../src/snapshot/yaml-reader.ts";
import { catalogOf } from "../support/catalogs.ts";
import { driftcheck, useFolder } from "../support/cli.ts";

const folder = useFolder();

describe("a database of hostile names", () => {
  let yaml = "";
  let json = "";
  beforeAll(async () => {
    await folder().write("hostile.sql", hostileSql());
    for (const out of ["once.yaml", "twice.yaml", "once.json"]) {
      const ran = await driftcheck(["snapshot", "--from", "hostile.sql", "--out", out], { cwd: folder().path });
      expect(ran).toEqual({ code: 0, stdout: "", stderr: "" });
    }
    yaml = await folder().read("once.yaml");
    json = await folder().read("once.json");
  });

  it("gives the same bytes twice", async () => {
    expect(await folder().read("twice.yaml")).toBe(yaml);
  });

  it("comes back the same from either format, with all its objects", () => {
    const read = readSnapshot(yaml, "once.yaml");
    expect(plain(read)).toEqual(plain(readSnapshot(json, "once.json")));
    for (const name of names) expect([...read.objects.keys()]).toContain(objectId("table", ["public", name]));
    for (const at of bodies.keys()) {
      const { attributes } = read.objects.get(objectId("function", ["public", `f${at}`], "")) ?? {};
      expect(Object.values(attributes ?? {})).toContain(bodies[at]);
    }
  });

  it("is YAML to a YAML library, with the same data", () => {
    expectYaml(yaml, readSnapshot(json, "once.json"));
  });

  it("has no drift from what it was taken from, also when Git gave it the line ends of Windows", async () => {
    for (const name of ["once.yaml", "once.json"]) {
      await folder().write(`crlf-${name}`, (await folder().read(name)).replaceAll("\n", "\r\n"));
      const args = ["--declared", name, "--live", `crlf-${name}`, "--no-rules"];
      const ran = await driftcheck(args, { cwd: folder().path });
      expect({ ...ran, stdout: ran.stdout.slice(0, 9) }).toEqual({ code: 0, stdout: "No drift.", stderr: "" });
    }
    const ran = await driftcheck(["--declared", "once.yaml", "--live", "hostile.sql", "--no-rules"], {
      cwd: folder().path,
    });
    expect({ ...ran, stdout: ran.stdout.slice(0, 9) }).toEqual({ code: 0, stdout: "No drift.", stderr: "" });
  });
});

describe("any text", () => {
  it("comes back from YAML as name and as body, and is YAML to a library", () => {
    for (let round = 0; round < 40; round += 1) {
      const catalog = catalogWith(Array.from({ length: 10 }, (_, at) => randomText(round * 10 + at)));
      const text = writeSnapshot(catalog, "x.yaml");
      expect(plain(readSnapshot(text, "x.yaml"))).toEqual(plain(catalog));
      expectYaml(text, catalog);
    }
  });

  it("is in order, whatever the order in which it was read", () => {
    const catalog = catalogWith(names);
    const reversed = { ...catalog, objects: new Map([...catalog.objects].reverse()) };
    for (const name of ["x.yaml", "x.json"]) expect(writeSnapshot(reversed, name)).toBe(writeSnapshot(catalog, name));
  });

  it("may be longer than a key of YAML's", () => {
    const catalog = catalogWith([], "a_rather_long_type_name, ".repeat(100));
    const text = writeSnapshot(catalog, "x.yaml");
    expect(plain(readSnapshot(text, "x.yaml"))).toEqual(plain(catalog));
    expectYaml(text, catalog);
  });

  it("is read with a byte order mark, and by a name in capitals", async () => {
    const catalog = catalogOf({ id: { type: "integer" } });
    for (const name of ["BOM.YAML", "BOM.JSON"]) await folder().write(name, `\uFEFF${writeSnapshot(catalog, name)}`);
    const ran = await driftcheck(["--declared", "BOM.YAML", "--live", "BOM.JSON"], { cwd: folder().path });
    expect([ran.code, ran.stderr]).toEqual([0, ""]);
  });
});

const names = [
  ...[
    'quo"te',
    "a: b",
    "- a",
    "#",
    "__proto__",
    "constructor",
    "1",
    "1e3",
    "0x1F",
    "~",
    "null",
    "yes",
    "Ünïcode",
    "日本",
  ],
  ...[
    "new\nline",
    "tab\t",
    " ",
    "trailing ",
    "a.b",
    "{",
    "[",
    "*a",
    "&a",
    "!x",
    "|",
    ">",
    "%",
    "@",
    "`",
    "'",
    "\\",
    "<<",
  ],
  ...[
    "$uses",
    "\u2028",
    "\u202e",
    "a\ufeff",
    "\u0085",
    "\u007f",
    "😀",
    "? a",
    "a:b",
    "a :b",
    "=",
    ".inf",
    "x".repeat(63),
  ],
];

const bodies = [
  ...[
    "\n",
    "\n\n",
    "\nselect 1\n",
    "select 1\n\n\n",
    "select 1  \n  ",
    "\tselect 1\n\t",
    "select\r\n1",
    "a\rb\n",
    " \n \n",
  ],
  ...[
    "  select 1\n select 2",
    "select ' \n ';\n",
    "\n\n  x",
    "# no comment\n",
    "--- \n...\n",
    "é\n😀\n",
    "a\n\u2028b",
    "a\n\u202eb\n",
  ],
  ...["a\n\ufeffb", "a\n\u0085b", "key: |2+\n      more\n", "\n ", " \nx", "x\n\t\n"],
];

function hostileSql(): string {
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const columns = names.map((name) => `${quoted(name)} integer`).join(", ");
  const tables = names.map((name) => `CREATE TABLE ${quoted(name)} (${quoted(name)} integer PRIMARY KEY);\n`);
  const functions = bodies.map(
    (body, at) => `CREATE FUNCTION f${at}() RETURNS text LANGUAGE sql AS $it$${body}$it$;\n`,
  );
  return [`CREATE TABLE every_name (${columns});\n`, ...tables, ...functions].join("");
}

/** A table, its columns and a function for each text. */
function catalogWith(texts: readonly string[], signature = ""): Catalog {
  const schema = objectId("schema", ["public"]);
  const objects = new Map<ObjectId, CatalogObject>([[schema, { id: schema, kind: "schema", attributes: {} }]]);
  const add = (object: CatalogObject) => objects.set(object.id, object);
  const body = objectId("function", ["public", "f"], signature);
  add({ id: body, kind: "function", attributes: { returns: "text" } });
  for (const [at, text] of [...texts.entries()].sort(([, a], [, b]) => (tableId(a) < tableId(b) ? -1 : 1))) {
    const ofTable: Attributes = { comment: text, partitionKey: text, inherits: [text, text] };
    const ofColumn: Attributes = { comment: text, default: text };
    const ofFunction: Attributes = { comment: text, body: text, settings: [text, text] };
    const table = tableId(text);
    add({ id: table, kind: "table", attributes: ofTable });
    for (const [ordinal, column] of [...new Set(texts)].entries())
      add({
        id: memberId("column", table, column),
        kind: "column",
        parent: table,
        ordinal: ordinal + 1,
        attributes: ofColumn,
      });
    add({
      id: objectId("function", ["public", `f${at}`], text),
      kind: "function",
      attributes: ofFunction,
      uses: [table],
    });
  }
  const notCompared = texts.map((reason) => ({ what: "statement", count: 1, reason }));
  return { server: "18.6", notCompared, objects };
}

const tableId = (name: string) => objectId("table", ["public", name]);

const alphabet = [
  ..."ab1:#-|>{}[]'\"\\,&*!%@`~?. \n\n\n\t\r",
  "\u0085",
  "\u00a0",
  "\u2028",
  "\u202e",
  "\ufeff",
  "é",
  "😀",
  "\u007f",
];

/** The same text for the same seed, and never an empty one. */
function randomText(seed: number): string {
  let state = seed + 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  return Array.from({ length: 1 + next(14) }, () => alphabet[next(alphabet.length)]).join("");
}

/** Without what differs without a meaning: the order of the map. */
function plain({ server, notCompared, objects }: Catalog) {
  return { server, notCompared, objects: [...objects.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

function expectYaml(text: string, catalog: Catalog): void {
  // As maps, in which `__proto__` is a key like any other.
  const read: Map<string, unknown> = parse(text, { mapAsMap: true });
  const { server, notCompared, objects } = asMaps(readYaml(writeYaml(catalog)));
  expect([read.get("version"), read.get("server"), read.get("notCompared"), read.get("objects")]).toEqual([
    2,
    server,
    notCompared,
    objects,
  ]);
}

function asMaps({ server, notCompared, roots }: Document) {
  const objects = new Map<string, unknown>();
  for (const [id, { attributes, members }] of roots) {
    const root = new Map<string, unknown>(Object.entries(attributes));
    for (const [kind, family] of members)
      root.set(kind, new Map([...family].map(([name, entry]) => [name, new Map(Object.entries(entry))])));
    objects.set(id, root);
  }
  return { server, notCompared: notCompared.map((each) => new Map(Object.entries(each))), objects };
}
