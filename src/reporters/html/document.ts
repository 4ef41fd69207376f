// A page as a file that is opened from disk: nothing in it runs and nothing is fetched but what is written here.

import { createHash } from "node:crypto";
import { htmlOf } from "./html-text.ts";
import { type Element, h } from "./view/element.ts";

interface Parts {
  readonly title: string;
  readonly body: Element;
  readonly style: string;
  /** None runs where there is none. */
  readonly script?: string;
  /** What the script reads, as inert text. */
  readonly data?: string;
}

export function documentOf({ title, body, style, script, data }: Parts): string {
  const head = [
    h("meta", { charset: "utf-8" }),
    h("meta", { "http-equiv": "Content-Security-Policy", content: policy(style, script) }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { name: "color-scheme", content: "light dark" }),
    h("title", {}, title),
  ];
  return [
    "<!doctype html>",
    '<html lang="en">',
    `<head>${head.map(htmlOf).join("")}<style>${style}</style></head>`,
    htmlOf(body).replace(/<\/body>$/, ""),
    ...(data === undefined ? [] : [`<script type="application/json" id="page-data">${data}</script>`]),
    ...(script === undefined ? [] : [`<script>${script}</script>`]),
    "</body></html>",
    "",
  ].join("\n");
}

const digest = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Whatever a name in the page may say, nothing runs and nothing is fetched but what was written here. */
const policy = (style: string, script: string | undefined) =>
  [
    "default-src 'none'",
    `style-src ${digest(style)}`,
    `script-src ${script === undefined ? "'none'" : digest(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
