// Which call takes SQL: by its last word, and by what it is called on.

import { type Call, type Code, dotted } from "../code.ts";
import type { Library, Sink } from "./sink.ts";

export interface Match {
  readonly sink: Sink;
  /** What it is called on tells that it is the library's. */
  readonly sure: boolean;
}

export class Sinks {
  readonly #byCall = new Map<string, Sink[]>();
  #names: RegExp | undefined;

  /** @param text of the file, by which it is known whether it uses a library */
  constructor(libraries: readonly Library[], own: readonly string[], text: string) {
    const all = [...libraries.flatMap(({ sinks }) => sinks), ...own.map(ownSink)];
    for (const sink of all) {
      if (sink.with !== undefined && !sink.with.some((word) => text.includes(word))) continue;
      this.#byCall.set(sink.call, [...(this.#byCall.get(sink.call) ?? []), sink]);
    }
  }

  /** The text has the name of a call that takes SQL. */
  isNamedIn(text: string): boolean {
    this.#names ??= new RegExp(
      `(?<![\\w$])(?:${[...this.#byCall.keys()].map((name) => name.replace(/^[=@]/, "").replace(/[^\w]/g, "\\$&")).join("|")})(?!\\w)`,
    );
    return this.#names.test(text);
  }

  /** Every way in which the call takes SQL; the sure ones, where there are any. */
  of({ callee, values, fields }: Call): readonly Match[] {
    if (callee.kind !== "name") return [];
    const matches = (this.#byCall.get(callee.name) ?? [])
      .filter(({ where }) => where === undefined || fields.some((field) => isField(field, where)))
      .map((sink) => ({ sink, sure: isOn(sink, callee.of) }));
    // A call that only shares its name with a library's has text in it or is none.
    const sure = matches.filter((match) => match.sure);
    return sure.length > 0 ? sure : values.length === 0 ? [] : matches.slice(0, 1);
  }

  ofAssignment(target: Code): Sink | undefined {
    return target.kind === "name" ? this.#byCall.get(`=${target.name}`)?.[0] : undefined;
  }

  wraps(call: Call): boolean {
    return this.of(call).some(({ sink, sure }) => sure && sink.wraps === true);
  }
}

/** `Db.fetchAll` asks for what it is called on, `run_query` does not. */
function ownSink(name: string): Sink {
  const [call = name, ...on] = name.split(/\.|::|->/).reverse();
  return on[0] === undefined ? { call } : { call, on: [on[0]] };
}

const isField = (field: { readonly name: string; readonly value: Code }, where: { field: string; value: string }) =>
  field.name === where.field && field.value.node.text === where.value;

function isOn({ on }: Sink, receiver: Code | undefined): boolean {
  if (on === undefined) return true;
  if (receiver === undefined) return on.includes("");
  const word = lastWord(receiver);
  return on.some((each) => each !== "" && hasWord(word, each));
}

/** `self.read_db` → `read_db`, `conn.cursor()` → `cursor()`. */
function lastWord(receiver: Code): string {
  const whole = receiver.kind === "call" ? dotted(receiver.callee) : dotted(receiver);
  return `${whole.split(".").at(-1) ?? ""}${receiver.kind === "call" ? "()" : ""}`;
}

/** `userDb`, `db_conn`, `DB` and `getDb()` have the word `db`, and `feedback` does not. */
function hasWord(name: string, word: string): boolean {
  const bare = name.replace(/^[@_$]+|\(\)$/g, "");
  if (name.toLowerCase() === word.toLowerCase()) return true;
  const words = bare
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[_\W]+/);
  const wanted = word.toLowerCase();
  return words.includes(wanted) || words.join("") === wanted || (wanted.length > 3 && words.join("").endsWith(wanted));
}
