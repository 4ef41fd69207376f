// A remembered catalog is believed only where nobody but the user can have put it there. Each row was believed before: the file
// is whole, and its digest right.

import { chmod, chown, copyFile, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { isOwn } from "../../src/embedded/own-file.ts";
import { unpackCatalog } from "../../src/embedded/packed-catalog.ts";
import { spawnDriftcheck, useFolder } from "../support/cli.ts";
import { hasTurn } from "../support/sample.ts";

const folder = useFolder();
const isRoot = process.getuid?.() === 0;
let file: string;

describe.skipIf(process.platform === "win32")("a file of the cache", () => {
  let made = 0;
  beforeEach(async () => {
    made += 1;
    file = await folder().write(`${made}/home/cache/driftcheck/catalog.json`, "{}");
    await chmod(file, 0o600);
    for (const each of [dirname(file), dirname(dirname(file))]) await chmod(each, 0o700);
  });

  const rows: readonly [string, boolean, () => Promise<unknown>, boolean?][] = [
    ["as it was made", true, async () => {}],
    ["that others may read", true, () => chmod(file, 0o644)],
    ["that others may write", false, () => chmod(file, 0o602)],
    ["that its group may write", false, () => chmod(file, 0o620)],
    ["in a folder that others may write to", false, () => chmod(dirname(file), 0o777)],
    ["in a folder that others may add to", false, () => chmod(dirname(file), 0o1777)],
    ["below a folder that others may write to", false, () => chmod(dirname(dirname(file)), 0o777)],
    ["below a folder where each has its own", true, () => chmod(dirname(dirname(file)), 0o1777)],
    ["that is a link", false, () => rename(file, `${file}.real`).then(() => symlink(`${file}.real`, file))],
    ["that is a folder", false, () => rm(file).then(() => mkdir(file))],
    ["that is not there", false, () => rm(file)],
    ["of another user", false, () => chown(file, 65_534, 65_534), isRoot],
    ["in another user's folder", false, () => chown(dirname(file), 65_534, 65_534), isRoot],
    ["below another user's folder", false, () => chown(dirname(dirname(file)), 65_534, 65_534), isRoot],
  ];
  for (const [name, believed, change, can = true] of rows)
    it.runIf(can)(`${name} is ${believed ? "" : "not "}believed`, async () => {
      await change();
      expect(await isOwn(file)).toBe(believed);
    });
});

it.runIf(process.platform !== "win32" && hasTurn("another user"))(
  "a catalog that another user may have written is read again",
  async () => {
    const script = await folder().write("schema.sql", "CREATE TABLE t (id integer);");
    const other = await folder().write("other.sql", "CREATE TABLE t (id bigint);");
    const cache = folder().at("cache");
    const check = (declared: string) =>
      spawnDriftcheck(["--declared", declared, "--live", script, "--no-rules"], {
        env: { DRIFTCHECK_CACHE_DIR: cache },
      });
    const catalogs = async () =>
      (await readdir(cache)).filter((name) => name.endsWith("-plain.packed")).map((name) => join(cache, name));
    expect((await check(script)).code).toBe(0);
    const [own = ""] = await catalogs();
    expect((await check(other)).code).toBe(1);
    const [others = ""] = (await catalogs()).filter((name) => name !== own);
    const forge = async () => copyFile(others, own);
    // What the user's own file says is believed, whatever it says.
    await forge();
    expect(unpackCatalog(await readFile(own))?.objects.size).toBeGreaterThan(0);
    expect((await check(other)).code).toBe(0);
    // Nothing says more of a file than who may write it.
    await chmod(own, 0o666);
    expect((await check(other)).code).toBe(1);
  },
);
