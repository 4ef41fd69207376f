// Keeps one comment of driftcheck on a pull request up to date: made at the first drift, changed by each later check, never a second
// one. Run by action.yml; it needs no package. A comment that can't be written fails no check: the check has its own exit code.

import { readFile } from "node:fs/promises";

const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, PULL_REQUEST, OUTCOME, COMMENT, KEY = "" } = process.env;

/** Of several checks of one pull request each has its own. Encoded, so that it can't end the HTML comment. */
const marker = `<!-- driftcheck ${encodeURIComponent(KEY.trim())} -->`;
const longest = 65_536; // characters, as GitHub has it
const patience = 30_000; // milliseconds
const mostPages = 20;

async function ask(method, path, body) {
  const response = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${GITHUB_TOKEN}`,
      "content-type": "application/json",
      "x-github-api-version": "2022-11-28",
    },
    signal: AbortSignal.timeout(patience),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${method} ${path}`);
  return response.json();
}

/** Only a bot's is ours: a person may have quoted it. */
async function existing() {
  for (let page = 1; page <= mostPages; page += 1) {
    const comments = await ask("GET", `issues/${PULL_REQUEST}/comments?per_page=100&page=${page}`);
    const own = comments.find(({ body, user }) => body?.startsWith(marker) && user?.type === "Bot");
    if (own !== undefined || comments.length < 100) return own;
  }
  return undefined;
}

async function main() {
  const body = `${marker}\n${await readFile(COMMENT, "utf8")}`.slice(0, longest);
  const before = await existing();
  if (before !== undefined) {
    if (before.body !== body) await ask("PATCH", `issues/comments/${before.id}`, { body });
    return before.body === body ? "The comment is up to date." : "The comment was updated.";
  }
  // Nobody needs to be told of what never drifted.
  if (OUTCOME === "clean") return "No drift, and no earlier comment.";
  await ask("POST", `issues/${PULL_REQUEST}/comments`, { body });
  return "The comment was written.";
}

try {
  process.stdout.write(`${await main()}\n`);
} catch (error) {
  const why = String(error instanceof Error ? error.message : error).replaceAll(/[\r\n]/g, " ");
  const advice = "Give the job the permission pull-requests: write, or set comment: false.";
  process.stdout.write(`::warning title=driftcheck::The comment could not be written: ${why}. ${advice}\n`);
}
