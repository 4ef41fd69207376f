// No password is ever shown, however it was given and whatever fails; and no name from a database acts on a terminal.

import { beforeAll, describe, expect, it } from "vitest";
import { oneLine } from "../../src/models/python-failure.ts";
import { redact, redactWithin } from "../../src/redact.ts";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { catalogOf } from "../support/catalogs.ts";
import { driftcheck, expectRefusal, type Ran, useFolder } from "../support/cli.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const password = "hunter2 p@ss/w:rd";
const encoded = encodeURIComponent(password);

const folder = useFolder();
beforeAll(async () => {
  await folder().write("model.yaml", writeSnapshot(catalogOf({ id: { type: "integer" } }), "model.yaml"));
});

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  driftcheck(args, { cwd: folder().path, env });
const against = (live: string, ...more: string[]) => run(["--declared", "model.yaml", "--live", live, ...more]);

/** Neither the password nor a part of it that a URL was cut at, in whatever spelling. */
function expectSilence({ stdout, stderr }: Ran, ...files: readonly string[]): void {
  for (const text of [stdout, stderr, ...files]) {
    expect(text).not.toMatch(/hunter2|p@ss|w:rd/i);
    expect(text).not.toContain(encoded);
  }
}

describe("a URL that leads nowhere", () => {
  const unreachable = "127.0.0.1:1";
  it.each([
    ["an encoded password", `postgres://me:${encoded}@${unreachable}/db`],
    ["a password as a parameter", `postgres://me@${unreachable}/db?password=${encoded}`],
    ["a password for its key", `postgres://me@${unreachable}/db?sslpassword=${encoded}`],
    ["two signs", `postgres://me:hunter2p@ss:w:rd@@${unreachable}/db`],
    ["a slash", `postgres://me:hunter2/p@ss@${unreachable}/db`],
    ["a number before a slash", `postgres://me:12/hunter2@${unreachable}/db`],
    ["a number before a hash", `postgres://me:12#hunter2@${unreachable}/db`],
    ["a number before a question mark", `postgres://me:12?hunter2@${unreachable}/db`],
    ["no slashes", `postgres:me:hunter2@${unreachable}/db`],
    ["the form of libpq", `host=${unreachable} password=hunter2`],
    ["quotes in the form of libpq", "host=h password='hunter2 p@ss' dbname=db"],
    ["another scheme", `mysql://me:hunter2@${unreachable}/db`],
    ["a port that is none", "postgres://me:hunter2@host:port/db"],
    ["a broken escape", `postgres://me:hunter2%zz@${unreachable}/db`],
    ["a driver", `postgresql+psycopg2://me:hunter2@${unreachable}/db`],
  ])("with %s is told without it", async (_, live) => {
    const [checked, written] = await Promise.all([against(live), run(["snapshot", "--from", live, "--out", "x.yaml"])]);
    for (const ran of [checked, written]) {
      expectRefusal(ran);
      expectSilence(ran);
    }
  });
});

it("is not shown by a mistyped command line", async () => {
  const ran = await run([`postgres://me:${encoded}@127.0.0.1:1/db`]);
  expectRefusal(ran, "postgres://me@127.0.0.1:1/db");
  expectSilence(ran);
});

describe("a URL that was given for something else", () => {
  const secret = "postgres://me:hunter2@127.0.0.1:1/db";
  const sides = ["--declared", "model.yaml", "--live", "model.yaml"];
  const options = [
    "rules",
    "baseline",
    "output",
    "config",
    "env",
    "reporter",
    "map-schema",
    "data-timeout",
    "migrations",
  ];
  const stamping = ["attestation", "tool", "revision", "verify"];
  const prefixes = ["pglite", "goose", "prisma", "drizzle", "django", "alembic", "rails", "sqlalchemy", "flyway"];
  const commands: readonly (readonly string[])[] = [
    ...options.map((name) => [...sides, `--${name}`, secret]),
    ["--declared", "nowhere.sql", "--live", "model.yaml", "--config", secret],
    ...stamping.map((name) => ["stamp", ...sides, `--${name}`, secret]),
    ...prefixes.map((prefix) => ["--declared", `${prefix}:${secret}`, "--live", "model.yaml"]),
    ...prefixes.map((prefix) => [
      "--declared",
      "model.yaml",
      "--live",
      "model.yaml",
      "--migrations",
      `${prefix}:${secret}`,
    ]),
    ["bootstrap", "--dump", secret, "--into", "pglite:x", "--declared", "model.yaml"],
    ["bootstrap", "--dump", "model.yaml", "--into", `pglite:${secret}`, "--declared", "model.yaml"],
    ["explain", secret, ...sides],
    ["snapshot", "--from", "model.yaml", "--out", secret],
    ["snapshot", "--from", "model.yaml", "--out", `${secret}.yaml`],
    ["baseline", ...sides, "--out", secret],
    ["rules", secret],
    ["kinds", secret],
    ["prove", ...sides, "--sample", secret],
    ["check", "--env", "ci", "--config", "default.yaml"],
    ["check", "--config", "default.yaml"],
    ["check", "--env", "ci", "--config", "rules.yaml"],
    ["check", "--env", secret, "--config", "rules.yaml"],
  ];

  it.each(commands.map((args) => [args.join(" "), args] as const))("is told without it: %s", async (_, args) => {
    await folder().write("default.yaml", `default: "${secret}"\nenvironments: { ci: { declared: model.yaml } }\n`);
    await folder().write(
      "rules.yaml",
      `environments: { ci: { declared: model.yaml, live: model.yaml, rules: "${secret}" } }\n`,
    );
    const ran = await run(args);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/^driftcheck: /);
    expectSilence(ran);
  });
});

