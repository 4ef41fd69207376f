// Whether a file in the cache may be believed: it is the user's own, and nobody else can have written it, or put another in its
// place. Its digest tells damage; it does not tell who wrote it.

import { lstat, realpath } from "node:fs/promises";
import { dirname } from "node:path";

/** The file, its folder and all folders above it, as ssh asks of the files that it believes. */
export async function isOwn(file: string): Promise<boolean> {
  // Windows has no such bits: there, a user's folder is the user's by its access list.
  if (process.platform === "win32" || process.getuid === undefined) return true;
  const user = process.getuid();
  try {
    // A link would be judged by where it stands, and read by where it leads.
    if (!(await lstat(file)).isFile()) return false;
    const real = await realpath(file);
    const folder = dirname(real);
    for (let path = real, isFile = true; ; path = dirname(path), isFile = false) {
      const { uid, gid, mode } = await lstat(path);
      if (uid !== user && (isFile || uid !== 0)) return false;
      const isAbove = !isFile && path !== folder;
      // In a folder as /tmp is, only its owner can replace what stands there. A group of the user's own number is the user.
      const isSticky = (mode & 0o1000) !== 0;
      const writers = gid === user && uid === user ? 0o002 : 0o022;
      if ((mode & (isAbove ? writers : 0o022)) !== 0 && !(isAbove && isSticky)) return false;
      if (path === dirname(path)) return true;
    }
  } catch {
    return false;
  }
}
