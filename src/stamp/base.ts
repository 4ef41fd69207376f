// An attestation as the base of a check: what was declared and what was live when the database was stamped.

import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { Catalog } from "../catalog/catalog.ts";
import { mapSchemas } from "../compare/map-schema.ts";
import { RuleError } from "../errors.ts";
import type { Base } from "../moved/base.ts";
import { readSnapshot, writeSnapshot } from "../snapshot/file.ts";
import { readAttestation } from "./attestation.ts";
import { catalogDigest } from "./digests.ts";

const largest = 256 * 1024 * 1024; // bytes

/** A catalog as text of one line, for the attestation: a snapshot, compressed. */
export async function packed(catalog: Catalog): Promise<string> {
  const snapshot = Buffer.from(writeSnapshot(catalog, "base.yaml"));
  return (await promisify(deflateRaw)(snapshot, { level: 9 })).toString("base64");
}

/** @throws Error where it is none */
async function unpacked(text: string): Promise<Catalog> {
  const snapshot = await promisify(inflateRaw)(Buffer.from(text, "base64"), { maxOutputLength: largest });
  return readSnapshot(snapshot.toString(), "base.yaml");
}

/** @throws RuleError where the file is no attestation, was edited, or holds no catalog */
export async function baseOfAttestation(file: string): Promise<Base> {
  const { catalogs, digests, date, mapSchemas: mapped = {} } = await readAttestation(file);
  if (catalogs === undefined)
    throw new RuleError(`${file} has no catalogs, so it is no base. Stamp again, or pass a snapshot as --base.`);
  const model = await read(file, "model", catalogs.model, digests.model);
  const schema =
    catalogs.schema === undefined ? undefined : await read(file, "schema", catalogs.schema, digests.schema);
  const live = schema === undefined ? model : await mapSchemas(schema, new Map(Object.entries(mapped)));
  return { from: { kind: "attestation", locator: file, date }, model, live };
}

async function read(file: string, name: string, text: string, digest: string): Promise<Catalog> {
  const catalog = await unpacked(text).catch((error: unknown) => {
    throw new RuleError(`${file}: catalogs.${name} cannot be read. Stamp again to rewrite it.`, { cause: error });
  });
  if (catalogDigest(catalog) === digest) return catalog;
  throw new RuleError(`${file}: catalogs.${name} is not what digests.${name} says. Stamp again to rewrite it.`);
}

/** Whether a file says that it is an attestation. */
export async function isAttestation(file: string): Promise<boolean> {
  if (!/\.ya?ml$/i.test(file)) return false;
  const text = await readFile(file, "utf8").catch(() => "");
  return /^versionTable: /m.test(text.slice(0, 100_000));
}
