// The repository that a project is in: CI reads its recipes from the top alone.

import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

export interface Within {
  /** The top of the repository; the project's own folder where there is none. */
  readonly top: string;
  /** The project's folder from there, with `/` between; empty for the top itself. */
  readonly folder: string;
}

export function repositoryOf(root: string): Within {
  const from = resolve(root);
  for (let at = from; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return { top: at, folder: relative(at, from).split(sep).join("/") };
    if (dirname(at) === at) return { top: from, folder: "" };
  }
}
