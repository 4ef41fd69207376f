// The page as text: what is read without JavaScript, the rest as data, and the script that shows it.

import { createHash } from "node:crypto";
import { visibleJson } from "../../redact.ts";
import type { Report } from "../reporter.ts";
import { pageData } from "./data.ts";
import { htmlOf } from "./html-text.ts";
import { body } from "./sections/body.ts";
import { verdictOf } from "./sections/verdict.ts";
import { type Element, h } from "./view/element.ts";

/** The build puts both in their place: `bundle.mjs`. */
declare const PAGE_SCRIPT: string;
declare const PAGE_STYLE: string;

export function renderPage(report: Report): string {
  const data = pageData(report);
  return [
    ...headed(`driftcheck: ${verdictOf(report, data)}`, digest(PAGE_SCRIPT)),
    htmlOf(body(report, data)).replace(/<\/body>$/, ""),
    `<script type="application/json" id="page-data">${inScript(data)}</script>`,
    `<script>${PAGE_SCRIPT}</script>`,
    "</body></html>",
    "",
  ].join("\n");
}

/** A page that runs nothing. */
export function renderStatic(title: string, body: Element): string {
  return [...headed(title, "'none'"), htmlOf(body), "</html>", ""].join("\n");
}

function headed(title: string, script: string): string[] {
  const head = [
    h("meta", { charset: "utf-8" }),
    h("meta", { "http-equiv": "Content-Security-Policy", content: policy(script) }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { name: "color-scheme", content: "light dark" }),
    h("title", {}, title),
  ];
  return [
    "<!doctype html>",
    '<html lang="en">',
    `<head>${head.map(htmlOf).join("")}<style>${PAGE_STYLE}</style></head>`,
  ];
}

const digest = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Whatever a name in the page may say, nothing runs and nothing is fetched but what was written here. */
const policy = (script: string) =>
  [
    "default-src 'none'",
    `style-src ${digest(PAGE_STYLE)}`,
    `script-src ${script}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

/** Nothing in it ends the script element, or begins a comment or another script. */
const inScript = (data: unknown) => visibleJson(data).replaceAll("<", "\\u003c");
