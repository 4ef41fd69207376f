// The schemas that make the round trip: ours, dumps of real applications, and databases that pgloader moved.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { corpusRuns, sharedFolder } from "../support/corpus.ts";

export interface SchemaFile {
  readonly name: string;
  readonly file: string;
}

const here = import.meta.dirname;

const ours = [
  ...["versions", "versions-handed-on", "versions-public-granted", "versions-near.declared", "versions-near.live"],
  ...[15, 16, 17, 18].map((major) => `versions-since-${major}`),
];

/** With every kind of object that a script can make. */
export const ourSchemas: readonly SchemaFile[] = [
  ...ours.map((name) => ({ name, file: join(here, "../corpus", `${name}.sql`) })),
  ...["declared", "live"].map((name) => ({
    name: `shop/${name}`,
    file: join(here, "../fixtures/shop", `${name}.sql`),
  })),
  ...readdirSync(join(here, "schemas")).map((name) => ({ name, file: join(here, "schemas", name) })),
];

const shared = sharedFolder();

export const dumps: readonly SchemaFile[] = filesIn("corpus/dumps");

/** Of each application what its models declare, and each database that pgloader made of it. */
export const movedSchemas: readonly SchemaFile[] = [
  ...new Map(
    corpusRuns(shared).flatMap(({ app, name, declared, live }) => [
      [declared, { name: `${app}/declared`, file: declared }] as const,
      [live, { name, file: live }] as const,
    ]),
  ).values(),
];

function filesIn(folder: string): SchemaFile[] {
  const path = join(shared ?? "", folder);
  if (shared === undefined || !existsSync(path)) return [];
  return readdirSync(path).flatMap((file) =>
    file.endsWith(".sql") ? [{ name: file.slice(0, -".sql".length), file: join(path, file) }] : [],
  );
}
