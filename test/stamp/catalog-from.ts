// The snapshot of what some SQL creates, as text.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCatalog } from "../../src/read-catalog.ts";
import { writeSnapshot } from "../../src/snapshot/file.ts";

export async function catalogFrom(sql: string, name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "driftcheck-model-"));
  try {
    const file = join(folder, "model.sql");
    await writeFile(file, sql);
    return writeSnapshot(await readCatalog(file), name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
