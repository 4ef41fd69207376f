// The text of a dump, taken apart by the comment that pg_dump puts above each object. SQL itself is not read here.

export interface Entry {
  /** As pg_dump says it: `TABLE`, `FK CONSTRAINT`, `ACL`. */
  readonly type: string;
  /** As pg_dump says it, unquoted: `orders orders_pkey`, `COLUMN orders.id`, `net(numeric, numeric)`. */
  readonly name: string;
  readonly text: string;
}

const HEAD = /^-- (?:Data for )?Name: ([\s\S]*?); Type: ([A-Z ]+); Schema: (.*?); Owner: ?.*?(?:; Tablespace: (.*))?$/;
// State that holds for the tables after it, wherever pg_dump comes to need it.
const ACCESS_METHOD = /^SET default_table_access_method = (.*);$/gm;
const STATE = /^(?:SET default_\w+ = .*;|\\(?:un)?restrict .*)$/gm;

/** Every object of a dump by what identifies it, which is the order of no dump. */
export function entriesOf(dump: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  let accessMethod = "";
  for (const part of dump.split(/^--\n(?=-- (?:Data for )?Name: )/m)) {
    const headEnd = part.indexOf("\n--\n");
    const [, name = "", type = "", schema = "", tablespace = ""] = HEAD.exec(part.slice(0, headEnd)) ?? [];
    if (name !== "") {
      const body = part
        .slice(headEnd + 4)
        .replace(STATE, "")
        .replace("--\n-- PostgreSQL database dump complete\n--\n", "")
        .trim();
      const method = isStored(type, body) ? `${accessMethod}\n` : "";
      const key = unusedKey(entries, `${type} ${schema} ${name}`);
      entries.set(key, { type, name, text: `${tablespace && `in ${tablespace}\n`}${method}${body}` });
    }
    accessMethod = [...part.matchAll(ACCESS_METHOD)].at(-1)?.[1] ?? accessMethod;
  }
  return entries;
}

function isStored(type: string, body: string): boolean {
  return type === "MATERIALIZED VIEW" || (type === "TABLE" && !body.includes("\nPARTITION BY "));
}

function unusedKey(entries: ReadonlyMap<string, Entry>, key: string): string {
  let unused = key;
  for (let number = 2; entries.has(unused); number += 1) unused = `${key} #${number}`;
  return unused;
}

/** What is not the same in both: each as it was, or as it is where it was not. */
export function changedEntries(before: ReadonlyMap<string, Entry>, after: ReadonlyMap<string, Entry>): Entry[] {
  const changed: Entry[] = [];
  for (const [key, entry] of before) if (after.get(key)?.text !== entry.text) changed.push(entry);
  for (const [key, entry] of after) if (!before.has(key)) changed.push(entry);
  return changed;
}
