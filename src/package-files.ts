// The files of this package that are no code. The build copies them to the same places beside its code, and puts all of its code
// into one folder, so that a path from here is right in `src` and in `dist`.

import { createRequire } from "node:module";

/** Where a file of the package is, by its path from `src`. */
export const packageFile = (path: string): URL => new URL(path, import.meta.url);

export function packageVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)("../package.json");
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";
}
