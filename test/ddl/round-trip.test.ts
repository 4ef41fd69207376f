// The law of DDL: what is read of a database that a catalog's statements made is that catalog, with no rule at all. In PGlite
// and in servers; by day a sample, by night every schema there is.

import { describe, expect, test } from "vitest";
import { withoutPrivileges } from "../../src/compare/privileges.ts";
import { writeScript } from "../../src/ddl/text.ts";
import { type Reading, readWithPglite, readWithServer } from "../corpus/versions-readers.ts";
import { refusalBy } from "../corpus/versions-refused.ts";
import { isNightly, sample } from "../support/sample.ts";
import { useScripts } from "../support/scripts.ts";
import { askedMajors, describeWithOwnServer } from "../support/servers.ts";
import { differences } from "./differences.ts";
import { dumps, movedSchemas, ourSchemas, type SchemaFile } from "./scripts.ts";

const everyday = ["sakila", "temporal", "semaphore_hub", "cts", "dor_services"];
/** So many of ours, and so many of others'. */
type Counts = readonly [ours: number, others: number];

function chosenFor(reader: string, [ours, others]: Counts): readonly SchemaFile[] {
  const readable = (files: readonly SchemaFile[]) => files.filter(({ name }) => refusalBy(reader, name) === undefined);
  return [
    ...sample(readable(ourSchemas), ours),
    ...sample(readable([...dumps.filter(isAsked), ...movedSchemas]), others),
  ];
}

/** By day none of the large ones. */
const isAsked = ({ name }: SchemaFile) => isNightly || everyday.includes(name);

const timeout = 25 * 60_000;
const scripts = useScripts();

type Reader = (file: string) => Promise<Reading>;

async function differencesAfter(read: Reader, file: string): Promise<string[]> {
  const { catalog } = await read(file);
  const { sql, refused } = await writeScript(catalog);
  const again = await read(scripts(sql));
  return [
    ...refused.map(({ id, reason }) => `${id}: ${reason}`),
    ...differences(catalog, catalog.privileges ? again.catalog : withoutPrivileges(again.catalog)),
  ];
}

function makesTheTrip(reader: string, read: Reader, counts: Counts): void {
  test.each(chosenFor(reader, counts))("$name is read again as it was", { timeout }, async ({ file }) => {
    expect(await differencesAfter(read, file)).toEqual([]);
  });
}

describe("PGlite", () => makesTheTrip("PGlite", readWithPglite, [1, 1]));

for (const major of askedMajors())
  describeWithOwnServer(major, (server) =>
    makesTheTrip(`PostgreSQL ${major}`, (file) => readWithServer(server(), file), [1, 0]),
  );
