// An equivalence is asked of the drift that it understands, and of nothing else, whatever a project's rule would ask it.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareSources } from "../../src/check.ts";
import type { Comparison } from "../../src/compare/diff/diff.ts";
import { mayBeAbout } from "../../src/judge/equivalence.ts";
import { equivalences } from "../../src/judge/equivalences/registry.ts";
import { applyRules } from "../../src/judge/rules/apply.ts";
import { explain } from "../../src/judge/rules/explain.ts";
import { loadRules, loadShipped } from "../../src/judge/rules/load.ts";

const folder = mkdtempSync(join(tmpdir(), "driftcheck-about-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

/** A rule that asks an equivalence of all that changed, or of all that only one side has. */
const broad = (name: string, types: readonly string[]) => {
  const rules = types.map((type) => `{ id: ${type}, reason: r, match: { type: ${type}, equivalence: ${name} } }`);
  return loadRules(file(`${name}.yaml`, `rules: [${rules.join(", ")}]`));
};

// Each of these loses something, and none of it is what any equivalence is about.
const declared = `
  CREATE TYPE mood AS ENUM ('sad', 'happy');
  CREATE TABLE parent (id int PRIMARY KEY, m mood NOT NULL, n mood DEFAULT 'sad');
  CREATE TABLE child (id bigserial PRIMARY KEY, parent_id int NOT NULL
    CONSTRAINT fk REFERENCES parent ON DELETE CASCADE DEFERRABLE, s varchar(9) CONSTRAINT c CHECK (s IN ('a', 'b')));
  CREATE INDEX ix ON child (s);
  CREATE VIEW v WITH (security_barrier) AS SELECT id FROM parent;
  CREATE TABLE gone (id int);
  CREATE FUNCTION f() RETURNS int LANGUAGE sql STRICT AS 'SELECT 1';`;
const live = `
  CREATE TYPE mood AS ENUM ('sad', 'happy');
  CREATE TABLE parent (id int PRIMARY KEY, m mood, n mood DEFAULT 'sad');
  CREATE TABLE child (id bigserial PRIMARY KEY, parent_id int, s varchar(9) COLLATE "C");
  ALTER TABLE child ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent NOT VALID,
    ADD CONSTRAINT c CHECK (s IN ('a', 'b')) NOT VALID;
  ALTER SEQUENCE child_id_seq CYCLE;
  CREATE INDEX ix ON child (s) WHERE id > 0;
  CREATE VIEW v AS SELECT id FROM parent;
  CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';`;

let comparison: Comparison;
beforeAll(async () => {
  ({ comparison } = await compareSources({ declared: file("declared.sql", declared), live: file("live.sql", live) }));
});

describe.each(equivalences)("$name", (equivalence) => {
  const types = equivalence.about.type;

  test("sets nothing aside that it is not about", async () => {
    const { ignored } = await applyRules(comparison, await broad(equivalence.name, types), "2026-01-01");
    expect(comparison.drift.length).toBeGreaterThan(10);
    expect(ignored.map(({ id, attribute }) => [id, attribute])).toEqual([]);
  });

  test("is about what the shipped rules ask it, and they of all that it is about", async () => {
    const asked = (await loadShipped()).filter(({ match }) => match.equivalence === equivalence.name);
    expect(asked.filter(({ match }) => !mayBeAbout(equivalence, match))).toEqual([]);
    const { kind: kinds = [undefined], type, attribute: attributes = [undefined] } = equivalence.about;
    const subjects = kinds.flatMap((kind) =>
      type.flatMap((of) => attributes.map((attribute) => ({ kind, of, attribute }))),
    );
    const isAsked = ({ kind, of, attribute }: (typeof subjects)[number]) =>
      asked.some(
        ({ match }) =>
          (match.kind ?? kind) === kind && (match.type ?? of) === of && (match.attribute ?? attribute) === attribute,
      );
    expect(subjects.filter((subject) => !isAsked(subject))).toEqual([]);
  });

  test("is refused to a rule that is never about such", async () => {
    const others = ["missing", "unexpected", "changed"].filter((type) => !(types as readonly string[]).includes(type));
    for (const type of others)
      await expect(broad(equivalence.name, [type])).rejects.toThrow(
        /^[^\n]*match\.equivalence: [^\n]* applies only to an? /,
      );
  });
});

test("explain says what an equivalence is about that a rule asks of other drift", async () => {
  const rules = await broad("enum-renamed", ["changed"]);
  const drift = comparison.drift.find(({ attribute }) => attribute === "notNull");
  if (drift === undefined) throw new Error("no NOT NULL was lost");
  const judged = await applyRules(comparison, rules, "2026-01-01");
  const { fired, declined } = await explain(drift, comparison, rules, judged);
  expect([fired, declined.map(({ refusal }) => refusal.declined)]).toEqual([
    undefined,
    ["enum-renamed applies only to a changed enum's name"],
  ]);
});
