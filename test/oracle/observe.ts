// What both readers see of a database at one moment: pg_dump's text and our catalog.

import { Client } from "pg";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { introspect } from "../../src/read/introspect.ts";
import type { Dumper } from "./dump/dump.ts";
import { type Entry, entriesOf } from "./dump/entries.ts";

/** Whether owners and privileges are compared. */
export interface Mode {
  readonly access: boolean;
}

export interface Observation {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly catalog: Catalog;
}

export interface Observer {
  observe(): Promise<Observation>;
  readCatalog(): Promise<Catalog>;
  close(): Promise<void>;
}

export async function observerOf(url: string, dumper: Dumper, mode: Mode): Promise<Observer> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const readCatalog = () => readWith(client, mode);
  return {
    readCatalog,
    observe: async () => {
      const [dump, catalog] = await Promise.all([dumper.dump(url, dumpArguments(mode)), readCatalog()]);
      return { entries: entriesOf(dump), catalog };
    },
    close: async () => {
      await dumper.disconnect();
      await client.end();
    },
  };
}

/** The one place that knows how the two readers are told about owners and privileges. */
function readWith(client: Client, { access }: Mode): Promise<Catalog> {
  return introspect(client, { privileges: access });
}

function dumpArguments({ access }: Mode): string[] {
  return ["--schema-only", ...(access ? [] : ["--no-owner", "--no-privileges"])];
}
