// The recipes for CI: valid by the schemas that the providers' tools have, and the same on docs/ci.md as init writes them.
// UPDATE_DOCS=1 writes the page's blocks anew. GitLab's and CircleCI's have no validator on npm that is small: their shape is looked at.

import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { validateAction, validateWorkflow } from "@action-validator/core";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { inFolder } from "../../src/init/ci/provider.ts";
import { ciProviders } from "../../src/init/ci/registry.ts";
import { setupOf } from "../../src/init/ci/setup.ts";
import { root } from "../guards/pages.ts";
import { driftcheck, inherited, program, useFolder } from "../support/cli.ts";
import { actionText } from "./runner.ts";

const folder = useFolder();
const parts = {
  folder: "",
  setup: ["pip install -r requirements.txt", "npm install --no-save --no-package-lock driftcheck@0.1.0"],
  python: true,
  variable: "DATABASE_URL",
};
const recipes = ciProviders.map(({ name, recipe }) => ({ name, ...recipe(parts, () => false) }));
const recipeOf = (name: string) => recipes.find((each) => each.name === name)?.text ?? "";

test("the action is valid, and so is the workflow that uses it; a mistake in one is found", () => {
  expect(validateAction(actionText).errors).toEqual([]);
  expect(validateAction(actionText.replace("using: composite", "using: compost")).errors).not.toEqual([]);
  for (const python of [true, false])
    expect(
      validateWorkflow((recipes[0] && ciProviders[0]?.recipe({ ...parts, python }, () => false).text) || "").errors,
    ).toEqual([]);
  expect(validateWorkflow(recipeOf("github").replace("runs-on", "run-on")).errors).not.toEqual([]);
});

test("the workflow gives the action only inputs that it has", () => {
  const workflow = parse(recipeOf("github")) as { jobs: { driftcheck: { steps: { uses?: string; with?: object }[] } } };
  const [own] = workflow.jobs.driftcheck.steps.filter(({ uses }) => uses === "./node_modules/driftcheck");
  const { inputs } = parse(actionText) as { inputs: object };
  expect(Object.keys(own?.with ?? {}).filter((name) => !(name in inputs))).toEqual([]);
  expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).files).toEqual(
    expect.arrayContaining(["action.yml", "ci"]),
  );
});

test("each recipe is YAML, has the setup, and takes the URL from the secret", () => {
  for (const { text, toDo } of recipes) {
    expect(parse(text)).toBeTypeOf("object");
    for (const command of parts.setup) expect(text).toContain(command);
    expect(text).toContain("DATABASE_URL");
    expect(toDo.join(" ")).toContain("DATABASE_URL");
  }
  const { driftcheck: job } = parse(recipeOf("gitlab")) as {
    driftcheck: { script: string[]; artifacts: { reports: object } };
  };
  expect(job.script.every((each) => typeof each === "string")).toBe(true);
  expect(job.artifacts.reports).toEqual({ codequality: "gl-code-quality-report.json" });
});

