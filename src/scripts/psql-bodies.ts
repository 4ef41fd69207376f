// As psqlscan.l has it: in CREATE FUNCTION or PROCEDURE, what stands between BEGIN and END holds semicolons of its own.

const routineWords = new Set(["create", "or", "replace", "function", "procedure"]);

export class Bodies {
  #firstLetters = "";
  #depth = 0;

  get isInside(): boolean {
    return this.#depth > 0;
  }

  /** @param word in lower case */
  count(word: string, parentheses: number): void {
    if (this.#firstLetters.length < 4) this.#firstLetters += routineWords.has(word) ? word[0] : " ";
    if (parentheses > 0 || !/^c(?:or)?[fp]/.test(this.#firstLetters)) return;
    // CASE has an END too.
    if (word === "begin" || (word === "case" && this.#depth > 0)) this.#depth += 1;
    else if (word === "end" && this.#depth > 0) this.#depth -= 1;
  }

  startStatement(): void {
    this.#firstLetters = "";
  }

  endStatement(): void {
    this.#firstLetters = "";
    this.#depth = 0;
  }
}
