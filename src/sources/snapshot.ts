// A catalog that was written to a file and reviewed.

import type { SourceLocation } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { SnapshotError } from "../errors.ts";
import { readText } from "../scripts/files.ts";
import { readSnapshot } from "../snapshot/file.ts";
import { linesOf } from "../snapshot/lines.ts";
import { fileShown } from "./locations/scripts.ts";
import type { Source } from "./source.ts";

/** Its lines are read once more only if something differs. */
function locateIn(text: string, name: string, ids: ReadonlySet<ObjectId>): ReadonlyMap<ObjectId, SourceLocation> {
  const file = fileShown(name);
  if (file === undefined) return new Map();
  const lines = [...linesOf(text, name)].filter(([id]) => ids.has(id));
  return new Map(lines.map(([id, line]) => [id, { file, line }]));
}

export const snapshot: Source = {
  name: "snapshot",
  locator: "snapshot.yaml or snapshot.json",
  accepts: (locator) => /\.(?:ya?ml|json)$/i.test(locator),
  open: async (locator) => {
    const text = await readText(locator);
    try {
      return { catalog: readSnapshot(text, locator), locate: async (ids) => locateIn(text, locator, ids) };
    } catch (error) {
      if (error instanceof SnapshotError) throw new SnapshotError(`${locator} ${error.message}`);
      throw error;
    }
  },
};
