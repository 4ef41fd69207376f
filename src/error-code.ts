// The code that the operating system or a server gives an error, and in words what the system's mean for a file.

/** `ENOENT` of the system's, `42P01` of a server's; empty where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Does a server say it, and not what lies between? */
export function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code);
}

/** Why a file could not be read or written; the bare code where there is no word for it. */
export function inWords(error: unknown, words: Readonly<Record<string, string>> = ofFile): string {
  const code = codeOf(error);
  return words[code] ?? always[code] ?? code;
}

const ofFile = { ENOENT: "no such file or folder" };

/** What to say of a folder that is to be read. */
export const ofFolder = { ENOENT: "the folder does not exist", ENOTDIR: "it is not a folder" };

/** What to say of a file that is to be written. */
export const ofWriting = { ENOENT: "the folder does not exist", ENOTDIR: "its folder is a file" };

const always: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a folder",
  EROFS: "the file system is read-only",
  EEXIST: "it exists",
  ENOSPC: "no space left on the device",
};
