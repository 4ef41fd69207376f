// The line of a snapshot's file at which each object stands. Only for a file that was read: nothing is checked here.

import { memberId, type ObjectId } from "../catalog/object-id.ts";

/** @param name the file's. It says the format. */
export function linesOf(text: string, name: string): ReadonlyMap<ObjectId, number> {
  const lines = text.split(/\r?\n/);
  return new Map(/\.json$/i.test(name) ? inJson(lines) : inYaml(lines));
}

type Found = readonly [ObjectId, number];

function* inJson(lines: readonly string[]): Generator<Found> {
  for (const [at, line] of lines.entries()) {
    // By its indentation it is an object's own field, and none of its attributes.
    const id = /^ {3}"id": (".*"),$/.exec(line)?.[1];
    if (id !== undefined) yield [JSON.parse(id) as ObjectId, at + 1];
  }
}

function* inYaml(lines: readonly string[]): Generator<Found> {
  let root = "" as ObjectId;
  let kind = "";
  let isText = false;
  for (const [at, line] of lines.entries()) {
    const indentation = line.search(/[^ ]/);
    if (indentation === 2 && line[2] !== "-" && line[2] !== ":") {
      root = (keyOf(line.slice(2)) ?? root) as ObjectId;
      yield [root, at + 1];
    }
    if (indentation === 4) {
      // A block of text has lines that are indented as members are.
      isText = !line.endsWith(":");
      kind = keyOf(line.slice(4)) ?? "";
    }
    const member = indentation === 6 && !isText ? keyOf(line.slice(6)) : undefined;
    if (member !== undefined) yield [memberId(kind, root, member), at + 1];
  }
}

/** As `yaml.ts` writes it: plain, in JSON, or after `? ` on a line of its own. */
function keyOf(line: string): string | undefined {
  const isLong = line.startsWith("? ");
  const text = isLong ? line.slice(2) : line;
  if (text.startsWith('"')) {
    const quoted = /^"(?:[^"\\]|\\.)*"/.exec(text)?.[0];
    return quoted === undefined ? undefined : (JSON.parse(quoted) as string);
  }
  if (isLong) return text;
  const end = text.indexOf(": ");
  return end >= 0 ? text.slice(0, end) : text.endsWith(":") ? text.slice(0, -1) : undefined;
}
