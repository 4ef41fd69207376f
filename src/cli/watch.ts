// check --watch: the loop before a migration. Checks again whenever a file of the declared side changes, and tells what that
// changed in the drift. Ends by a signal only; what can't be read is told, and waited for.

import { existsSync, type FSWatcher, statSync, watch } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Drift } from "../catalog/drift.ts";
import { DriftcheckError } from "../errors.ts";
import { printable, redactWithin } from "../redact.ts";
import type { Report } from "../reporters/reporter.ts";
import type { Streams } from "./command.ts";

/** Editors write a file in several steps. */
const settles = 20; // milliseconds

interface Watching {
  /** Whatever may name files: locators, and the files of rules. */
  readonly names: readonly (string | boolean | undefined)[];
  readonly check: () => Promise<Report>;
  readonly write: (report: Report) => Promise<void>;
}

/** @returns never by itself */
export async function watchAndCheck({ names, check, write }: Watching, { out, err }: Streams): Promise<never> {
  let before: Report | undefined;
  const look = async () => {
    try {
      const report = await check();
      if (before === undefined) await write(report);
      else out(since(before, report));
      before = report;
    } catch (error) {
      if (!(error instanceof DriftcheckError)) throw error;
      err(`driftcheck: ${printable(redactWithin(error.message))}\n`);
    }
  };
  const changes = new Changes(names.flatMap((name) => (typeof name === "string" ? placesOf(name) : [])));
  await look();
  for (;;) {
    await changes.next();
    await look();
  }
}

/** What came and what went, and how many there are now. */
function since(before: Report, now: Report): string {
  const keys = (report: Report) => new Map(report.drift.map((each) => [keyOf(each), each]));
  const [old, current] = [keys(before), keys(now)];
  const gone = [...old].flatMap(([key, each]) => (current.has(key) ? [] : [`  gone  ${lineOf(each)}`]));
  const fresh = [...current].flatMap(([key, each]) => (old.has(key) ? [] : [`  new   ${lineOf(each)}`]));
  const count = now.drift.length === 1 ? "1 drift" : `${now.drift.length} drifts`;
  const changed = gone.length + fresh.length === 0 ? "no change" : `${gone.length} gone, ${fresh.length} new`;
  const time = new Date().toTimeString().slice(0, 8);
  return [`${time}  ${now.drift.length === 0 ? "No drift" : count} (${changed}).`, ...gone, ...fresh, ""].join("\n");
}

const keyOf = ({ type, id, attribute, declared, live }: Drift) => JSON.stringify([type, id, attribute, declared, live]);

const lineOf = ({ type, id, attribute }: Drift) =>
  printable(attribute === undefined ? `${type} ${id}` : `${type} ${id} ${attribute}`);

interface Place {
  readonly folder: string;
  /** One file of it; undefined for all that is in it. */
  readonly file?: string;
}

/** A model that is named by its module may stand anywhere in the project; a server has no files. */
function placesOf(name: string): Place[] {
  const path = [name, name.slice(name.indexOf(":") + 1)].find((each) => existsSync(each));
  if (path !== undefined && !statSync(path).isDirectory())
    return [{ folder: dirname(resolve(path)), file: basename(path) }];
  if (path !== undefined) return [{ folder: resolve(path) }];
  return /^[a-z]+:(?!\/\/)/.test(name) ? [{ folder: process.cwd() }] : [];
}

/** Written by what reads the project, and not by whoever works on it. */
const isOthers = (file: string) =>
  /(?:^|[\\/])(?:\.[^\\/]+|node_modules|__pycache__|venv)[\\/]|\.pyc$|\.tmp$/.test(file);

class Changes {
  #changed: () => void = () => {};
  #isChanged = false;
  readonly #watchers: readonly FSWatcher[];

  constructor(places: readonly Place[]) {
    this.#watchers = places.map(({ folder, file }) =>
      watch(folder, { recursive: file === undefined }, (_, name) => {
        if (name === null || (file === undefined ? !isOthers(name) : name === file)) this.#tell();
      }),
    );
    for (const each of this.#watchers) each.on("error", () => this.#tell());
  }

  #tell(): void {
    this.#isChanged = true;
    this.#changed();
  }

  /** After the next change, or at once where there was one since the last look. */
  async next(): Promise<void> {
    if (!this.#isChanged)
      await new Promise<void>((fulfil) => {
        this.#changed = fulfil;
      });
    await new Promise((fulfil) => setTimeout(fulfil, settles));
    this.#isChanged = false;
  }
}
