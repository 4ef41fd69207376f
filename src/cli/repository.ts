// Where in its repository the program runs: services show files by their path from the root.

import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/** With `/` at the end; empty at the root, and where there is no repository. */
export function folderInRepository(here = process.cwd()): string {
  for (let folder = here; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) {
      const within = relative(folder, here).split(sep).join("/");
      return within === "" ? "" : `${within}/`;
    }
    if (dirname(folder) === folder) return "";
  }
}
