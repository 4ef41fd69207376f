// The commands by which CI installs what a declared schema needs, by the files with which the project pins it, and driftcheck.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageVersion } from "../../package-files.ts";
import { inFolder } from "./provider.ts";

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

/** @param place a file or folder of the project that needs it: the nearest folder around it that pins packages is its own */
export async function setupOf(
  root: string,
  needs: "python" | "node" | undefined,
  place: string,
): Promise<readonly string[]> {
  const folders = foldersAround(place);
  const first = (choices: typeof ofPython) => commandsIn(root, folders, choices);
  const isDependency = await dependsOnUs(root);
  return [
    ...(needs === "python" ? first(ofPython) : []),
    ...(needs === "node" || isDependency ? first(ofNode) : []),
    ...(isDependency ? [] : [`npm install --no-save --no-package-lock driftcheck@${packageVersion()}`]),
  ];
}

/** From the path's own, if it is one, up to the project's, which is a dot. */
function foldersAround(place: string): readonly string[] {
  const parts = place.split("/").filter((part) => part !== "" && part !== ".");
  return [...parts.map((_, at) => parts.slice(0, parts.length - at).join("/")), "."];
}

function commandsIn(root: string, folders: readonly string[], choices: typeof ofPython): readonly string[] {
  for (const folder of folders) {
    const commands = choices.find(([file]) => existsSync(join(root, folder, file)))?.[1];
    if (commands !== undefined) return commands.map((each) => inFolder(folder === "." ? "" : folder, each));
  }
  return [];
}

async function dependsOnUs(root: string): Promise<boolean> {
  const text = await readFile(join(root, "package.json"), "utf8").catch(() => "{}");
  return /"driftcheck"\s*:/.test(text) && ofNode.some(([file]) => existsSync(join(root, file)));
}
