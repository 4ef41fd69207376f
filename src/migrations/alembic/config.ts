// Where a project's Alembic keeps its migrations, by its alembic.ini or the folder itself. Reads files, runs nothing.

import { stat } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import { SourceError } from "../../errors.ts";
import { readText } from "../../scripts/files.ts";
import { isFile } from "../../scripts/folder.ts";

export interface AlembicProject {
  /** The configuration file; a folder that has `env.py` needs none. */
  readonly ini: string | undefined;
  /** Alembic is started there: paths in the file are from there. */
  readonly folder: string;
  /** The folder of `env.py`. */
  readonly scripts: string;
  readonly versions: readonly string[];
  readonly recursive: boolean;
}

/** @throws SourceError where there is no such project */
export async function alembicProject(path: string): Promise<AlembicProject> {
  const ini = await iniOf(path);
  if (ini === undefined) return ofFolder(path);
  const options = mainOptions(await readText(ini), dirname(resolve(ini)));
  const location = options.get("script_location") ?? "";
  // Flask-Migrate's file stands beside env.py, and does not say where it is.
  if (location === "") return { ...(await ofFolder(dirname(ini))), ini: resolve(ini) };
  for (const folder of [process.cwd(), dirname(resolve(ini))]) {
    const scripts = await existing(folder, location);
    if (scripts !== undefined)
      return { ini: resolve(ini), folder, scripts, ...(await versionsOf(options, folder, scripts)) };
  }
  throw new SourceError(
    `${ini}: script_location names ${location}, which does not exist. Run driftcheck in the folder in which you run alembic.`,
  );
}

async function iniOf(path: string): Promise<string | undefined> {
  if (!(await isFolder(path))) return path;
  // Flask-Migrate's folder lies in the project's; Alembic's own file lies beside it.
  for (const name of ["alembic.ini", "migrations/alembic.ini"])
    if (await isFile(join(path, name))) return join(path, name);
  return undefined;
}

async function ofFolder(path: string): Promise<AlembicProject> {
  const scripts = resolve(path);
  if (!(await isFile(join(scripts, "env.py"))) || !(await isFolder(join(scripts, "versions")))) {
    throw new SourceError(
      `${path} contains neither alembic.ini nor env.py and versions. Name the project's alembic.ini.`,
    );
  }
  const versions = [join(scripts, "versions")];
  return { ini: undefined, folder: dirname(scripts), scripts, versions, recursive: false };
}

async function versionsOf(options: ReadonlyMap<string, string>, folder: string, scripts: string) {
  const listed = options.get("version_locations") ?? "";
  const recursive = options.get("recursive_version_locations")?.toLowerCase() === "true";
  if (listed === "") return { versions: [join(scripts, "versions")], recursive };
  const separator = options.get("path_separator") ?? options.get("version_path_separator") ?? "";
  const parts = listed.split(separators[separator] ?? /, *|\s+/).map((part) => part.trim());
  const places = parts.filter((part) => part !== "").map(async (part) => (await existing(folder, part)) ?? []);
  return { versions: (await Promise.all(places)).flat(), recursive };
}

const separators: Readonly<Record<string, string>> = { os: delimiter, space: " ", newline: "\n", ":": ":", ";": ";" };

/** A path, or `package:folder` of a package that stands in the project. */
async function existing(folder: string, location: string): Promise<string | undefined> {
  const [, name = "", inside = ""] = /^([\w.]+):(.+)$/.exec(location) ?? [];
  const packaged =
    name.length > 1 ? [join(name.replaceAll(".", "/"), inside), join("src", name.replaceAll(".", "/"), inside)] : [];
  for (const path of [location, ...packaged]) if (await isFolder(resolve(folder, path))) return resolve(folder, path);
  return undefined;
}

/** The options of `[alembic]` as Python's ConfigParser reads them: `%(name)s` is another option, `%%` a percent sign. */
function mainOptions(text: string, here: string): Map<string, string> {
  const sections = new Map<string, Map<string, string>>();
  let options = new Map<string, string>();
  let last = "";
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*[#;]/.test(line)) continue;
    const section = /^\[([^\]]+)\]/.exec(line)?.[1];
    const [, name, value] = /^([^\s:=][^:=]*?)\s*[:=]\s*(.*)$/.exec(line) ?? [];
    if (section !== undefined) {
      options = new Map();
      sections.set(section, options);
      last = "";
    } else if (/^\s/.test(line) && last !== "" && line.trim() !== "") {
      options.set(last, `${options.get(last)}\n${line.trim()}`);
    } else if (name !== undefined && value !== undefined) {
      last = name.toLowerCase();
      options.set(last, withoutComment(value));
    }
  }
  const all = new Map([...(sections.get("DEFAULT") ?? []), ...(sections.get("alembic") ?? []), ["here", here]]);
  return new Map([...all].map(([name, value]) => [name, interpolated(value, all)]));
}

/** Alembic's template has remarks behind values, and no path has a number sign after a space. */
const withoutComment = (value: string) => value.replace(/\s+#.*$/, "").trim();

function interpolated(value: string, options: ReadonlyMap<string, string>, depth = 0): string {
  return value.replace(/%(?:%|\(([^)]+)\)s)/g, (whole, name?: string) => {
    if (name === undefined) return "%";
    const other = options.get(name.toLowerCase());
    return other === undefined || depth > 5 ? whole : name === "here" ? other : interpolated(other, options, depth + 1);
  });
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}
