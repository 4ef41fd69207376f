// check --watch: the loop before a migration. Checks again whenever a file changes of which the check is made, and tells what that
// changed in the drift. Ends by a signal only; what can't be read is told, and waited for.

import { DriftcheckError } from "../errors.ts";
import { printable, redactWithin } from "../redact.ts";
import type { Report } from "../reporters/reporter.ts";
import { Changes } from "./changes.ts";
import type { Streams } from "./command.ts";
import { since } from "./since.ts";
import { type Watched, watchedBy } from "./watched.ts";

/** One look: what is asked now, which may itself stand in a file. */
interface Look {
  /** Whatever may name files: locators, and the files of rules. */
  readonly names: readonly (string | boolean | undefined)[];
  readonly check: () => Promise<Report>;
}

interface Watching {
  /** The files that say what is asked. */
  readonly configuration: () => Promise<readonly string[]>;
  readonly look: () => Promise<Look>;
  /** Of every look. */
  readonly write: (report: Report, isFirst: boolean) => Promise<void>;
  /** What changed since the last look, where a person reads. */
  readonly tell: (text: string) => void;
  /** Files that are written here, which are no news. */
  readonly written: readonly string[];
}

/** @returns never by itself */
export async function watchAndCheck(watching: Watching, { err }: Streams): Promise<never> {
  const changes = new Changes(watching.written);
  let names: Look["names"] = [];
  let before: Report | undefined;
  const follow = async () => changes.follow(watchedNow(await watching.configuration(), names));
  const look = async () => {
    try {
      const { names: current, check } = await watching.look();
      names = current;
      // Before the check, so that what changes during it is seen.
      await follow();
      const report = await check();
      await watching.write(report, before === undefined);
      if (before !== undefined) watching.tell(since(before, report));
      before = report;
    } catch (error) {
      if (!(error instanceof DriftcheckError)) throw error;
      err(`driftcheck: ${printable(redactWithin(error.message))}\n`);
      await follow();
    }
  };
  await look();
  err("driftcheck: waiting for changes; Ctrl-C ends it.\n");
  for (;;) {
    await changes.next();
    await look();
  }
}

const watchedNow = (configuration: readonly string[], names: Look["names"]): readonly Watched[] =>
  [...configuration, ...names].flatMap((name) => (typeof name === "string" ? watchedBy(name) : []));
