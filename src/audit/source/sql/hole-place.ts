// What may stand at a place in SQL, by what stands before it: a value alone, or also a name or a piece of SQL. It never says
// `value` where a name could stand, because PostgreSQL would then judge what the program never sends.

/** What a parenthesis is of. */
type Parenthesis = "values" | "in" | "other";

/** What has been read up to a place. */
export class Before {
  /** The last word or sign, in lower case. */
  readonly last: string;
  readonly #clause: string;
  readonly #parentheses: readonly Parenthesis[];
  readonly #isBetween: boolean;

  constructor(last = "", clause = "", parentheses: readonly Parenthesis[] = [], isBetween = false) {
    this.last = last;
    this.#clause = clause;
    this.#parentheses = parentheses;
    this.#isBetween = isBetween;
  }

  /** With one more token. */
  with(token: string): Before {
    const word = token.toLowerCase();
    const clause = clauses.has(word) ? word : this.#clause;
    return new Before(word, clause, this.#inside(word), word === "between" || (this.#isBetween && word !== "and"));
  }

  #inside(word: string): readonly Parenthesis[] {
    if (word === ")") return this.#parentheses.slice(0, -1);
    if (word !== "(") return this.#parentheses;
    const isRow = this.last === "values" || (this.last === "," && this.#clause === "values");
    return [...this.#parentheses, isRow ? "values" : lists.has(this.last) ? "in" : "other"];
  }

  /** @param after the text after the hole */
  holeIs(after: string): "value" | "unknown" {
    const next = after.trimStart()[0] ?? "";
    if (after.startsWith(".") || next === "(" || next === "$") return "unknown";
    if (/[=<>+\-/%|]$/.test(this.last) || beforeValue.has(this.last)) return "value";
    if (this.last === "and") return this.#isBetween ? "value" : "unknown";
    const inside = this.#parentheses.at(-1);
    if (this.last === "(") return inside === "in" || (inside === "values" && next === ",") ? "value" : "unknown";
    if (this.last !== ",") return "unknown";
    return inside === "in" || inside === "values" || (inside === undefined && this.#clause === "limit")
      ? "value"
      : "unknown";
  }

  /** A parameter stands for a list here, or for rows, or for `name = value`: only a driver can write it out. */
  get wantsList(): "in" | "rows" | undefined {
    if (this.last === "in") return "in";
    return this.last === "values" || (this.last === "set" && this.#clause === "set") ? "rows" : undefined;
  }

  /** A value or a name stands before, so that a sign after it is an operator. */
  get isOperand(): boolean {
    return /^['"$)\]]/.test(this.last) || (/^[\w.]+$/.test(this.last) && !beforeOperand.has(this.last));
  }

  get isCompared(): boolean {
    return /^(?:=|<|>|like|in|\(|,)$/.test(this.last);
  }
}

const words = (text: string) => new Set(text.split(" "));

const lists = words("in any some all");
const clauses = words("select from where set values limit offset order group having returning on join");
const beforeValue = words("like ilike rlike regexp between limit offset interval escape");
const beforeOperand = words(
  "and or not in like ilike between is select where on set values limit offset when then else case by having interval returning as from any all",
);
