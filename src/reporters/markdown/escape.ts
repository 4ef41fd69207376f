// Text in GitHub's and GitLab's Markdown that stays text: no link, image, HTML, mention or reference to an issue can come of a
// name. Whatever is not plain words stands as code, in which none of them does anything.

import { printable } from "../../redact.ts";

/** As code on one line, whatever it holds. */
export function code(text: string): string {
  const shown = printable(text) || '""';
  const runs = new Set([...shown.matchAll(/`+/g)].map(([run]) => run.length));
  let length = 1;
  while (runs.has(length)) length += 1;
  const fence = "`".repeat(length);
  // Markdown takes one blank away on both sides, where there is one on both.
  const isEdged = shown.startsWith("`") || shown.endsWith("`") || /^ .*[^ ].* $/.test(shown);
  const edge = isEdged ? " " : "";
  return `${fence}${edge}${shown}${edge}${fence}`;
}

/** A sentence of ours in which names may stand. */
export function prose(text: string): string {
  const [first = "", ...others] = printable(text)
    .split(" ")
    .filter((token) => token !== "");
  // A number and a dot at the beginning of a line would begin a list.
  return [/^\d+[.)]$/.test(first) ? code(first) : plainOrCode(first), ...others.map(plainOrCode)].join(" ");
}

// Letters and digits, with what joins words between them; around it what marks a sentence.
const word = /^["'(]*([\p{L}\p{N}]+(?:['’/-][\p{L}\p{N}]+)*)[.,;:!?)"'…]*$/u;

// What GitHub makes a link of in plain words: the hash of a commit, an issue of a tracker.
const reference = /[0-9a-f]{7,40}|^[a-z]+-\d+$/i;

function plainOrCode(token: string): string {
  const core = word.exec(token)?.[1];
  if (token === "" || token === "–" || (core !== undefined && !reference.test(core))) return token;
  const [, before = "", name = "", after = ""] = /^(["'(]*)(.*?)([.,;:!?)"']*)$/s.exec(token) ?? [];
  return name === "" ? token : `${before}${code(name)}${after}`;
}

/** Lines as a block that shows what was taken and what was put. */
export function diffBlock(declared: readonly string[], live: readonly string[]): string {
  const lines = [...declared.map((line) => `- ${printable(line)}`), ...live.map((line) => `+ ${printable(line)}`)];
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = "`".repeat(longest + 1);
  return [`${fence}diff`, ...lines, fence].join("\n");
}

/** A sentence that a page has room for. */
export const cut = (text: string) => (text.length > 500 ? `${text.slice(0, 500)}…` : text);
