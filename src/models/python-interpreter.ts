// Which Python is the project's own. It is only looked for; nothing is run here.

import { access, constants } from "node:fs/promises";
import { join, resolve } from "node:path";

/** What README and errors say of it. */
export const whereLooked = ".venv, venv, $VIRTUAL_ENV, then python3";

/**
 * The interpreter that was named, or that of the project's virtual environment, or the one in PATH.
 * @param folders where a virtual environment may stand, the nearest first
 */
export async function interpreterOf(python: string | undefined, folders: readonly string[]): Promise<string> {
  // A path is from where the user stands, and the interpreter is started elsewhere. A bare name is looked up in PATH.
  if (python !== undefined) return /[\\/]/.test(python) ? resolve(python) : python;
  const environments = folders.flatMap((folder) => [join(folder, ".venv"), join(folder, "venv")]);
  if (process.env.VIRTUAL_ENV) environments.push(process.env.VIRTUAL_ENV);
  for (const environment of environments) {
    // Never its real path: Python knows by the link that it is in an environment.
    const candidate = resolve(environment, ...ofEnvironment);
    if (await isProgram(candidate)) return candidate;
  }
  return inPath;
}

const [ofEnvironment, inPath] =
  process.platform === "win32" ? [["Scripts", "python.exe"], "python"] : [["bin", "python"], "python3"];

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