it("is found in whatever a message holds, once and for all", () => {
  const told: Readonly<Record<string, string>> = {
    "cannot read postgres:/me:hunter2@h:1/db: no": "cannot read postgres:/me@h:1/db: no",
    "a mysql://me:hunter2 p@ss/w:rd@h/db, and more": "a mysql://me@h/db, and more",
    "postgres://h:5432/db: ask me@x": "postgres://h:5432/db: ask me@x",
    "postgres://h:5432: ask me@x": "postgres://h:5432: ask me@x",
    "{'USER': 'me', 'PASSWORD': 'hunter2', 'HOST': 'h'}": "{'USER': 'me', 'PASSWORD': '…', 'HOST': 'h'}",
    '{"password": "hunter2"}': '{"password": "…"}',
  };
  for (const [message, shown] of Object.entries(told)) {
    expect(redactWithin(message)).toBe(shown);
    expect(redactWithin(shown)).toBe(shown);
  }
  expect(redact("postgresql://…")).toBe("postgresql://…");
  expect(oneLine("OperationalError: (Postgresql) to postgresql://me:hunter2@h/db")).toBe(
    "OperationalError: (Postgresql) to postgresql://…",
  );
  expect(oneLine(oneLine("ValueError: x\n postgresql://me:hunter2@h/db"))).toBe("ValueError: x postgresql://…");
});

describeWithServer(
  15,
  (server) => {
    const url = (changes: Partial<URL>) => Object.assign(new URL(server().url), changes).href;

    it("is not in a report, nor in a snapshot", async () => {
      const live = await server().createDatabase("shop");
      await query(live, "CREATE TABLE t (id integer)");
      const parameter = `${url({ password: "", pathname: "/shop" })}?password=${encoded}`;
      for (const each of [live, parameter]) {
        const [text, json, written] = await Promise.all([
          against(each),
          against(each, "--reporter", "json"),
          run(["snapshot", "--from", each, "--out", "shop.yaml"]),
        ]);
        expect([text.code, json.code, written.code]).toEqual([1, 1, 0]);
        expect(JSON.parse(json.stdout).live.locator).toBe(url({ password: "", pathname: "/shop" }));
        for (const ran of [text, json, written]) expectSilence(ran, await folder().read("shop.yaml"));
      }
    });

    it("is not in what a server refuses", async () => {
      const wrong = await against(url({ password: `${encoded}x` }));
      expectRefusal(wrong, "password authentication failed");
      const nowhere = await against(url({ pathname: "/nowhere" }));
      expectRefusal(nowhere, "does not exist");
      for (const ran of [wrong, nowhere]) expectSilence(ran);
    });

    it("is taken from $PGPASSWORD, and not shown either", async () => {
      const { hostname, port } = new URL(server().url);
      const env = { PGHOST: hostname, PGPORT: port, PGUSER: "postgres", PGDATABASE: "shop" };
      const right = await run(["--declared", "model.yaml", "--reporter", "json"], { ...env, PGPASSWORD: password });
      expect(right.code).toBe(1);
      const wrong = await run(["--declared", "model.yaml"], { ...env, PGPASSWORD: `${password}x` });
      expectRefusal(wrong, "password authentication failed");
      for (const ran of [right, wrong]) expectSilence(ran);
    });

    it("leaves no control character of a name in a text report, an error or a snapshot", async () => {
      const live = await server().createDatabase("names");
      const name = "red\u001b[31m\nline\rback\u009b0m\u202egnp\u200b\u2028end";
      await query(live, `CREATE TABLE "${name}" ("${name}" integer DEFAULT 1)`);
      await query(live, `COMMENT ON TABLE "${name}" IS '${name}'`);
      const text = await against(live);
      expect(text.code).toBe(1);
      expect(text.stdout).toContain("red\\u{1b}[31m\\nline\\u{d}back\\u{9b}0m\\u{202e}gnp\\u{200b}\\u{2028}end");
      expect((await run(["snapshot", "--from", live, "--out", "names.yaml"])).code).toBe(0);
      await folder().write("names.sql", `CREATE TABLE t (id "${name}");`);
      const refused = await against("names.sql");
      expectRefusal(refused, "red\\u{1b}[31m\\nline");
      for (const shown of [text.stdout, refused.stderr, await folder().read("names.yaml")])
        expect(shown).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    });
  },
  { password },
);
