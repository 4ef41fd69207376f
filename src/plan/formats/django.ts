// Django: a migration of RunSQL behind the app's last one. What forbids a transaction has a migration of its own, with atomic = False.

import { dirname, join } from "node:path";
import { SourceError, UsageError } from "../../errors.ts";
import { manageOf } from "../../migrations/django/manage.ts";
import { askPython } from "../../models/python.ts";
import { printable, redact } from "../../redact.ts";
import type { Plan } from "../plan.ts";
import { tablesOf } from "./concerned.ts";
import { migrationText } from "./django-code.ts";
import { slugs } from "./folder.ts";
import type { PlanFormat } from "./format.ts";
import { nextNumbers } from "./numbers.ts";
import { unitsOf } from "./units.ts";

export const django: PlanFormat = {
  name: "django",
  summary: "a migration of `RunSQL` with its way back, which depends on the last ones of the apps concerned",
  out: "manage.py, or its folder",
  state:
    "This changes the database and not Django's state of the models. If makemigrations --check reports changes, make those migrations instead: it would write the same change again.",
  draft: async (plan, { path, name, app, python, lockTimeout, now }) => {
    const manage = await manageOf(path);
    const answer = await askPython(python, {
      scripts: ["django_driver.py", "django_setup.py", "django_apps.py"],
      request: { manage },
      folder: dirname(manage),
      what: `django:${redact(path)}`,
    });
    const apps = answer as readonly App[];
    const concerned = concernedApps(apps, plan);
    const chosen = chosenApp(apps, concerned, app);
    const folder = folderOf(chosen);
    const leaves = [chosen, ...concerned.filter((each) => each !== chosen)].flatMap(leafOf);
    const units = unitsOf(plan.statements, plan.reverse);
    const there = chosen.names.flatMap((each) => /^(\d+)_/.exec(each)?.[1] ?? []);
    const numbers = nextNumbers(units.length, there, now, { style: "sequence", width: 4 });
    const names = slugs(name, units.length).map((title, at) => `${numbers[at]}_${title}`);
    const files = units.map((unit, at) => {
      const previous = names[at - 1];
      const dependencies = previous === undefined ? leaves : [[chosen.label, previous] as const];
      const part = { at: at + 1, of: units.length, dependencies, lockTimeout };
      return { file: join(folder, `${names[at]}.py`), text: migrationText(plan, unit, part) };
    });
    return { files };
  },
};

/** As `django_apps.py` gives it. */
interface App {
  readonly label: string;
  readonly folder: string | null;
  /** It is a package's and not the project's. */
  readonly installed: boolean;
  readonly names: readonly string[];
  readonly leaves: readonly string[];
  readonly tables: readonly string[];
}

function concernedApps(apps: readonly App[], plan: Plan): App[] {
  const tables = tablesOf(plan);
  return apps.filter((app) => app.tables.some((table) => tables.has(table)));
}

/** @throws UsageError where only a person can tell */
function chosenApp(apps: readonly App[], concerned: readonly App[], wanted: string | undefined): App {
  const labels = (some: readonly App[]) => some.map(({ label }) => printable(label)).join(", ");
  const own = apps.filter(({ installed, folder }) => !installed && folder !== null);
  if (wanted !== undefined) {
    const app = apps.find(({ label }) => label === wanted);
    if (app !== undefined) return app;
    throw new UsageError(`--app ${wanted}: the project has no such app. It has ${labels(own)}.`);
  }
  const candidates = concerned.filter((app) => own.includes(app));
  const [app, second] = candidates.length === 0 ? own : candidates;
  if (app !== undefined && second === undefined) return app;
  const why = candidates.length > 1 ? "is about tables of several apps" : "is about no app's tables alone";
  throw new UsageError(
    `The plan ${why}. Name the app that takes the migration with --app: ${labels(candidates.length > 1 ? candidates : own)}.`,
  );
}

function folderOf({ label, folder, installed }: App): string {
  if (folder === null)
    throw new SourceError(
      `The app ${printable(label)} has no migrations. Run makemigrations ${printable(label)} first.`,
    );
  if (installed)
    throw new SourceError(
      `The app ${printable(label)} is an installed package (${printable(folder)}). Name an app of the project with --app.`,
    );
  return folder;
}

/** @throws SourceError where a branch was not merged */
function leafOf({ label, leaves }: App): (readonly [string, string])[] {
  const [leaf, second] = leaves;
  if (second !== undefined)
    throw new SourceError(
      `The app ${printable(label)} has several heads: ${leaves.map(printable).join(", ")}. Merge them with makemigrations --merge.`,
    );
  return leaf === undefined ? [] : [[label, leaf]];
}
