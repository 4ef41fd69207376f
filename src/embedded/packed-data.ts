// A data directory as one file: a digest of all that follows, the length of the list, the list of paths and sizes as JSON, and the
// content of the files in that order. It must never give anything for bytes that are not as they were written.

import { createHash } from "node:crypto";

/** Path under the data directory → content, or null for a directory; parents come before what they hold. */
export type DataDirectory = ReadonlyMap<string, Uint8Array | null>;

const digestBytes = 32;
const lengthBytes = 4;

type Entry = readonly [path: string, size: number | null];

export function packData(data: DataDirectory): Buffer {
  const entries = [...data].map(([path, content]): Entry => [path, content?.length ?? null]);
  const list = Buffer.from(JSON.stringify(entries));
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32LE(list.length);
  const body = Buffer.concat([length, list, ...[...data.values()].flatMap((content) => content ?? [])]);
  return Buffer.concat([digestOf(body), body]);
}

/** Undefined for bytes that were cut short or altered. The contents are views of `bytes`. */
export function unpackData(bytes: Buffer): DataDirectory | undefined {
  const body = bytes.subarray(digestBytes);
  if (!digestOf(body).equals(bytes.subarray(0, digestBytes))) return undefined;
  let at = lengthBytes + body.readUInt32LE();
  // The digest says that packData wrote this.
  const entries = JSON.parse(body.toString("utf8", lengthBytes, at)) as readonly Entry[];
  const contents = entries.map(([path, size]): [string, Uint8Array | null] => {
    if (size === null) return [path, null];
    at += size;
    // Not a Buffer, whose `slice` is no copy: PGlite takes one of each file, and writes to it.
    return [path, new Uint8Array(body.buffer, body.byteOffset + at - size, size)];
  });
  return new Map(contents);
}

function digestOf(content: Uint8Array): Buffer {
  return createHash("sha256").update(content).digest();
}