test("the commands of ours in them run where a project has no more than its schema", async () => {
  await folder().write("schema.sql", "CREATE TABLE t (a int);");
  await folder().write("driftcheck.yaml", "default: a\nenvironments: { a: { declared: schema.sql } }\n");
  const npx = await folder().write("bin/npx", `#!/bin/sh\nshift\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(npx, 0o755);
  const env = { ...inherited(), PATH: `${folder().at("bin")}:${process.env.PATH}`, DATABASE_URL: "schema.sql" };
  // Packages are pinned in a folder of the project; GitLab has one shell for all commands.
  const setup = [inFolder("bin", "true")];
  for (const { name, recipe } of ciProviders.filter((each) => each.name !== "github")) {
    const { text } = recipe({ ...parts, setup }, () => false);
    const commands = [...text.matchAll(/^ *- (?:run: )?((?:\(cd|cd|umask|mkdir|npx driftcheck).*)$/gm)].map(
      ([, each]) => each,
    );
    const ran = spawnSync("bash", ["-ec", commands.join("\n")], { cwd: folder().path, env, encoding: "utf8" });
    expect([name, ran.status, ran.stderr]).toEqual([name, 0, ""]);
  }
  expect(await folder().list()).toEqual(expect.arrayContaining(["gl-code-quality-report.json", "results"]));
});

test("below the top of a repository each recipe works in the project's folder", () => {
  const made = ciProviders.map(({ recipe }) => recipe({ ...parts, folder: "apps/my api" }, () => false).text);
  const [workflow = "", gitlab = "", circleci = ""] = made;
  expect(validateWorkflow(workflow).errors).toEqual([]);
  expect(parse(workflow).jobs.driftcheck).toMatchObject({ defaults: { run: { "working-directory": "apps/my api" } } });
  expect(workflow).toContain('uses: "./apps/my api/node_modules/driftcheck"');
  expect(parse(gitlab).driftcheck.script[0]).toBe("cd 'apps/my api'");
  expect(parse(gitlab).driftcheck.artifacts.reports.codequality).toBe("apps/my api/gl-code-quality-report.json");
  const steps = parse(circleci).jobs.driftcheck.steps as { run?: string }[];
  for (const { run } of steps) if (run !== undefined) expect(run).toMatch(/^\(cd 'apps\/my api' && .*\)$/);
});

test("a command is the same text, whatever folder of the project it names", async () => {
  await folder().write("my app: #1 'x'/requirements.txt", "");
  const setup = await setupOf(folder().path, "python", "my app: #1 'x'/alembic.ini");
  expect(setup[0]).toBe("(cd 'my app: #1 '\\''x'\\''' && pip install -r requirements.txt)");
  for (const { recipe } of ciProviders)
    expect(JSON.stringify(parse(recipe({ ...parts, setup }, () => false).text))).toContain(JSON.stringify(setup[0]));
});

test("a provider's file that is there already is not the recipe's", () => {
  const files = ciProviders.map(({ recipe }) => recipe(parts, (file) => !file.includes("driftcheck")).file);
  expect(files).toEqual([".github/workflows/driftcheck.yml", ".gitlab/driftcheck.yml", ".circleci/driftcheck.yml"]);
});

test("the pre-commit hook has what pre-commit asks for, and its entry is a command of ours", async () => {
  const hooks = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8")) as Record<string, unknown>[];
  expect(hooks).toHaveLength(1);
  const [hook] = hooks;
  expect(hook).toMatchObject({ id: "driftcheck", name: "driftcheck", language: "node", pass_filenames: false });
  const [name, ...command] = String(hook?.entry).split(" ");
  const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { bin: object };
  expect(Object.keys(bin)).toEqual([name]);
  expect((await driftcheck([...command, "--help"])).code).toBe(0);
  const files = new RegExp(String(hook?.files));
  const wanted = [
    "schema.sql",
    "a/migrations/0001_initial.py",
    "alembic/versions/1.py",
    "prisma/schema.prisma",
    "app/models.py",
    "app/models/user.py",
    "driftcheck.yaml",
  ];
  expect(wanted.filter((file) => !files.test(file))).toEqual([]);
  expect(["README.md", "app/views.py", "models.pyc"].filter((file) => files.test(file))).toEqual([]);
});

const page = join(root, "docs/ci.md");
const fenced = (text: string) => `\`\`\`yaml\n${text}\`\`\`\n`;
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

function inputsTable(): string {
  const { inputs } = parse(actionText) as { inputs: Record<string, { description: string; default: string }> };
  const rows = Object.entries(inputs).map(([name, { description, default: otherwise }]) => {
    const shown = otherwise === "" ? "" : `\`${otherwise.trim().replaceAll("\n", "` `")}\``;
    return `| \`${name}\` | ${cell(description)} | ${cell(shown)} |`;
  });
  return ["| input | what it is | default |", "| --- | --- | --- |", ...rows, ""].join("\n");
}

describe("docs/ci.md shows", () => {
  const blocks = [
    ...recipes.map(({ name, text }) => [`recipe ${name}`, fenced(text)] as const),
    ["action", inputsTable()] as const,
  ];
  test.each(blocks)("%s as it is", (name, wanted) => {
    const text = readFileSync(page, "utf8");
    const block = new RegExp(`(<!-- ${name} -->\n)([\\s\\S]*?)(<!-- /${name} -->)`);
    if (process.env.UPDATE_DOCS)
      writeFileSync(
        page,
        text.replace(block, (_, start, _old, end) => start + wanted + end),
      );
    else expect(block.exec(text)?.[2]).toBe(wanted);
  });
});
