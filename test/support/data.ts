// The data directory that each embedded database starts from. The sources find none beside them, and each worker would make one, for
// seconds of CPU, where the user's cache has none: before the first test, the build's is put there.

import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { cacheDirectory, dataName } from "../../src/embedded/prepared-data.ts";
import { keepPrivately } from "../../src/files.ts";

/** Vitest calls it before the first test. */
export async function setup(): Promise<void> {
  const folder = cacheDirectory();
  if (folder === undefined) return;
  const file = join(folder, dataName());
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const built = await readFile(new URL(`../../dist/${dataName()}.br`, import.meta.url)).catch(() => undefined);
  if (built !== undefined) await keepPrivately(file, [await promisify(brotliDecompress)(built)]);
}
