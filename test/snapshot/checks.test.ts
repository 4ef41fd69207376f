// Whatever a snapshot's digest says, its values are what the kinds read. Anything else is refused in one line that names the place.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { objectId } from "../../src/catalog/object-id.ts";
import { restore } from "../../src/embedded/restore.ts";
import { SnapshotError } from "../../src/errors.ts";
import { kindNamed } from "../../src/kinds/registry.ts";
import { introspect } from "../../src/read/introspect.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { readSnapshot, writeSnapshot } from "../../src/snapshot/file.ts";
import { useEmbeddedClient } from "../support/pglite.ts";
import { isNightly, seed } from "../support/sample.ts";
import { type Place, wrongValues } from "../support/wrong-values.ts";

const client = useEmbeddedClient();

const script = ["versions", "versions-since-18"]
  .map((name) => readFileSync(join(import.meta.dirname, `../corpus/${name}.sql`), "utf8"))
  .join("\n");

const digestOf = (body: string) => `sha256:${createHash("sha256").update(body).digest("hex")}`;

/** What anyone can write who knows the format. */
const signedJson = (catalog: unknown) => {
  const body = JSON.stringify(catalog);
  return `{"version":2,"digest":"${digestOf(body)}","catalog":${body}}\n`;
};
const signedYaml = (body: string) => `version: 2\ndigest: ${digestOf(body)}\n${body}`;

function problemOf(text: string, name: string): unknown {
  try {
    return readSnapshot(text, name);
  } catch (error) {
    return error;
  }
}

/** By day each fourth line, other ones every day. */
const isTried = (line: number) => isNightly || (line + seed()) % 4 === 0;

describe("a snapshot with a right digest", () => {
  let catalog: Catalog;
  beforeAll(async () => {
    await restore(client(), "versions.sql", splitScript(script, "versions.sql"));
    catalog = await introspect(client(), { privileges: true });
  });

  it("holds of each attribute what its kind says", () => {
    const seen = new Set<string>();
    const wrong = new Set<string>();
    for (const { kind, attributes } of catalog.objects.values())
      for (const [name, value] of Object.entries(attributes)) {
        const found = value === true ? "flag" : Array.isArray(value) ? "list" : undefined;
        if (kindNamed(kind)?.attributes[name]?.is !== found) wrong.add(`${kind} ${name}: ${found ?? "text"}`);
        seen.add(`${kind} ${name}`);
      }
    expect([...wrong]).toEqual([]);
    expect(seen.size).toBeGreaterThan(100);
  });

  it.each(["x.json", "x.yaml"])("comes back as it was: %s", (name) => {
    expect([...readSnapshot(writeSnapshot(catalog, name), name).objects.keys()].sort()).toEqual(
      [...catalog.objects.keys()].sort(),
    );
  });

  /** One object of each kind, with something that was not compared. */
  const sample = () => {
    const objects = [...new Map([...catalog.objects.values()].map((each) => [each.kind, each])).values()];
    const unread = {
      what: "x",
      count: 1,
      reason: "y",
      id: objects[0]?.id ?? objectId("schema", ["x"]),
      attributes: ["z"],
      kind: "table",
    };
    return { server: "18.6", privileges: true, notCompared: [unread], objects };
  };

  it("and a wrong value anywhere in JSON is refused in one line", () => {
    const good = JSON.parse(JSON.stringify(sample())) as unknown;
    expect(problemOf(signedJson(good), "x.json")).not.toBeInstanceOf(Error);
    let tried = 0;
    for (const { place, was, by, document } of wrongValues(good)) {
      // The one place where both are right: owners and privileges were read, or weren't.
      if (place.join() === "privileges" && typeof by === "boolean") continue;
      if (isOtherList(place, was, by)) continue;
      const problem = problemOf(signedJson(document), "x.json");
      const told = `${place.join(".")} = ${JSON.stringify(by)}: ${problem}`;
      expect(problem, told).toBeInstanceOf(SnapshotError);
      expect(String((problem as Error).message), told).toMatch(/^is damaged: .+\. Make it again/);
      tried += 1;
    }
    expect(tried).toBeGreaterThan(2000);
  });

  it("and a wrong value on any line of YAML is refused in one line", () => {
    const lines = writeSnapshot({ ...catalog, ...sample(), objects: new Map(catalog.objects) }, "x.yaml")
      .split("\n")
      .slice(3);
    expect(problemOf(signedYaml(lines.join("\n")), "x.yaml")).not.toBeInstanceOf(Error);
    for (const [number, line] of lines.entries()) {
      const key = /^( *(?:- |(?:"(?:[^"\\]|\\.)*"|[\w$ .:]*?): ))\S/.exec(line)?.[1];
      if (key === undefined || number > 400 || !isTried(number)) continue;
      for (const wrong of ["null", "5", "[[]]", "{", '{"x": 1}', "[null]"]) {
        const text = lines.with(number, key + wrong).join("\n");
        const problem = problemOf(signedYaml(text), "x.yaml");
        expect(problem, `${line} = ${wrong}`).toBeInstanceOf(SnapshotError);
        expect(String((problem as Error).message)).not.toContain("\n");
      }
    }
  });

  it.each([
    ["an id that is spelled in another way", (id: string) => id.replace("app.", '"app".')],
    ["an id of a kind that there is not", (id: string) => id.replace(/^[^:]+/, "constructor")],
    ["no id", () => "x"],
  ])("and %s is refused", (_, change) => {
    const { objects, ...rest } = sample();
    for (const key of ["id", "parent"] as const) {
      const at = objects.findIndex((object) => object[key]?.includes(":app."));
      const changed = objects.map((object, n) =>
        n === at ? { ...object, [key]: change(String(object[key])) } : object,
      );
      expect(problemOf(signedJson({ ...rest, objects: changed }), "x.json")).toBeInstanceOf(SnapshotError);
    }
  });

  it("and an object that is in it twice is refused", () => {
    const { objects, ...rest } = sample();
    const twice = { ...rest, objects: [...objects, objects[3]] };
    expect(String(problemOf(signedJson(twice), "x.json"))).toMatch(/it contains .* twice/);
    const lines = writeSnapshot(catalog, "x.yaml").split("\n").slice(3);
    const first = lines.findIndex((line) => line.startsWith("  role:") || /^ {2}[a-z ]+:.*\{/.test(line));
    const text = signedYaml(lines.toSpliced(first, 0, lines[first] ?? "").join("\n"));
    expect(String(problemOf(text, "x.yaml"))).toMatch(/it contains .* twice/);
  });

  it("and references among the attributes are refused", () => {
    const { objects, ...rest } = sample();
    const strange = objects.map((object) => ({ ...object, attributes: { ...object.attributes, $uses: [object.id] } }));
    expect(problemOf(signedJson({ ...rest, objects: strange }), "x.json")).toBeInstanceOf(SnapshotError);
  });

  it("and what is no JSON is refused", () => {
    const body = "{]";
    const text = `{"version":2,"digest":"${digestOf(body)}","catalog":${body}}\n`;
    expect(String(problemOf(text, "x.json"))).toContain("it is not JSON");
  });
});

/** Another list of texts, or no items where there may be none: an edit, and no wrong type. */
function isOtherList(place: Place, was: unknown, by: unknown): boolean {
  if (!Array.isArray(was) || !Array.isArray(by)) return false;
  const isAttribute = place.at(-2) === "attributes";
  if (by.length === 0) return !isAttribute;
  const areTexts = [...was, ...by].every((item) => typeof item === "string");
  return areTexts && (isAttribute || place.at(-1) === "attributes");
}
