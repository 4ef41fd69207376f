// One embedded server that prints for many comparisons: to start one takes longer than most of them, and databases of one model ask
// the same. It is started when it is first needed, and is given up where it fails.

import { sha256 } from "../../digest.ts";
import { connectEmbedded, type Embedded } from "../../embedded/embedded.ts";
import type { Reprint, Texts } from "../printed.ts";
import { answer, extensionsOf, type Question, questionOf } from "./reprint.ts";

const mostRemembered = 500;

/** What was rolled back stays in its memory. */
const mostAnswers = 200;

export class SharedPrinter {
  readonly #remembered = new Map<string, Texts>();
  #open: { readonly embedded: Embedded; readonly extensions: ReadonlySet<string>; answers: number } | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** As `reprint` does, one after the other. */
  readonly reprint: Reprint = (sides) => {
    const result = this.#last.then(() => this.#reprint(sides));
    this.#last = result.catch(() => undefined);
    return result;
  };

  async close(): Promise<void> {
    await this.#last;
    await this.#giveUp();
  }

  async #reprint(sides: Parameters<Reprint>[0]): Promise<readonly Texts[]> {
    const extensions = extensionsOf(sides);
    const texts: Texts[] = [];
    for (const side of sides) {
      const question = questionOf(side);
      const key = sha256(JSON.stringify([extensions.toSorted(), question]));
      const known = this.#remembered.get(key) ?? (await this.#ask(question, extensions));
      this.#remember(key, known);
      texts.push(known);
    }
    return texts;
  }

  async #ask(question: Question, extensions: readonly string[]): Promise<Texts> {
    const open = await this.#with(extensions);
    try {
      open.answers += 1;
      return await answer(open.embedded.client, question);
    } catch (error) {
      await this.#giveUp();
      throw error;
    }
  }

  async #with(extensions: readonly string[]) {
    const open = this.#open;
    if (open !== undefined && open.answers < mostAnswers && extensions.every((each) => open.extensions.has(each)))
      return open;
    await this.#giveUp();
    this.#open = { embedded: await connectEmbedded(extensions), extensions: new Set(extensions), answers: 0 };
    return this.#open;
  }

  async #giveUp(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.embedded.close();
  }

  #remember(key: string, texts: Texts): void {
    this.#remembered.delete(key);
    this.#remembered.set(key, texts);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > mostRemembered && oldest !== undefined) this.#remembered.delete(oldest);
  }
}
