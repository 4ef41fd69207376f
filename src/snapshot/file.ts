// The snapshot file: format version and digest on top, then the catalog as YAML or JSON by the file's name.

import { createHash } from "node:crypto";
import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { SnapshotError } from "../errors.ts";
import { checkEntry, parseId, toCatalog, toDocument } from "./document.ts";
import { readYaml, writeYaml } from "./yaml.ts";

const formatVersion = 2;

const notice =
  "# The declared catalog, for review. Made by `driftcheck snapshot`; make it again instead of editing it.\n";

const isJson = (name: string) => /\.json$/i.test(name);

const digestOf = (body: string) => `sha256:${createHash("sha256").update(body).digest("hex")}`;

/** The text of a snapshot file. The same catalog always gives the same text. */
export function writeSnapshot(catalog: Catalog, name: string): string {
  if (!isJson(name)) {
    const body = writeYaml(toDocument(catalog));
    return `${notice}version: ${formatVersion}\ndigest: ${digestOf(body)}\n${body}`;
  }
  const objects = [...catalog.objects.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const body = JSON.stringify({ ...catalog, objects }, null, 1);
  return `{"version":${formatVersion},"digest":"${digestOf(body)}","catalog":${body}}\n`;
}

/** @throws SnapshotError when the file was edited, cut short, or written in a format that this version does not read */
export function readSnapshot(text: string, name: string): Catalog {
  // Git may have checked the file out with the line ends of Windows; no snapshot has a bare CR in it.
  const file = text.replaceAll("\r\n", "\n");
  const header = isJson(name) ? jsonHeader : yamlHeader;
  const found = header.exec(file);
  if (found === null) throw new SnapshotError("is not a driftcheck snapshot; make one with `driftcheck snapshot`");
  const [top, version, digest] = found;
  if (Number(version) !== formatVersion) {
    throw new SnapshotError(
      `has format ${version}, and this driftcheck reads format ${formatVersion}; use the driftcheck that wrote it, or make the snapshot again`,
    );
  }
  const body = isJson(name) ? file.slice(top.length).replace(/\}\n?$/, "") : file.slice(top.length);
  if (digestOf(body) !== digest) {
    throw new SnapshotError(
      "was edited by hand or cut short: its digest does not match; make it again with `driftcheck snapshot`",
    );
  }
  return isJson(name) ? fromJson(body) : toCatalog(readYaml(body));
}

const yamlHeader = /^(?:#[^\n]*\n)*version: (\d+)\n(?:digest: ([^\n]*)\n)?/;
const jsonHeader = /^\{"version":(\d+)(?:,"digest":"([^"]*)","catalog":)?/;

function fromJson(body: string): Catalog {
  const { server, privileges, notCompared, objects } = JSON.parse(body) as Omit<Catalog, "objects"> & {
    objects: CatalogObject[];
  };
  for (const { id, kind, parent, uses, attributes } of objects) {
    for (const text of [id, ...(parent === undefined ? [] : [parent]), ...(uses ?? [])]) parseId(String(text));
    if (parseId(id).kind !== kind)
      throw new SnapshotError(`is damaged: ${JSON.stringify(id)} is no ${JSON.stringify(kind)}`);
    checkEntry(kind, attributes);
  }
  return {
    server,
    ...(privileges === true && { privileges }),
    notCompared,
    objects: new Map(objects.map((object) => [object.id, object])),
  };
}
