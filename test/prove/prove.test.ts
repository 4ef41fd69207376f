// The proof itself, on the shop example: the shipped rules hide nothing, and a rule that hides too much is named.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadPreset } from "../../src/judge/rules/load.ts";
import type { Match, Rule } from "../../src/judge/rules/rule.ts";
import type { Proof } from "../../src/prove/proof.ts";
import { prove } from "../../src/prove/prove.ts";
import { proofText } from "../../src/prove/text.ts";
import { useFolder } from "../support/cli.ts";
import { askedCorpus, hasTurn, isNightly, sample } from "../support/sample.ts";

const folder = useFolder();
const at = (name: string) => fileURLToPath(new URL(`../fixtures/shop/${name}`, import.meta.url));
const shop = { declared: at("declared.sql"), live: at("live.sql"), mapSchemas: new Map([["shop", "public"]]) };
const preset = await loadPreset();
const rule = (id: string, match: Match, more: Partial<Rule> = {}): Rule => ({
  id,
  summary: "",
  reason: "too broad",
  match,
  examples: [],
  preset: false,
  ...more,
});

const sampled = (rules: readonly Rule[], sample: number, seed = 1) => prove({ ...shop, rules, sample, seed });
/** Of a project's own; what the shipped ones hide is for the test of them all. */
const ownRulesOf = ({ holes }: Proof) =>
  [...new Set(holes.flatMap(({ rules }) => rules))].filter((id) => !preset.some((shipped) => shipped.id === id));

/** Every mutation takes as long as all the other tests together: everyday, a part of them. */
const full = askedCorpus === "all";
const size = full ? {} : { sample: 20, seed: 1 };

const chosen = hasTurn("one of three") ? sample(["the same seed", "many at once", "the same name"], 1) : [];
const isChosen = (what: string) => chosen.includes(what);

describe("the shipped rules on the shop", () => {
  it("hide nothing at all", { timeout: 3_600_000 }, async () => {
    const done: number[] = [];
    const proof = await prove({ ...shop, ...size, rules: preset, progress: (count) => done.push(count) });
    expect(proof.holes).toEqual([]);
    expect(proof).toMatchObject({ outcome: "proved", reported: proof.total });
    expect(proof.total).toBeGreaterThan(full ? 3500 : 10);
    expect(done.length).toBeGreaterThanOrEqual(proof.total);
    expect(done).toEqual(done.map((_, index) => index + 1));
    // Every kind that the schema uses is changed, gone and there.
    if (full)
      expect(Object.keys(proof.byAttribute)).toEqual(
        expect.arrayContaining(["column type", "missing index", "unexpected trigger", "enum labels", "sequence cycle"]),
      );
    expect(proofText(proof)).toContain(`Mutation score 100 %: ${proof.total.toLocaleString("en-US")} of`);
    if (!full) return;
    // A server of PostgreSQL's own refuses some; far more than a few would mean that the statements are wrong.
    const refused = Object.values(proof.impossible).reduce((sum, count) => sum + count, 0);
    expect(refused).toBeLessThan(proof.total / 100);
    expect(proof.inCatalog).toBeLessThan(proof.total / 10);
  });
});

describe("a rule that hides too much", () => {
  const broad: readonly [name: string, match: Match, more?: Partial<Rule>][] = [
    ["every constraint", { kind: "constraint" }],
    ["every default", { kind: "column", type: "changed", attribute: "default" }],
    ["every index that nobody declared", { kind: "index", type: "unexpected" }],
    ["every column of one table", { kind: "column", id: ["column:public.customers.*"] }],
    ["a bound that many mutations at once exceed", { kind: "constraint", type: "changed" }, { max: 500 }],
  ];

  it.each(hasTurn("too broad") ? sample(broad, 1) : [])("is named: %s", async (_, match, more) => {
    const proof = await sampled([...preset, rule("too-broad", match, more)], isNightly ? 50 : 30);
    expect(proof.outcome).toBe("holes");
    expect(ownRulesOf(proof)).toEqual(["too-broad"]);
    expect(proofText(proof)).toMatch(/^Hidden by the rule too-broad:$/m);
    expect(proofText(proof)).not.toContain("score 100 %");
  });

  it.runIf(hasTurn("no hole"))("is no hole where it is about what the schema does not have", async () => {
    const elsewhere = rule("elsewhere", { id: ["constraint:other.**"] });
    expect(ownRulesOf(await sampled([...preset, elsewhere], 15))).toEqual([]);
  });
});

describe("a sample", () => {
  it.runIf(isChosen("the same seed"))("is the same for the same seed, and another for another", async () => {
    const everything = rule("everything", { id: ["**"] });
    const told = async (seed: number) => {
      const { holes, accepted } = await sampled([everything], isNightly ? 10 : 4, seed);
      return [...holes, ...accepted].map(({ mutation }) => mutation);
    };
    const [one, again, other] = [await told(7), await told(7), await told(8)];
    expect(one.length).toBeGreaterThan(isNightly ? 5 : 2);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });
});

describe("many at once", () => {
  it.runIf(isChosen("many at once"))("says of each what it says of that one alone", { timeout: 300_000 }, async () => {
    const { each } = await import("./alone.ts");
    const differing = await each({ ...shop, rules: preset, count: isNightly ? 30 : 6, seed: 3 });
    expect(differing).toEqual([]);
  });
});

it.runIf(isChosen("the same name"))(
  "the shipped rules hide nothing where InnoDB's index has the very name of its foreign key",
  async () => {
    const own = `CREATE TABLE t (id int PRIMARY KEY);
    CREATE TABLE u (id int PRIMARY KEY, t_id int, CONSTRAINT fk_u_t FOREIGN KEY (t_id) REFERENCES t (id));`;
    const [declared, live] = [join(folder().path, "declared.sql"), join(folder().path, "live.sql")];
    await folder().write("declared.sql", own);
    await folder().write("live.sql", `${own} CREATE INDEX fk_u_t ON u (t_id); COMMENT ON INDEX fk_u_t IS 'ours';`);
    const proof = await prove({ declared, live, rules: preset, ...(isNightly ? {} : { sample: 20, seed: 1 }) });
    expect(proof.holes).toEqual([]);
    // The index bears the declared key's name, so that the key's other name is no noise.
    expect(proof.accepted.map(({ mutation }) => mutation)).not.toContain(
      "changed constraint:public.u.fk_u_t name: renamed",
    );
  },
);

it("an index that another one stands in for is told by what is missing then", async () => {
  const { each } = await import("./alone.ts");
  const [declared, live] = [join(folder().path, "two.sql"), join(folder().path, "two-live.sql")];
  const table = "CREATE TABLE t (a int, b int);";
  await folder().write("two.sql", `${table} CREATE INDEX ix_down ON t (a DESC, b); CREATE INDEX ix_ab ON t (a, b);`);
  await folder().write(
    "two-live.sql",
    `${table} CREATE INDEX idx_117966_ix_down ON t (a, b); CREATE INDEX idx_117966_ix_ab ON t (a, b);`,
  );
  // Together both are gone, and nothing stands in.
  const titled = "idx_117966_ix_ab: dropped";
  expect(await each({ declared, live, mapSchemas: new Map(), rules: preset, titled })).toEqual([]);
});
