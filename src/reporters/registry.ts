// Every reporter. A new one is one file and one line here.

import { github } from "./github.ts";
import { githubSummary } from "./github-summary.ts";
import { gitlab } from "./gitlab.ts";
import { html } from "./html/html.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import type { Reporter } from "./reporter.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text/text.ts";

export const reporters: readonly Reporter[] = [text, json, sarif, junit, github, githubSummary, gitlab, markdown, html];
