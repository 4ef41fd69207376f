// The libraries of each language whose calls take SQL.

import { csharpLibraries } from "./csharp.ts";
import { goLibraries } from "./go.ts";
import { javaLibraries } from "./java.ts";
import { javascriptLibraries } from "./javascript.ts";
import { phpLibraries } from "./php.ts";
import { pythonLibraries } from "./python.ts";
import { rubyLibraries } from "./ruby.ts";
import type { Library } from "./sink.ts";

export const libraries: Readonly<Record<string, readonly Library[]>> = {
  python: pythonLibraries,
  javascript: javascriptLibraries,
  typescript: javascriptLibraries,
  tsx: javascriptLibraries,
  php: phpLibraries,
  ruby: rubyLibraries,
  java: javaLibraries,
  go: goLibraries,
  csharp: csharpLibraries,
};
