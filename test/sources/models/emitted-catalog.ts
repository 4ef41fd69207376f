// The catalog of DDL that a tool emitted.

import type { Catalog } from "../../../src/catalog/catalog.ts";
import type { Emitted } from "../../../src/models/emitted.ts";
import { introspect } from "../../../src/read/introspect.ts";
import { splitScript } from "../../../src/scripts/psql-script.ts";
import { openScripts } from "../../../src/sources/texts.ts";

/** The catalog of a database in which this was run, and what could not be. */
export async function catalogOfScripts(scripts: Emitted["scripts"]): Promise<Catalog> {
  const opened = await openScripts(scripts.map(({ name, text }) => ({ name, statements: splitScript(text, name) })));
  try {
    const catalog = await introspect(opened.client, { crossRead: false });
    return { ...catalog, notCompared: [...catalog.notCompared, ...opened.notCompared] };
  } finally {
    await opened.close();
  }
}
