// The page as text: what is read without JavaScript, the rest as data, and the script that shows it.

import { visibleJson } from "../../redact.ts";
import type { Report } from "../reporter.ts";
import { pageData } from "./data.ts";
import { documentOf } from "./document.ts";
import { body } from "./sections/body.ts";
import { verdictOf } from "./sections/verdict.ts";
import type { Element } from "./view/element.ts";

/** The build puts both in their place: `bundle.mjs`. */
declare const PAGE_SCRIPT: string;
declare const PAGE_STYLE: string;

export function renderPage(report: Report): string {
  const data = pageData(report);
  return documentOf({
    title: `driftcheck: ${verdictOf(report, data)}`,
    body: body(report, data),
    style: PAGE_STYLE,
    script: PAGE_SCRIPT,
    data: inScript(data),
  });
}

/** A page that runs nothing. */
export const renderStatic = (title: string, body: Element): string => documentOf({ title, body, style: PAGE_STYLE });

/** Nothing in it ends the script element, or begins a comment or another script. */
const inScript = (data: unknown) => visibleJson(data).replaceAll("<", "\\u003c");
