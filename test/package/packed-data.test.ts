// The data directory of the embedded PostgreSQL as one file: what was packed comes back, and nothing for bytes that were changed.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { packData, unpackData } from "../../src/embedded/packed-data.ts";
import { dataName } from "../../src/embedded/prepared-data.ts";

const dist = join(import.meta.dirname, "../../dist");
const data = new Map([
  ["base", null],
  ["base/PG_VERSION", new TextEncoder().encode("18\n")],
  ["base/empty", new Uint8Array()],
]);

test("what is unpacked is what was packed", () => {
  expect(unpackData(packData(data))).toEqual(data);
});

test.each([
  ["cut short", (bytes: Buffer) => bytes.subarray(0, -1)],
  ["empty", () => Buffer.alloc(0)],
  ["altered in its digest", (bytes: Buffer) => flipped(bytes, 3)],
  ["altered in its list", (bytes: Buffer) => flipped(bytes, 40)],
  ["altered in its content", (bytes: Buffer) => flipped(bytes, bytes.length - 2)],
])("a file that is %s gives nothing", (_, spoil) => {
  expect(unpackData(spoil(packData(data)))).toBeUndefined();
});

test("the build ships what the PGlite that is installed asks for, whole, and nothing else", () => {
  const shipped = readdirSync(dist).filter((name) => name.includes(".data"));
  expect(shipped).toEqual([`${dataName()}.br`]);
  const unpacked = unpackData(brotliDecompressSync(readFileSync(join(dist, `${dataName()}.br`))));
  expect(new TextDecoder().decode(unpacked?.get("PG_VERSION") ?? undefined)).toBe("18\n");
});

test("whoever installs the package gets the PGlite that its data directory is of", () => {
  const { dependencies } = JSON.parse(readFileSync(join(dist, "../package.json"), "utf8"));
  expect(dataName()).toContain(`pglite-${dependencies["@electric-sql/pglite"]}-`);
});

function flipped(bytes: Buffer, at: number): Buffer {
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
}
