// The recipes of docs/fleet.md: the workflow is valid, and what a shard of each runs, runs here, with its reports merged.

import { execFile } from "node:child_process";
import { chmod } from "node:fs/promises";
import { promisify } from "node:util";
import { validateWorkflow } from "@action-validator/core";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { read } from "../guards/pages.ts";
import { program, useFolder } from "../support/cli.ts";
import { hasTurn } from "../support/sample.ts";

const folder = useFolder();
const run = promisify(execFile);

const recipes = [...read("docs/fleet.md").matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
const recipeWith = (word: string) => recipes.find((text) => text.includes(word)) ?? "";
const workflow = recipeWith("runs-on");
const job = recipeWith("completionMode");

interface Workflow {
  readonly jobs: Readonly<Record<"shard" | "merge", { readonly steps: readonly { readonly run?: string }[] }>>;
}

interface Job {
  readonly spec: {
    readonly completions: number;
    readonly template: { readonly spec: { readonly containers: readonly { readonly command: readonly string[] }[] } };
  };
}

async function targets(): Promise<void> {
  await folder().write("schema.sql", "CREATE TABLE a (id int);");
  await folder().write("other.sql", "CREATE TABLE a (id int); CREATE TABLE b (id int);");
  const list = ["one", "two", "three", "four"].map(
    (name) => `{ name: ${name}, live: ${name === "two" ? "other" : "schema"}.sql }`,
  );
  await folder().write("targets.yaml", `targets: [${list.join(", ")}]`);
  for (const [name, args] of [
    ["driftcheck", '"$@"'],
    ["npx", '"$@"'],
  ] as const) {
    const file = await folder().write(
      `bin/${name}`,
      `#!/bin/sh\n${name === "npx" ? "shift; " : ""}exec ${process.execPath} ${program} ${args}\n`,
    );
    await chmod(file, 0o755);
  }
}

/** @returns what it wrote, and its exit code */
async function shell(script: string, env: Readonly<Record<string, string>> = {}) {
  const options = {
    cwd: folder().path,
    env: { ...process.env, ...env, PATH: `${folder().at("bin")}:${process.env.PATH}` },
  };
  return run("sh", ["-c", script], options).then(
    ({ stdout }) => ({ stdout, code: 0 }),
    ({ stdout, code }: { stdout: string; code: number }) => ({ stdout, code }),
  );
}

it.runIf(hasTurn("GitHub"))(
  "the GitHub workflow is valid, its shards succeed with drift, and its merge has the exit code of the whole",
  async () => {
    expect(validateWorkflow(workflow).errors).toEqual([]);
    await targets();
    const { jobs } = parse(workflow) as Workflow;
    const [shard = ""] = jobs.shard.steps.flatMap((step) => step.run ?? []);
    const [merge = ""] = jobs.merge.steps.flatMap((step) => step.run ?? []);
    for (const index of [1, 2, 3, 4])
      expect((await shell(shard.replaceAll(/\$\{\{ matrix\.shard \}\}/g, String(index)))).code).toBe(0);
    const { stdout, code } = await shell(merge);
    expect(stdout).toContain("1 of 4 targets has the undeclared table public.b, with 1 column\n    two\n");
    expect(code).toBe(1);
  },
);

it.runIf(hasTurn("Kubernetes"))("the pods of the Kubernetes Job take one shard each, from their index", async () => {
  await targets();
  const { spec } = parse(job) as Job;
  const [, , script = ""] = spec.template.spec.containers[0]?.command ?? [];
  expect(script).toContain(`$shard/${spec.completions}`);
  const here = script.replaceAll("/model/", `${folder().path}/`).replaceAll("/reports/", `${folder().path}/pods-`);
  for (const index of [0, 1])
    expect(
      (await shell(here.replaceAll(`/${spec.completions}"`, '/2"'), { JOB_COMPLETION_INDEX: String(index) })).code,
    ).toBe(0);
  const { stdout, code } = await shell("driftcheck merge pods-shard-*.json --reporter json");
  expect(JSON.parse(stdout)).toMatchObject({ outcome: "drift", counts: { targets: 4, drift: 1 } });
  expect(code).toBe(1);
  expect((await folder().list()).filter((name) => name.endsWith(".journal"))).toEqual([]);
});
