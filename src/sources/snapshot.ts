// A catalog that was written to a file and reviewed.

import { SnapshotError } from "../errors.ts";
import { readText } from "../scripts/files.ts";
import { openSnapshot } from "../snapshot/file.ts";
import type { Source } from "./source.ts";

export const snapshot: Source = {
  name: "snapshot",
  locator: "snapshot.yaml or snapshot.json",
  accepts: (locator) => /\.(?:ya?ml|json)$/i.test(locator),
  open: async (locator) => {
    const text = await readText(locator);
    const named = <Result>(work: () => Result): Result => {
      try {
        return work();
      } catch (error) {
        if (error instanceof SnapshotError) throw new SnapshotError(`${locator} ${error.message}`);
        throw error;
      }
    };
    const read = named(() => openSnapshot(text, locator));
    return { catalog: (beside) => named(() => read(beside)) };
  },
};
