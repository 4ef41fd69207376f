// psql's \if, \elif, \else and \endif: which branch is read. A branch that is not taken leaves nothing in the statement around it.

/** What a statement was when the branch began. */
export interface Mark {
  readonly length: number;
  readonly parentheses: number;
}

interface Level {
  /** Of this \if: `done` where a branch was taken, `outside` where it stands in one that is not. */
  state: "taken" | "waiting" | "done" | "outside";
  hasElse: boolean;
  mark: Mark;
}

/** A condition out of place. */
export class MisplacedCondition extends Error {}

export class Conditions {
  readonly #levels: Level[] = [];

  get isActive(): boolean {
    return (this.#levels.at(-1)?.state ?? "taken") === "taken";
  }

  get isOpen(): boolean {
    return this.#levels.length > 0;
  }

  /** @param holds asked only where psql asks it. @returns what the statement is cut back to, of a branch that was not taken */
  follow(command: string, mark: Mark, holds: () => boolean): Mark | undefined {
    if (command === "if") {
      const state = !this.isActive ? "outside" : holds() ? "taken" : "waiting";
      this.#levels.push({ state, hasElse: false, mark });
      return undefined;
    }
    const level = this.#levels.at(-1);
    if (level === undefined || (level.hasElse && command !== "endif"))
      throw new MisplacedCondition(`this \\${command} has no \\if`);
    const back = level.state === "taken" ? undefined : level.mark;
    if (command === "endif") this.#levels.pop();
    else this.#next(level, command, back ?? mark, holds);
    return back;
  }

  #next(level: Level, command: string, mark: Mark, holds: () => boolean): void {
    level.mark = mark;
    level.hasElse = command === "else";
    if (level.state === "taken") level.state = "done";
    else if (level.state === "waiting" && (command === "else" || holds())) level.state = "taken";
  }
}
