// The log for a person. Whatever a commit or a database says is made inert: it stands on one line and acts on no terminal.

import { printable } from "../redact.ts";
import { differenceText, number, plural } from "../reporters/words.ts";
import type { Change, Log, LogEntry } from "./log.ts";

const marks = { created: "+", dropped: "-", changed: "~" } as const;

/** Of one commit. */
const most = 20;
const longest = 100; // characters

export function logText({ file, object, commits, read, isCut }: Log): string {
  const entries = commits.flatMap((each) => [...linesOf(each, object !== undefined), ""]);
  const what = object === undefined ? "" : ` with ${printable(object)}`;
  const rest = isCut ? ` There are older ones; --limit reads more.` : "";
  const count = `${plural(commits.length, "commit")}${what} of ${plural(read, "version")} of ${printable(file)}.${rest}`;
  return `${[...entries, count].join("\n")}\n`;
}

function linesOf({ commit, date, author, subject, changes, isFirst, unread }: LogEntry, isAsked: boolean): string[] {
  const head = `${commit.slice(0, 12)}  ${printable(date.slice(0, 10))}  ${cut(author, 40)}  ${cut(subject, longest)}`;
  if (unread !== undefined) return [head, `  This version ${printable(unread)}`];
  if (isFirst && !isAsked) return [head, `  The first version: ${plural(changes.length, "object")}.`];
  const shown = changes.slice(0, most).map(lineOf);
  if (changes.length > most)
    shown.push(`  ${most} of ${number(changes.length)} changes shown; --reporter json lists all.`);
  return [head, ...shown];
}

function lineOf({ type, id, idBefore, attribute, before, after }: Change): string {
  const name = idBefore === undefined || idBefore === id ? printable(id) : `${printable(idBefore)} → ${printable(id)}`;
  const what = type === "changed" ? `  ${printable(attribute ?? "")}: ${differenceText(before, after)}` : "";
  return `  ${marks[type]} ${name}${what}`;
}

function cut(text: string, length: number): string {
  const characters = [...printable(text)];
  return characters.length <= length ? characters.join("") : `${characters.slice(0, length - 1).join("")}…`;
}
