// A script's text and the place at which it is read. Values of variables stand in it: what is in them is not expanded once more,
// and is no line of the script.

export class Text {
  #text: string;
  #at = 0;
  #line = 1;
  #expanded: { readonly name: string; readonly end: number }[] = [];

  constructor(text: string) {
    this.#text = text.startsWith("\uFEFF") ? text.slice(1) : text;
  }

  get text(): string {
    return this.#text;
  }

  get at(): number {
    return this.#at;
  }

  get line(): number {
    return this.#line;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  next(count = 1): string {
    return this.#text.slice(this.#at, this.#at + count);
  }

  isInValueOf(name: string): boolean {
    return this.#expanded.some((each) => each.name === name);
  }

  /** A value is SQL like any other, with semicolons and names of variables of its own. */
  expand(name: string, value: string, end: number): void {
    this.#text = this.#text.slice(0, this.#at) + value + this.#text.slice(end);
    const grown = value.length - (end - this.#at);
    const around = this.#expanded.map((each) => ({ name: each.name, end: each.end + grown }));
    this.#expanded = [...around, { name, end: this.#at + value.length }];
  }

  pass(characters: number): void {
    this.advance(this.#at + characters);
  }

  advance(to: number): void {
    const from = Math.max(this.#at, ...this.#expanded.map(({ end }) => end));
    for (let at = from; at < to; at += 1) {
      const character = this.#text[at];
      if (character === "\n" || (character === "\r" && this.#text[at + 1] !== "\n")) this.#line += 1;
    }
    this.#at = to;
    if (this.#expanded.length > 0) this.#expanded = this.#expanded.filter(({ end }) => end > to);
  }
}
