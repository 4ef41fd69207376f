// What was counted, by kind of mutation, and how it is printed.

import type { Verdict } from "./judge.ts";

export interface Count {
  applied: number;
  /** pg_dump's text differs. */
  differs: number;
  /** There is drift. */
  reported: number;
  missed: number;
  /** Drift that pg_dump knows nothing of, or that only one direction of the diff names. */
  false: number;
  refused: number;
}

export class Tally {
  readonly #counts = new Map<string, Count>();

  constructor(kinds: Iterable<string>) {
    for (const kind of kinds)
      this.#counts.set(kind, { applied: 0, differs: 0, reported: 0, missed: 0, false: 0, refused: 0 });
  }

  of(kind: string): Count {
    const count = this.#counts.get(kind);
    if (count === undefined) throw new RangeError(`no kind of mutation is called ${kind}`);
    return count;
  }

  get kinds(): string[] {
    return [...this.#counts.keys()];
  }

  add(kind: string, { differs, reported, missed, unfounded, lopsided }: Verdict): void {
    const count = this.of(kind);
    count.applied += 1;
    if (differs) count.differs += 1;
    if (reported) count.reported += 1;
    if (missed.length > 0) count.missed += 1;
    if (unfounded.length + lopsided.length > 0) count.false += 1;
  }

  get total(): Count {
    const total: Count = { applied: 0, differs: 0, reported: 0, missed: 0, false: 0, refused: 0 };
    for (const count of this.#counts.values()) for (const name of columns) total[name] += count[name];
    return total;
  }

  table(): string {
    const rows = [...this.#counts, ["total", this.total] as const];
    const width = Math.max(...rows.map(([kind]) => kind.length));
    const line = (kind: string, cells: readonly (string | number)[]) =>
      [kind.padEnd(width), ...cells.map((cell) => String(cell).padStart(8))].join(" ");
    return [
      line("kind", columns),
      ...rows.map(([kind, count]) =>
        line(
          kind,
          columns.map((name) => count[name]),
        ),
      ),
    ].join("\n");
  }
}

const columns = ["applied", "differs", "reported", "missed", "false", "refused"] as const;
