// The report as one page: a file that is opened from disk, asks nothing of the network, and runs nothing but its own script.

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { packageFile } from "../../package-files.ts";
import type { Reporter } from "../reporter.ts";
import type * as Render from "./render.ts";
import type { Element } from "./view/element.ts";

/** The page's maker, its script and its style. Read when a page is asked for, as the other reporters need none of it. */
const program = packageFile("html-report.cjs");

export const html: Reporter = {
  name: "html",
  locates: true,
  summary: "one page with search, a picture of the affected tables and every reason, for a browser",
  render: (report) => maker().renderPage(report),
};

/** A page of another report than a check's, that runs nothing. */
export const renderStatic = (title: string, body: Element): string => maker().renderStatic(title, body);

function maker(): Pick<typeof Render, "renderPage" | "renderStatic"> {
  return createRequire(import.meta.url)(fileURLToPath(program));
}
