// The snapshot file: format version and digest on top, then the catalog as YAML or JSON by the file's name.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { namedDigest } from "../digest.ts";
import { SnapshotError } from "../errors.ts";
import { readBeside } from "./beside.ts";
import {
  damaged,
  entryOf,
  fieldsOf,
  flagOf,
  idOf,
  idsOf,
  itemsOf,
  numberOf,
  serverOf,
  textOf,
  unreadOf,
} from "./checks.ts";
import { writeYaml } from "./yaml.ts";

const formatVersion = 2;

const notice =
  "# The declared catalog, for review. Made by `driftcheck snapshot`; make it again instead of editing it.\n";

const isJson = (name: string) => /\.json$/i.test(name);

/** The text of a snapshot file. The same catalog always gives the same text. */
export function writeSnapshot(catalog: Catalog, name: string): string {
  if (!isJson(name)) {
    const body = writeYaml(catalog);
    return `${notice}version: ${formatVersion}\ndigest: ${namedDigest(body)}\n${body}`;
  }
  const objects = [...catalog.objects.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  // What servers install by default moves without anybody's doing: a snapshot of one schema stays the same.
  const { extensionVersions: _, ...kept } = catalog;
  const body = JSON.stringify({ ...kept, objects }, null, 1);
  return `{"version":${formatVersion},"digest":"${namedDigest(body)}","catalog":${body}}\n`;
}

/** @throws SnapshotError when the file was edited, cut short, or written in a format that this version does not read */
export const readSnapshot = (text: string, name: string): Catalog => openSnapshot(text, name)();

/** The catalog of a snapshot that is whole. @param beside as `readBeside` has it */
export type Snapshot = (beside?: Catalog) => Catalog;

/**
 * The same in two: what is looked at first is whether the file is whole.
 * @throws as `readSnapshot` does, and the snapshot where it holds what no catalog has
 */
export function openSnapshot(text: string, name: string): Snapshot {
  // Git may have checked the file out with the line ends of Windows; no snapshot has a bare CR in it.
  const file = text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
  const header = isJson(name) ? jsonHeader : yamlHeader;
  const match = header.exec(file);
  if (match === null) throw new SnapshotError("is not a driftcheck snapshot. Make one with `driftcheck snapshot`.");
  const [top, version, digest] = match;
  if (Number(version) !== formatVersion) {
    throw new SnapshotError(
      `has format ${version}, but this driftcheck reads format ${formatVersion}. Use the driftcheck that wrote it, or make the snapshot again.`,
    );
  }
  const body = isJson(name) ? file.slice(top.length).replace(/\}\n?$/, "") : file.slice(top.length);
  if (namedDigest(body) !== digest) {
    throw new SnapshotError(
      "was edited by hand or cut short: its digest does not match. Make it again with `driftcheck snapshot`.",
    );
  }
  return isJson(name) ? () => fromJson(body) : (beside) => readBeside(body, beside);
}

const yamlHeader = /^(?:#[^\n]*\n)*version: (\d+)\n(?:digest: ([^\n]*)\n)?/;
const jsonHeader = /^\{"version":(\d+)(?:,"digest":"([^"]*)","catalog":)?/;

const fieldsOfCatalog = ["server", "privileges", "ofDatabase", "found", "notCompared", "objects"];

function fromJson(body: string): Catalog {
  const { server, privileges, ofDatabase, found, notCompared, objects } = fieldsOf(
    parsed(body),
    "the catalog",
    fieldsOfCatalog,
  );
  const read = new Map<ObjectId, CatalogObject>();
  for (const [at, item] of itemsOf(objects, "objects").entries()) {
    const object = objectOf(item, `object ${at + 1}`, read);
    if (read.has(object.id)) damaged(`it contains ${object.id} twice`);
    read.set(object.id, object);
  }
  return {
    server: serverOf(server),
    ...(privileges !== undefined && flagOf(privileges, "privileges") && { privileges: true }),
    ...(ofDatabase !== undefined && flagOf(ofDatabase, "ofDatabase") && { ofDatabase: true }),
    ...(found !== undefined && { found: textOf(found, "found") }),
    notCompared: itemsOf(notCompared, "notCompared").map((item) => unreadOf(item, "notCompared")),
    objects: read,
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return damaged("it is not JSON");
  }
}

function objectOf(item: unknown, place: string, before: ReadonlyMap<string, CatalogObject>): CatalogObject {
  const fields = fieldsOf(item, place, fieldsOfObject);
  const { id, kind } = idOf(fields.id, place);
  if (fields.kind !== kind) damaged(`${id} is not of the kind ${JSON.stringify(fields.kind)}`);
  const { parent, ordinal, attributes, uses } = fields;
  // Most parents came before what they have.
  if (parent !== undefined && !(typeof parent === "string" && before.has(parent))) idOf(parent, `parent of ${id}`);
  if (ordinal !== undefined) numberOf(ordinal, `ordinal of ${id}`);
  if (uses !== undefined) idsOf(uses, `uses of ${id}`);
  const { $uses, $parent } = entryOf(kind, attributes, id);
  if (($uses ?? $parent) !== undefined) damaged(`attributes of ${id} must not contain its references`);
  // Every field was just looked at; to copy each object takes as long as to look.
  return item as CatalogObject;
}

const fieldsOfObject = ["id", "kind", "parent", "ordinal", "attributes", "uses"];
