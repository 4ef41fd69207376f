// driftcheck.yaml: what an environment says to each command, what the command line takes back, what is refused and how.

import { beforeAll, describe, expect, it } from "vitest";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { catalogOf } from "../support/catalogs.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { reportOf } from "../support/report.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const folder = useFolder();
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = folder().path) =>
  driftcheck(args, { cwd, env });

const model = catalogOf({ id: { type: "integer", notNull: true }, at: { type: "timestamp without time zone" } });
const moved = catalogOf({ id: { type: "bigint", notNull: true }, at: { type: "timestamp with time zone" } });

beforeAll(async () => {
  for (const [name, catalog] of Object.entries({ model, moved }))
    await folder().write(`project/schema/${name}.yaml`, writeSnapshot(catalog, `${name}.yaml`));
  await folder().write("project/none.yaml", "rules: []");
  await folder().write(
    "project/driftcheck.yaml",
    `default: staging
environments:
  staging: { declared: schema/model.yaml, live: schema/moved.yaml }
  plain: { declared: schema/model.yaml, live: schema/moved.yaml, rules: none.yaml }
  raw: { declared: schema/model.yaml, live: schema/moved.yaml, rules: false, baseline: accepted.yaml }
  strict: { declared: schema/model.yaml, live: schema/model.yaml, rules: stale.yaml, strict: true }
  server: { declared: schema/model.yaml, live: { env: STAGING_URL } }
  data: { declared: schema/model.yaml, live: schema/model.yaml, data: true, data-timeout: 5 }
  scoped: { declared: schema/model.yaml, live: schema/moved.yaml, rules: false, scope: { tables: ["!public.users"] } }
`,
  );
  await folder().write(
    "project/stale.yaml",
    "rules: [{ id: old, reason: r, match: { kind: table, id: 'table:public.gone' } }]",
  );
});

const inProject = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  run(args, env, folder().at("project"));
const counts = (stdout: string) => {
  const { drift, ignored } = reportOf(stdout);
  return [drift.length, ignored.length];
};

