// Reads the two catalogs of a run once each and keeps them as snapshots, so that a check over the corpus restores little.
// $DRIFTCHECK_CORPUS_CACHE names a folder where they stay between runs, for as long as the code that reads them is the same.

import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Catalog } from "../../../src/catalog/catalog.ts";
import { parseObjectId } from "../../../src/catalog/object-id.ts";
import { readCatalog } from "../../../src/read-catalog.ts";
import { readSnapshot, writeSnapshot } from "../../../src/snapshot/file.ts";

export interface KeptCatalog {
  readonly catalog: Catalog;
  /** The snapshot that holds it. */
  readonly locator: string;
}

export class CatalogKeeper {
  readonly #folder: string;
  readonly #stays: boolean;

  constructor() {
    const asked = process.env.DRIFTCHECK_CORPUS_CACHE;
    this.#stays = asked !== undefined;
    if (asked !== undefined) mkdirSync(asked, { recursive: true });
    this.#folder = asked ?? mkdtempSync(join(tmpdir(), "driftcheck-corpus-"));
  }

  async read(locator: string): Promise<KeptCatalog> {
    const kept = join(this.#folder, `${digest(codeDigest(), readFileSync(locator, "utf8"))}.json`);
    if (!existsSync(kept)) writeFileSync(kept, writeSnapshot(await readCatalog(locator), kept));
    return { catalog: readSnapshot(readFileSync(kept, "utf8"), kept), locator: kept };
  }

  close(): void {
    if (!this.#stays) rmSync(this.#folder, { recursive: true });
  }
}

/** The one schema that holds tables is what pgloader made of the MySQL database: it is read as the declared `public`. */
export function schemaMap({ objects }: Catalog): ReadonlyMap<string, string> {
  const schemas = new Set<string>();
  for (const { id, kind } of objects.values()) if (kind === "table") schemas.add(parseObjectId(id).path[0] ?? "");
  const [schema, ...others] = schemas;
  if (schema === undefined || others.length > 0)
    throw new Error(`not one schema with tables, but ${[...schemas].join(", ")}`);
  return new Map(schema === "public" ? [] : [[schema, "public"]]);
}

// What comes after the catalogs does not change them.
const afterCatalogs = /^(rules|reporters|diff|cli|stamp|prove)\b/;
let code: string | undefined;

function codeDigest(): string {
  if (code !== undefined) return code;
  const source = fileURLToPath(new URL("../../../src", import.meta.url));
  const lock = join(source, "..", "package-lock.json");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((name) => join(source, name))
    .filter((file) => statSync(file).isFile() && !afterCatalogs.test(relative(source, file)))
    .sort();
  code = digest(...[lock, ...files].map((file) => readFileSync(file, "utf8")));
  return code;
}

function digest(...texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text).update("\0");
  return hash.digest("hex").slice(0, 32);
}
