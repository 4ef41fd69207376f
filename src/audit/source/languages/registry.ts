// The languages that are read, by the grammars of tree-sitter. SQL itself is read by ../sql-file.ts.

import { csharp } from "./csharp.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { javascript, tsx, typescript } from "./javascript.ts";
import type { Language } from "./language.ts";
import { php } from "./php.ts";
import { python } from "./python.ts";
import { ruby } from "./ruby.ts";

export const languages: readonly Language[] = [python, javascript, typescript, tsx, php, ruby, java, go, csharp];
