// No way to write a secret down brings it out again: as a locator, as an argument, in a file that fails, in what is written.

import { beforeAll, describe, expect, it } from "vitest";
import { run } from "../../src/cli/program.ts";
import { redact, redactWithin } from "../../src/redact.ts";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { catalogOf } from "../support/catalogs.ts";
import { driftcheck, expectRefusal, spawnDriftcheck, useFolder } from "../support/cli.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";
import { secret, wordsAlone, written } from "./secrets.ts";

const folder = useFolder();
let model = "";
beforeAll(async () => {
  model = await folder().write("model.yaml", writeSnapshot(catalogOf({ id: { type: "integer" } }), "model.yaml"));
});

/** The streams of a command line, which `cli.ts` only passes on. */
async function printed(...args: string[]): Promise<string> {
  let text = "";
  const add = (more: string) => {
    text += more;
  };
  expect(await run(["node", "driftcheck", ...args], { out: add, err: add })).not.toBe(0);
  return text;
}

describe.each(Object.entries(written))("%s", (what, form) => {
  it("is not shown as a locator or an argument", async () => {
    const told = [
      await printed("--declared", model, "--live", form),
      await printed("snapshot", "--from", form, "--out", "x.yaml"),
      await printed("--declared", model, "--live", model, "--rules", form),
      await printed("stamp", "--declared", model, "--live", form, "--migrations", "goose:none"),
      await printed("kinds", form),
    ];
    for (const text of told) expect(text).not.toContain(secret);
  });

  it("is not shown within a message, and what is shown stays as it is", () => {
    const shown = redact(form);
    expect(redact(shown)).toBe(shown);
    const told = wordsAlone.has(what) ? shown : form;
    const message = redactWithin(`Error: cannot use ${told}\n  at line 3`);
    expect(message).not.toContain(secret);
    expect(redactWithin(message)).toBe(message);
  });
});

it("leaves alone what is no secret", () => {
  const messages = [
    'db.sql:3: cannot restore this statement: relation "passwords" does not exist. Correct it',
    "the server requests a password. Put one into the URL, into $PGPASSWORD or into ~/.pgpass",
    'cannot connect to postgres://me@h:5432/db: password authentication failed for user "me"',
    "cannot read postgres://h1:5432,h2:5432/db?target_session_attrs=primary: no",
    "column:public.users.password: it changed",
    "node_modules/@electric-sql/pglite/dist/index.js: no",
    "sqlalchemy:app.models:Base is not a locator",
    'field match.attribute: "typ" is unknown; known are name, type',
  ];
  for (const message of messages) expect(redactWithin(message)).toBe(message);
  const locators = [
    "postgres://",
    "postgres://me@[::1]:5432/db",
    "host=h dbname=db",
    "service=prod",
    "goose:db/migrations",
  ];
  for (const locator of locators) expect(redact(locator)).toBe(locator);
});

it("is not shown of a statement that can't be restored", async () => {
  const statements = [
    `CREATE ROLE me PASSWORD ${secret}`,
    `CREATE ROLE me PASSWORD '${secret}' NONSENSE`,
    `CREATE USER MAPPING FOR me SERVER nowhere OPTIONS (password '${secret}')`,
    `CREATE SUBSCRIPTION s CONNECTION 'host=h password=${secret}' PUBLICATION`,
    `CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (password ${secret})`,
  ];
  for (const [at, statement] of statements.entries()) {
    const file = await folder().write(`failing-${at}.sql`, `CREATE TABLE t (id integer);\n${statement};\n`);
    expect(await printed("--declared", model, "--live", file)).not.toContain(secret);
  }
});

it("does not reach stderr by a crash, a refused promise or a warning of Node.js", async () => {
  const url = `postgres://me:${secret}@h/db`;
  const actions: Readonly<Record<string, string>> = {
    "thrown.mjs": `throw new Error("cannot use ${url}")`,
    "refused.mjs": `Promise.reject(new Error("cannot use ${url}"))`,
    "warned.mjs": `process.emitWarning("cannot use ${url}")`,
  };
  for (const [name, code] of Object.entries(actions)) {
    // As soon as the program itself has begun.
    const begin = `const begin = () => { if (process.listenerCount("uncaughtException") === 0) setImmediate(begin); else { ${code}; } };`;
    const file = await folder().write(name, `${begin} begin();`);
    const env = { NODE_OPTIONS: `--import=${file} --trace-warnings` };
    const ran = await spawnDriftcheck(["--declared", model, "--live", model], { cwd: folder().path, env });
    expect(`${ran.stdout}${ran.stderr}`).not.toContain(secret);
    if (name === "warned.mjs") expect(ran.stderr).toMatch(/^driftcheck: Warning: cannot use postgres:\/\/me@h\/db\n$/);
    else expect({ code: ran.code, lines: ran.stderr.split("\n").length }).toEqual({ code: 2, lines: 2 });
  }
});

describeWithServer(15, (server) => {
  it("is in no report, snapshot or attestation", async () => {
    const live = await server().createDatabase();
    await query(live, "CREATE TABLE t (id integer)");
    await folder().write("migrations/1_t.up.sql", "CREATE TABLE t (id integer);");
    const url = new URL(live);
    const forms = [
      live.replace("postgres@", `postgres:${secret}@`),
      `${live}?password=${secret}`,
      `host=${url.hostname} port=${url.port} user=postgres password=${secret} dbname=${url.pathname.slice(1)}`,
    ];
    for (const [at, form] of forms.entries()) {
      const [declared, attestation] = ["golang-migrate:migrations", `attested-${at}.yaml`];
      const options = { cwd: folder().path };
      const sides = ["--declared", declared, "--live", form];
      const stamped = await driftcheck(["stamp", ...sides, "--attestation", attestation], options);
      expect(stamped).toMatchObject({ code: 0, stderr: "" });
      const texts = await Promise.all([
        driftcheck([...sides], options),
        driftcheck([...sides, "--reporter", "json"], options),
        driftcheck([...sides, "--map-schema", "nowhere=x"], options),
        driftcheck(["snapshot", "--from", form, "--out", `live-${at}.yaml`], options),
      ]);
      const files = await Promise.all([attestation, `live-${at}.yaml`].map(folder().read));
      for (const text of [stamped.stdout, ...texts.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...files])
        expect(text).not.toContain(secret);
    }
    const wrong = await driftcheck(["--declared", "model.yaml", "--live", `${live}x?password=${secret}`], {
      cwd: folder().path,
    });
    expectRefusal(wrong, "does not exist");
    expect(wrong.stderr).not.toContain(secret);
  });
});
