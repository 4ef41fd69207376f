// What a walk is told as: the table of its counts, and each sort of failure once, with the SQL that it takes.

import { groupBy } from "./group.ts";
import type { Verdict } from "./judge.ts";
import { signatureOf } from "./shrink.ts";
import type { Failure, Walked } from "./walk.ts";

/** One failure of each sort, the one after the fewest statements. */
export function sortsOf(failures: readonly Failure[]): { readonly failure: Failure; readonly times: number }[] {
  const sorts = groupBy(
    failures,
    ({ mutation, verdict }) => `${mutation.kind} ${mutation.name} ${signatureOf(verdict)}`,
  );
  return [...sorts.values()].map((all) => {
    const shortest = all.reduce((one, other) => (other.statements.length < one.statements.length ? other : one));
    return { failure: shortest, times: all.length };
  });
}

export function wordsFor({ missed, unfounded, lopsided }: Verdict): string[] {
  return [
    ...missed.map(({ type, name }) => `missed: ${type} ${name}`),
    ...unfounded.map(({ type, id, attribute = "", declared, live }) =>
      `false: ${type} ${id} ${attribute} ${JSON.stringify(declared)} → ${JSON.stringify(live)}`.slice(0, 300),
    ),
    ...lopsided.map((line) => `lopsided: ${line}`),
  ];
}

export function tableOf(title: string, { tally, neverApplied }: Walked): string {
  const refused = [...neverApplied].map(([{ kind, name }, reason]) => `never applied: ${kind}, ${name} (${reason})`);
  return [title, tally.table(), ...refused, ""].join("\n");
}
