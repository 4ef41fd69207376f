// Every reporter. A new one is one file and one line here.

import { html } from "./html/html.ts";
import { json } from "./json.ts";
import type { Reporter } from "./reporter.ts";
import { text } from "./text.ts";

export const reporters: readonly Reporter[] = [text, json, html];
