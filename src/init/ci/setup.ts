// The commands by which CI installs what a declared schema needs, by the files with which the project pins it, and driftcheck.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageVersion } from "../../package-files.ts";

/** By the file that says it, the surest first. Environments stand in the project, where driftcheck looks for them. */
const ofPython: readonly (readonly [file: string, commands: readonly string[]])[] = [
  ["uv.lock", ["pip install uv", "uv sync"]],
  ["poetry.lock", ["pip install poetry", "POETRY_VIRTUALENVS_IN_PROJECT=true poetry install"]],
  ["Pipfile.lock", ["pip install pipenv", "PIPENV_VENV_IN_PROJECT=1 pipenv sync"]],
  ["requirements.txt", ["pip install -r requirements.txt"]],
  ["pyproject.toml", ["pip install ."]],
];

const ofNode: readonly (readonly [file: string, commands: readonly string[]])[] = [
  ["pnpm-lock.yaml", ["corepack enable", "pnpm install --frozen-lockfile"]],
  ["yarn.lock", ["corepack enable", "yarn install"]],
  ["package-lock.json", ["npm ci"]],
];

export async function setupOf(root: string, needs: "python" | "node" | undefined): Promise<readonly string[]> {
  const first = (choices: typeof ofPython) => choices.find(([file]) => existsSync(join(root, file)))?.[1] ?? [];
  const isDependency = await dependsOnUs(root);
  return [
    ...(needs === "python" ? first(ofPython) : []),
    ...(needs === "node" || isDependency ? first(ofNode) : []),
    ...(isDependency ? [] : [`npm install --no-save --no-package-lock driftcheck@${packageVersion()}`]),
  ];
}

async function dependsOnUs(root: string): Promise<boolean> {
  const text = await readFile(join(root, "package.json"), "utf8").catch(() => "{}");
  return /"driftcheck"\s*:/.test(text) && ofNode.some(([file]) => existsSync(join(root, file)));
}
