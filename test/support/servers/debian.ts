// The PostgreSQL of Debian's packages, where they are installed: the newest minor release that users have today.

import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const FOLDER = "/usr/lib/postgresql";

/** The newest major whose server is installed. */
export function debianMajor(folder: string = FOLDER): number | undefined {
  return majorsIn(folder).find((major) => existsSync(join(binOf(major, folder), "postgres")));
}

/** Holds `initdb` and `postgres`. */
export function debianBin(major: number): string | undefined {
  const folder = binOf(major, FOLDER);
  return existsSync(join(folder, "postgres")) ? folder : undefined;
}

/** As it names itself: `15.20 (Debian 15.20-0+deb12u1)`. */
export async function versionOf(binDir: string): Promise<string> {
  const { stdout } = await promisify(execFile)(join(binDir, "postgres"), ["--version"]);
  return stdout.trim().replace(/^postgres \(PostgreSQL\) /, "");
}

const binOf = (major: number, folder: string) => join(folder, String(major), "bin");

function majorsIn(folder: string): number[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((one, other) => other - one);
}
