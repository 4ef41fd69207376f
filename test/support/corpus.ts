// Databases that pgloader moved: our own in test/corpus/own, and the reference data that tests read and never copy, `../shared` beside
// the repository or $DRIFTCHECK_SHARED. Without the latter its tests are skipped, and one line on stderr says so.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** A real application whose database pgloader moved, in one of the ways in which pgloader was run. */
export interface CorpusRun {
  /** `ctfd/default_migr` */
  readonly name: string;
  readonly app: string;
  readonly variant: string;
  readonly declared: string;
  readonly live: string;
  readonly judged: string;
}

/** The folder, or undefined (said on stderr) where it is not there. */
export function sharedFolder(): string | undefined {
  const folder = process.env.DRIFTCHECK_SHARED ?? join(repository, "..", "shared");
  if (existsSync(folder)) return folder;
  process.stderr.write(
    `SKIPPED: tests over the reference data, as ${folder} does not exist; $DRIFTCHECK_SHARED can name it\n`,
  );
  return undefined;
}

/** Our own, which everyone has: `own/clinic`. */
export function ownRuns(): CorpusRun[] {
  const own = join(repository, "test", "corpus", "own");
  const cases = readdirSync(own, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return cases.map(({ name: variant }) => {
    const at = (name: string) => join(own, variant, name);
    const files = { declared: at("declared.sql"), live: at("live.sql"), judged: at("judged.json") };
    return { name: `own/${variant}`, app: "own", variant, ...files };
  });
}

/** Every judged run of the reference data, by name; none where there is none. */
export function corpusRuns(shared: string | undefined): CorpusRun[] {
  if (shared === undefined) return [];
  const corpus = join(shared, "corpus", "pgloader");
  const apps = readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return apps.flatMap(({ name: app }) => runsOf(corpus, app)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function runsOf(corpus: string, app: string): CorpusRun[] {
  return readdirSync(join(corpus, app)).flatMap((file) => {
    const variant = /^judged\.(\w+)\.json$/.exec(file)?.[1];
    if (variant === undefined) return [];
    const at = (name: string) => join(corpus, app, name);
    const files = { declared: at("declared.sql"), live: at(`live.${variant}.dump.sql`), judged: at(file) };
    return [{ name: `${app}/${variant}`, app, variant, ...files }];
  });
}

/** @param asked `all`, or a list of `app`, `app/variant`, where the app may be `*`, with commas between */
export function isAsked({ app, variant }: CorpusRun, asked: string): boolean {
  return asked.split(",").some((each) => {
    const [askedApp, askedVariant] = each.trim().split("/");
    const appFits = askedApp === "all" || askedApp === "*" || askedApp === app;
    return appFits && (askedVariant === undefined || askedVariant === variant);
  });
}
