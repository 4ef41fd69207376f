// The up part of a migration by goose's annotations, which are lines. What is left out stays as an empty line.
// As goose does, a marker inside a string or a body is a marker too.

import { SourceError } from "../../errors.ts";
import { splitScript } from "../../scripts/psql-script.ts";
import { substituted } from "./variables.ts";

/** A file of goose's has this line; also where goose would refuse it for its spaces, as its down part must not run. */
export const isGoose = /^[ \t]*--[ \t-]*\+goose[ \t]+up[ \t\r]*$/im;

const annotations = ["up", "down", "statementbegin", "statementend", "no transaction", "envsub on", "envsub off"];

/**
 * The lines end as goose reads them, without what Windows adds.
 * @throws SourceError, with the line, on what goose refuses: no up part, two, a marker out of place or unknown
 */
export function gooseUp(text: string, name: string): string {
  const reader = new Reader(name);
  const lines = text.split(/\r?\n/).map((line, at) => reader.read(line, at + 1));
  reader.end(lines.length);
  return lines.join("\n");
}

class Reader {
  readonly #name: string;
  #part: "start" | "up" | "down" = "start";
  #inStatement = false;
  #substitutes = false;
  /** What goose would send as one: until a line that ends with a semicolon, or what is between the two annotations. */
  #unsent = "";

  constructor(name: string) {
    this.#name = name;
  }

  read(line: string, number: number): string {
    const annotation = this.#annotation(line, number);
    if (annotation !== undefined) return this.#follow(annotation, number);
    const isNothing = line.trim() === "" || line.trim().startsWith("--");
    if (this.#part === "start" && !isNothing) this.#refuse(number, "a statement precedes `-- +goose Up`");
    if (this.#part !== "up") return "";
    const read = this.#substitutes ? substituted(line, `${this.#name}:${number}`) : line;
    if (this.#unsent !== "" || !isNothing) this.#collect(read, number);
    return read;
  }

  #collect(line: string, number: number): void {
    this.#unsent += `${line}\n`;
    const lastWord = line.replace(/(?:^|\s)--.*$/, "").trimEnd();
    if (this.#inStatement || !lastWord.endsWith(";")) return;
    if (!isWhole(this.#unsent))
      this.#refuse(number, "goose ends the statement here, within quotes (wrap it in StatementBegin and StatementEnd)");
    this.#unsent = "";
  }

  end(number: number): void {
    if (this.#part === "start") this.#refuse(number, "the file has no `-- +goose Up`");
    if (this.#inStatement) this.#refuse(number, "the file has no `-- +goose StatementEnd`");
    this.#expectSent(number);
  }

  #expectSent(number: number): void {
    if (this.#unsent !== "")
      this.#refuse(number, "the statement before it does not end with a semicolon on its last line");
  }

  #annotation(line: string, number: number): string | undefined {
    if (!line.trim().startsWith("--") || !line.includes("+goose")) return undefined;
    const annotation = line.replaceAll("--", "").replace("+goose", "").trim().toLowerCase();
    if (!line.startsWith("--") || !annotations.includes(annotation))
      this.#refuse(number, "goose has no such annotation, or it is not at the start of the line");
    return annotation;
  }

  #follow(annotation: string, number: number): string {
    if (annotation === "up") {
      if (this.#part !== "start") this.#refuse(number, "the file has two `-- +goose Up`");
      this.#part = "up";
    } else if (annotation === "down") {
      if (this.#part !== "up" || this.#inStatement) this.#refuse(number, "`-- +goose Down` is out of place");
      this.#expectSent(number);
      this.#part = "down";
    } else if (annotation === "statementbegin") {
      if (this.#part === "start" || this.#inStatement) this.#refuse(number, "`StatementBegin` is out of place");
      this.#inStatement = true;
    } else if (annotation === "statementend") {
      if (!this.#inStatement) this.#refuse(number, "`StatementEnd` is out of place");
      this.#inStatement = false;
      this.#unsent = "";
      // The statement may end without a semicolon, as goose sends it by itself.
      return this.#part === "up" ? ";" : "";
    } else if (annotation.startsWith("envsub")) this.#substitutes = annotation === "envsub on";
    return "";
  }

  #refuse(number: number, why: string): never {
    throw new SourceError(
      `${this.#name}:${number}: ${why}, so goose would not run this file. driftcheck takes a folder for goose's if a file has the line \`-- +goose Up\`; pass other SQL as one .sql file.`,
    );
  }
}

/** Whether no quote in it is open: goose looks at the ends of lines alone. */
function isWhole(sql: string): boolean {
  try {
    splitScript(sql, "", { dialect: "server" });
    return true;
  } catch {
    return false;
  }
}
