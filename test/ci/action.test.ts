// The steps of action.yml, run by bash as a runner runs them, on a project with drift; the comments of the pull request are kept by a
// server that answers as GitHub's does.

import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reporters } from "../../src/reporters/registry.ts";
import { root } from "../guards/pages.ts";
import { program, useFolder } from "../support/cli.ts";
import { hasTurn } from "../support/sample.ts";
import { type GithubApi, startGithubApi } from "./github-api.ts";
import { runAction } from "./runner.ts";

const missing = ["github", "github-summary", "markdown", "sarif"].filter(
  (name) => !reporters.some((each) => each.name === name),
);
if (missing.length > 0)
  process.stderr.write(`\n!! NOT TESTED: the action needs the reporters ${missing.join(", ")}\n\n`);

const marker = "<!-- driftcheck . -->";
const person = { id: 1, body: `${marker} is what it begins with`, user: { type: "User" as const } };

describe.skipIf(missing.length > 0)("the action", () => {
  const folder = useFolder();
  let api: GithubApi;
  let comment = "";

  beforeAll(async () => {
    // A page and more of what people wrote.
    const others = Array.from({ length: 120 }, (_, at) => ({ ...person, id: at + 1 }));
    api = await startGithubApi(others, "a-token");
    const bin = folder().at("node_modules/.bin");
    mkdirSync(bin, { recursive: true });
    mkdirSync(folder().at("runner"));
    writeFileSync(join(bin, "driftcheck"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
    chmodSync(join(bin, "driftcheck"), 0o755);
    await folder().write("schema.sql", "CREATE TABLE t (a integer NOT NULL);\nCREATE TABLE u (b text);\n");
    await folder().write("live.sql", "CREATE TABLE t (a integer);\nCREATE TABLE u (b text);\n");
    await folder().write(
      "driftcheck.yaml",
      "default: main\nenvironments: { main: { declared: schema.sql, live: live.sql } }\n",
    );
  });
  afterAll(() => api.close());

  const run = (inputs: Readonly<Record<string, string>> = {}) =>
    runAction({
      workspace: folder().path,
      temporary: folder().at("runner"),
      inputs,
      context: { "github.event_name": "pull_request", "github.event.pull_request.number": "12" },
      env: { GITHUB_API_URL: api.url, GITHUB_REPOSITORY: "owner/name" },
    });

  test("fails on drift, with its line annotated, a summary, a report, and one comment", async () => {
    const { code, log, summary, outputs, uses } = await run({ sarif: "true" });
    expect(code, log).toBe(1);
    expect(log).toContain("column:public.t.a  notNull  schema.sql:1");
    expect(log).toMatch(/^::(?:error|warning) .*file=schema\.sql.*line=1/m);
    expect(summary).toContain("public.t");
    expect(outputs.check).toMatchObject({ outcome: "drift", "exit-code": "1" });
    const report = JSON.parse(readFileSync(outputs.check?.report ?? "", "utf8")) as { drift: unknown[] };
    expect(report.drift).toHaveLength(1);
    comment = outputs.check?.comment ?? "";
    expect(api.changes).toEqual(["POST 121"]);
    expect(api.comments.at(-1)?.body).toMatch(new RegExp(`^${marker}\n[\\s\\S]*public\\.t`));
    expect(uses.map((each) => each.uses.replace(/@.*/, ""))).toEqual([
      "actions/cache",
      "github/codeql-action/upload-sarif",
    ]);
    expect(uses[0]?.with.path).toBe(`${outputs.find?.folder}/cache`);
    expect(uses[0]?.with.key).toBe(`driftcheck-Linux-${outputs.find?.version}-a-hash`);
    const kept = readdirSync(uses[0]?.with.path ?? "").filter((name) => name.startsWith("catalog-"));
    // Of two scripts, each with its privileges and without them.
    expect(kept).toHaveLength(4);
    expect(existsSync(uses[1]?.with.sarif_file ?? "")).toBe(true);
  });

  test("writes no second comment, and changes none that says the same", () => {
    const env = {
      ...{ GITHUB_API_URL: api.url, GITHUB_REPOSITORY: "owner/name", GITHUB_TOKEN: "a-token", PULL_REQUEST: "12" },
      ...{ OUTCOME: "drift", KEY: ".", COMMENT: comment },
    };
    const again = promisify(execFile)(process.execPath, [join(root, "ci/comment.mjs")], { env });
    return expect(again.then(({ stdout }) => [stdout, api.changes])).resolves.toEqual([
      "The comment is up to date.\n",
      ["POST 121"],
    ]);
  });

  test("passes without drift, and says so in the comment that is there", async () => {
    const { code, log, outputs, uses } = await run({ live: "schema.sql", cache: "false" });
    expect(code, log).toBe(0);
    expect(outputs.check?.outcome).toBe("clean");
    expect(api.changes).toEqual(["POST 121", "PATCH 121"]);
    expect(uses).toEqual([]);
  });

  test.runIf(hasTurn("names"))(
    "a name in the database gives the runner no command, and a comment that can't be written is a warning",
    async () => {
      await folder().write(
        "hostile.sql",
        'CREATE TABLE "x\n::add-mask::y" (a integer);\nCREATE TABLE "::set-output name=a::b" (a integer);\n',
      );
      const { code, log } = await run({ live: "hostile.sql", token: "another", summary: "false" });
      expect(code).toBe(1);
      const outside = log.replace(/^::stop-commands::(\S+)$[\s\S]*?^::\1::$/m, "");
      expect(outside).toMatch(/^::warning title=driftcheck::The comment could not be written: GitHub answered 401/m);
      expect(outside).not.toMatch(/^::(?!error |warning |notice |group|endgroup)/m);
    },
  );

  test("fails with 2 and one annotation where it could not tell", async () => {
    const { code, log, outputs } = await run({
      declared: "nowhere.sql",
      live: "live.sql",
      args: "--strict\n--allow-empty",
    });
    expect(code).toBe(2);
    expect(outputs.check).toMatchObject({ outcome: "error", "exit-code": "2" });
    expect(log).toMatch(/^::error title=driftcheck could not tell::driftcheck: cannot read nowhere\.sql/m);
    expect(api.changes).toEqual(["POST 121", "PATCH 121"]);
  });
});
