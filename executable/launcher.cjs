// What runs first in the single executable: Node.js can load no module from inside of it, so the program is unpacked once into the
// cache folder, under the digest of its content, and started from there. Whoever else may write there is not trusted.

const { createHash } = require("node:crypto");
const { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { homedir, tmpdir } = require("node:os");
const { dirname, join, resolve } = require("node:path");
const { getAsset } = require("node:sea");
const { gunzipSync } = require("node:zlib");

const couldNotTell = 2;

function cacheFolder() {
  const { DRIFTCHECK_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  if (DRIFTCHECK_CACHE_DIR) return resolve(DRIFTCHECK_CACHE_DIR);
  if (XDG_CACHE_HOME) return resolve(XDG_CACHE_HOME, "driftcheck");
  return join(homedir(), ".cache", "driftcheck");
}

/** Unpacked by this user, and to be written by nobody else. */
function isOwn(folder) {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid() && (found.mode & 0o022) === 0;
}

function unpack(archive, folder) {
  const whole = gunzipSync(archive);
  const headLength = whole.readUInt32LE(0);
  let at = 4 + headLength;
  for (const [name, length] of JSON.parse(whole.toString("utf8", 4, at))) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, whole.subarray(at, at + length));
    at += length;
  }
}

/** Kept for the next run where that is possible, and else for this one. */
function program() {
  const archive = Buffer.from(getAsset("program"));
  const name = `executable-${createHash("sha256").update(archive).digest("hex").slice(0, 16)}`;
  try {
    const kept = join(cacheFolder(), name);
    if (isOwn(kept)) return kept;
    mkdirSync(dirname(kept), { recursive: true, mode: 0o700 });
    const unfinished = mkdtempSync(`${kept}.`);
    unpack(archive, unfinished);
    try {
      renameSync(unfinished, kept);
    } catch {
      // Another run was first, or somebody else's folder is in the way.
      rmSync(unfinished, { recursive: true, force: true });
    }
    if (isOwn(kept)) return kept;
  } catch {}
  const once = mkdtempSync(join(tmpdir(), "driftcheck-"));
  process.on("exit", () => rmSync(once, { recursive: true, force: true }));
  unpack(archive, once);
  return once;
}

try {
  createRequire(join(program(), "start.cjs"))("./start.cjs");
} catch (error) {
  process.stderr.write(
    `driftcheck: cannot unpack itself: ${error.message}. Set DRIFTCHECK_CACHE_DIR to a folder that it may write to.\n`,
  );
  process.exitCode = couldNotTell;
}