describe("an environment", () => {
  it("gives both sides and the rules; the default one is taken where nothing is declared", async () => {
    const json = ["--reporter", "json"];
    expect(counts((await inProject(["check", "--env", "staging", ...json])).stdout)).toEqual([0, 2]);
    expect(counts((await inProject(json)).stdout)).toEqual([0, 2]);
    expect(counts((await inProject(["check", "--env", "plain", ...json])).stdout)).toEqual([2, 0]);
  });

  it("has its paths relative to its file, and the project's rules beside it", async () => {
    const args = ["check", "--config", "project/driftcheck.yaml", "--env", "plain", "--reporter", "json"];
    const ran = await run(args);
    expect([ran.code, counts(ran.stdout)]).toEqual([1, [2, 0]]);
    expect(reportOf(ran.stdout).declared.locator).toBe("project/schema/model.yaml");
    await folder().write("beside/ignore-rules.yaml", "rules: []");
    await folder().write(
      "beside/driftcheck.yaml",
      "environments: { a: { declared: ../project/schema/model.yaml, live: ../project/schema/moved.yaml } }",
    );
    const beside = await run(["--config", "beside/driftcheck.yaml", "--env", "a", "--reporter", "json"]);
    expect(counts(beside.stdout)).toEqual([2, 0]);
  });

  it("is overruled by the command line, option by option", async () => {
    const same = await inProject(["--env", "plain", "--live", "schema/model.yaml"]);
    expect([same.code, same.stderr]).toEqual([0, ""]);
    expect((await inProject(["--env", "strict"])).code).toBe(1);
    expect((await inProject(["--env", "strict", "--no-strict"])).code).toBe(0);
    expect((await inProject(["--env", "staging", "--no-rules"])).code).toBe(1);
    expect((await inProject(["--env", "plain", "--rules", "../project/stale.yaml"])).stdout).toContain(
      "Stale rule old",
    );
  });

  it("serves explain, rules, suggest, prove and baseline as well", async () => {
    const explained = await inProject(["explain", "--env", "staging", "users.id"]);
    expect([explained.code, explained.stdout]).toEqual([0, expect.stringContaining("widened-integer")]);
    expect((await inProject(["rules", "--env", "strict", "--no-strict"])).stdout).toContain("matched nothing");
    expect((await inProject(["rules"])).stdout).not.toMatch(/^ {2}matched/m);
    expect((await inProject(["rules", "suggest", "--env", "plain"])).stdout).toContain("TODO");
    // The environment's own baseline is not there before it is written.
    const written = await inProject(["baseline", "--env", "raw", "--out", "accepted.yaml"]);
    expect([written.stdout, written.stderr]).toEqual(["accepted.yaml accepts 2 differences.\n", ""]);
    const again = await inProject(["baseline", "--env", "raw", "--out", "accepted.yaml"]);
    expect(again.stdout).toBe("accepted.yaml accepts 2 differences.\n");
    expect((await inProject(["--env", "raw"])).code).toBe(0);
    expect((await inProject(["prove", "--env", "plain", "--sample", "2"])).stdout).toContain("Mutation score");
  });

  it("says what is ours, and a scope with nothing in it is no pass", async () => {
    expectRefusal(await inProject(["--env", "scoped"]), "the scope excludes everything on the declared side");
    const ran = await inProject(["--env", "scoped", "--allow-empty"]);
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining("Not compared: table, 1 declared, 1 live")]);
  });

  it("asks for the data only in check, and the command line can take that back", async () => {
    expectRefusal(await inProject(["--env", "data"]), "--data needs a live database");
    expect((await inProject(["--env", "data", "--no-data"])).code).toBe(0);
    expect((await inProject(["baseline", "--env", "data", "--out", "b.yaml"])).code).toBe(0);
    expectRefusal(await inProject(["--data", "--data-timeout", "0"]), "--data-timeout 0", "from 1 to");
  });
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: what driftcheck.yaml has.
describe("a file that composes", () => {
  const json = ["--reporter", "json"];
  beforeAll(async () => {
    await folder().write("shared/none.yaml", "rules: []");
    await folder().write(
      "shared/base.yaml",
      `default: staging
common: { declared: ../project/schema/model.yaml, rules: none.yaml }
environments:
  staging: { live: ../project/schema/moved.yaml }
  strict: { extends: staging, strict: true }
`,
    );
    await folder().write(
      "project/composed.yaml",
      `extends: ../shared/base.yaml
default: "\${DRIFTCHECK_ENV:-same}"
common: { rules: "\${RULES:-false}" }
environments:
  same: { extends: staging, live: "schema/\${LIVE:-model}.yaml" }
  staging: { strict: "\${STRICT:-false}" }
  mapped: { extends: same, map-schema: { "\${plain}": "$\${plain}" } }
  server: { live: "postgres://me:\${SERVER_PASSWORD}@127.0.0.1:1/db" }
  asked: { live: "\${ASKED_URL}" }
`,
    );
  });
  const composed = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    inProject(["--config", "composed.yaml", ...args], env);

  it("takes from another file, from what all environments have, and from another environment", async () => {
    const ran = await composed(json);
    expect([ran.stderr, counts(ran.stdout)]).toEqual(["", [0, 0]]);
    expect(reportOf(ran.stdout)).toMatchObject({ live: { locator: "schema/model.yaml" } });
    expect(counts((await composed([...json, "--env", "strict", "--no-strict"])).stdout)).toEqual([2, 0]);
  });

  it("reads variables, also in names and in what is no text", async () => {
    expect(counts((await composed(json, { LIVE: "moved" })).stdout)).toEqual([2, 0]);
    expectRefusal(await composed(["--env", "mapped"]), "no schema ${plain}.");
    expectRefusal(await composed(["--env", "staging"], { STRICT: "yes" }), 'strict: must be true or false, not "yes"');
    expectRefusal(await composed([], { DRIFTCHECK_ENV: "sam" }), 'no environment "sam"', "Did you mean same?");
  });

  it("asks for a variable only where it is needed, and tells no value of one", async () => {
    expectRefusal(await composed(["--env", "asked"]), "environments.asked.live: the environment variable ASKED_URL");
    expect((await composed(["--env", "asked", "--live", "schema/model.yaml"])).code).toBe(0);
    const ran = await composed(["--env", "server"], { SERVER_PASSWORD: "hunter2" });
    expectRefusal(ran, "cannot connect to postgres://me@127.0.0.1:1/db");
    expect(ran.stderr).not.toContain("hunter2");
  });

  const cases: readonly [string, string, string][] = [
    ["extends itself", "extends: bad.yaml", "extends: bad.yaml extends this file"],
    ["extends what is not there", "extends: gone.yaml", "cannot read the configuration gone.yaml"],
    ["has only common options", "common: { strict: true }", "environments: is missing or empty"],
    ["has environments in a circle", "environments: { a: { extends: b }, b: { extends: a } }", "a extends b extends a"],
    [
      "extends no environment",
      "environments: { a: { extends: b } }",
      "environments.a.extends: the configuration has no",
    ],
    ["has a half variable", "environments: { a: { declared: '${A' } }", "a.declared: write a variable as"],
    ["has a secret as default", "environments: { a: { live: 'postgres://u:${A:-pw}@h/d' } }", "contains a password"],
    ["has a mistake in common", "common: { strct: true }\nenvironments: { a: {} }", "common.strct: is unknown"],
  ];
  it.each(cases)("is refused if it %s", async (_, content, part) => {
    await folder().write("bad.yaml", content);
    expectRefusal(await run(["--config", "bad.yaml", "--env", "a"]), part);
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: what driftcheck.yaml has.

describe("what is refused", () => {
  const secret = "hunter2";
  it("is a variable that is unset or no URL, without a word of what it holds", async () => {
    expectRefusal(
      await inProject(["--env", "server"]),
      "environments.server.live: the environment variable STAGING_URL is not set",
    );
    const ran = await inProject(["--env", "server"], { STAGING_URL: secret });
    expectRefusal(ran, "STAGING_URL does not contain a postgres:// URL");
    expect(ran.stderr).not.toContain(secret);
    // What is overruled is not asked for.
    expect((await inProject(["--env", "server", "--live", "schema/model.yaml"])).code).toBe(0);
  });

  it("is an environment that is not there, by the nearest one", async () => {
    expectRefusal(await inProject(["--env", "stagin"]), "--env stagin", "Did you mean staging?");
    expectRefusal(await inProject(["--env", ""]), "--env is empty");
    expectRefusal(await inProject(["--env", "__proto__"]), "no environment");
    expectRefusal(await run(["--env", "staging"]), "cannot read the configuration driftcheck.yaml");
    const both = ["--declared", "schema/model.yaml", "--config", "driftcheck.yaml"];
    expectRefusal(await inProject(both), "--config is only read with --env");
  });

  const staging = (options: string) => `environments:\n  staging:\n    ${options}\n`;
  const cases: readonly [string, string, ...(string | RegExp)[]][] = [
    ["no YAML", "environments:\n  staging: [\n", /bad\.yaml:\d: /],
    ["one key twice", "environments:\n  a: {}\n  a: {}\n", /bad\.yaml:3: /],
    ["no mapping", "- a\n", "bad.yaml: the configuration must be a mapping with the field environments"],
    ["an alias", "environments:\n  a: &a {}\n  b: *a\n", "*a: YAML aliases are not supported"],
    ["a mapping without end", `environments: ${"{a: ".repeat(30_000)}`, /bad\.yaml/],
    ["a file without end", `# ${"x".repeat(1024 * 1024)}\n${staging("{}")}`, "larger than 1048576 bytes"],
    ["a mistyped key of the file", "environment: {}\n", "environment: is unknown. Did you mean environments?"],
    ["a mistyped key", staging("declaerd: a.sql"), "environments.staging.declaerd: is unknown. Did you mean declared?"],
    [
      "a mistyped key of scope",
      staging("scope: { schema: [a] }"),
      "staging.scope.schema: is unknown. Did you mean schemas?",
    ],
    ["a password", staging(`live: postgres://me:${secret}@host/db`), "staging.live: contains a password"],
    [
      "a password after the host",
      staging(`live: postgres://host/db?password=${secret}`),
      "staging.live: contains a password",
    ],
    ["libpq's password", staging(`live: host=x password=${secret}`), "staging.live: contains a password"],
    [
      "a default that is not there",
      `default: b\n${staging("declared: a.sql")}`,
      'default: bad.yaml has no environment "b"',
    ],
    ["no default", staging("declared: a.sql"), "bad.yaml has no default environment", "--env with one of staging"],
    [
      "two schemas mapped to one",
      `default: staging\n${staging("map-schema: { a: c, b: c }")}`,
      "two live schemas are mapped to c",
    ],
    ["a glob that matches no table", staging("scope: { tables: [users] }"), 'scope.tables: "users" matches no table'],
  ];
  it.each(cases)("is %s", async (_, content, ...parts) => {
    await folder().write("bad.yaml", content);
    const ran = await run(["check", "--config", "bad.yaml"]);
    expectRefusal(ran, ...parts);
    expect(ran.stderr).not.toContain(secret);
  });
});

describeWithServer(18, (server) => {
  it("takes its URL from a variable, and check --data tells what is behind", async () => {
    const live = await server().createDatabase();
    await query(live, "CREATE TABLE users (id serial PRIMARY KEY); INSERT INTO users VALUES (5)");
    await folder().write("own/schema.sql", "CREATE TABLE users (id serial PRIMARY KEY);");
    await folder().write(
      "own/driftcheck.yaml",
      "environments: { own: { declared: schema.sql, live: { env: OWN_URL }, data: true } }",
    );
    const cwd = folder().at("own");
    const ran = await run(["--env", "own"], { OWN_URL: live }, cwd);
    expect([ran.code, ran.stderr]).toEqual([1, ""]);
    expect(ran.stdout).toContain(`No drift in the schema.

  ! sequence:public.users_id_seq  the next value is 1, but public.users.id already contains 5
      SELECT setval('"public"."users_id_seq"', 5);

1 problem found in the data.
`);
    expect((await run(["--env", "own", "--no-data"], { OWN_URL: live }, cwd)).code).toBe(0);
    await query(live, "SELECT setval('users_id_seq', 5)");
    const mended = await run(["--env", "own"], { OWN_URL: live }, cwd);
    expect([mended.code, mended.stdout]).toEqual([0, expect.stringContaining("No problems found in the data.")]);
  });
});
