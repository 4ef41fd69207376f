// A catalog that was written to a file and reviewed.

import { SnapshotError } from "../errors.ts";
import { readText } from "../scripts/files.ts";
import { readSnapshot } from "../snapshot/file.ts";
import type { Source } from "./source.ts";

export const snapshot: Source = {
  name: "snapshot",
  locator: "snapshot.yaml or snapshot.json",
  accepts: (locator) => /\.(?:ya?ml|json)$/i.test(locator),
  open: async (locator) => {
    const text = await readText(locator);
    try {
      return { catalog: readSnapshot(text, locator) };
    } catch (error) {
      if (error instanceof SnapshotError) throw new SnapshotError(`${locator} ${error.message}`);
      throw error;
    }
  },
};
