// A declared model that is no plain SQL: what its own tool emits, restored as any script is.

import type { Unread } from "../catalog/catalog.ts";
import { SourceError, UsageError } from "../errors.ts";
import { type Migrations, migrationsAt, prefixed, severalHeads } from "../migrations/locate.ts";
import { migrationTools } from "../migrations/registry.ts";
import type { Emitted } from "../models/emitted.ts";
import { models } from "../models/registry.ts";
import { locateInModel } from "./locations/models.ts";
import type { ModelFound, Opened, OpenOptions, Source } from "./source.ts";
import { openTexts } from "./texts.ts";

export const model: Source = {
  name: "model",
  locator: [...new Set([...models, ...migrationTools].map(({ locator }) => locator))].join(", "),
  accepts: (locator) => prefixed(locator) !== undefined,
  open: async (locator, options) => {
    const migrations = await migrationsAt(locator);
    if (migrations !== undefined) return openMigrations(migrations, options);
    const { name, path } = prefixed(locator) ?? { name: "", path: locator };
    const chosen = models.find((each) => each.name === name);
    if (chosen === undefined) throw new UsageError(`${locator} is not a model. Write it as ${model.locator}`);
    return openEmitted(chosen.name, await chosen.ddl(path, options), options);
  },
};

export async function openMigrations(migrations: Migrations, options: OpenOptions): Promise<Opened> {
  const { tool, path } = migrations;
  const history = options.history ?? (await tool.history(path, options));
  const problems = [...history.problems, ...severalHeads(migrations, history.heads)];
  if (options.refuseProblems && problems.length > 0)
    throw new SourceError(
      `the schema of these migrations cannot be determined: ${problems.join("; ")}. Correct the folder.`,
    );
  return openEmitted(tool.name, await tool.ddl(path, history, options.at, options), options);
}

async function openEmitted(name: string, emitted: Emitted, options: OpenOptions): Promise<Opened> {
  const opened = await openTexts(emitted.scripts, options);
  return {
    ...opened,
    ...(emitted.places && { locate: locateInModel(emitted.places, opened.locate) }),
    model: modelFound(name, emitted),
  };
}

function modelFound(name: string, { found, lacks = [], leftOut = [] }: Emitted): ModelFound {
  const cannot = lacks.map((lack): Unread => {
    const [kind = "", attribute] = lack.split(".");
    const what = attribute === undefined ? kind : `${attribute} of ${kind}`;
    // How many there are is known when the other side is.
    return { what, count: 0, reason: `${name} cannot express it`, kind, ...(attribute && { attribute }) };
  });
  return { found, notCompared: [...cannot, ...leftOut.map((each) => ({ count: 1, ...each }))] };
}
