// Cuts a failure down to the statements that it needs, and keeps it as a fixture.

import { writeFile } from "node:fs/promises";
import { type Fixture, fixtureText } from "./fixture.ts";
import type { Ground } from "./ground.ts";
import { isWrong, judge, type Verdict } from "./judge.ts";
import type { Mode } from "./observe.ts";
import { type Failure, refusalOf } from "./walk.ts";

/** What is wrong, in words that do not depend on names: two failures that say the same are one. */
export function signatureOf({ missed, unfounded, lopsided }: Verdict): string {
  const kindOfLine = (line: string) => line.replace(/:\S+/g, "");
  return [
    ...missed.map(({ type }) => `missed ${type}`),
    ...unfounded.map(
      ({ type, id, attribute = "" }) => `unfounded ${type} ${id.slice(0, id.indexOf(":"))} ${attribute}`,
    ),
    ...lopsided.map((line) => `lopsided ${kindOfLine(line)}`),
  ]
    .filter((line, at, all) => all.indexOf(line) === at)
    .sort()
    .join("; ");
}

/** What the last of these statements does to a fresh copy on which the others were applied; nothing where it is refused. */
export async function replay(ground: Ground, statements: readonly string[], mode: Mode): Promise<Verdict | undefined> {
  const copy = await ground.copy(mode);
  try {
    for (const sql of statements.slice(0, -1)) await refusalOf(copy, sql);
    const before = await copy.observer.observe();
    const refusal = await refusalOf(copy, statements.at(-1) ?? "");
    const after = await copy.observer.observe();
    const verdict = await judge(before, after);
    return refusal === undefined || isWrong(verdict) ? verdict : undefined;
  } finally {
    await copy.close();
  }
}

export async function shrink(ground: Ground, { statements, verdict, mode }: Failure): Promise<string[]> {
  const signature = signatureOf(verdict);
  const last = statements.slice(-1);
  const fails = async (kept: readonly string[]) => {
    const again = await replay(ground, [...kept, ...last], mode);
    return again !== undefined && signatureOf(again) === signature;
  };
  if (await fails([])) return [...last];
  let kept = statements.slice(0, -1);
  for (let size = Math.ceil(kept.length / 2); kept.length > 0; size = Math.ceil(size / 2)) {
    for (let end = kept.length; end > 0; end -= size) {
      const fewer = [...kept.slice(0, Math.max(0, end - size)), ...kept.slice(end)];
      if (fewer.length < kept.length && (await fails(fewer))) kept = fewer;
    }
    if (size === 1) break;
  }
  return [...kept, ...last];
}

/** One of each sort: what an earlier walk has kept stays. */
export async function keep(fixture: Fixture): Promise<void> {
  const words = `${fixture.title} ${fixture.why}`.replace(/[^a-z0-9]+/gi, "-").slice(0, 80);
  const file = new URL(`fixtures/${words.toLowerCase().replace(/-$/, "")}.sql`, import.meta.url);
  await writeFile(file, fixtureText(fixture), { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}
