// How SQLAlchemy's models are known in a project: by the line of Python that makes their base. It is read as text and not run, so
// that it is a guess: a module of another name may be meant.

import type { ProjectFiles, Recognised, Recognition } from "../scripts/project-files.ts";

export const recognition: Recognition = { find, presets: ["sqlalchemy"], needs: "python" };

const mostFiles = 2000;
const bases = [
  /^(\w+)\s*(?::[^=\n]*)?=\s*(?:\w+\.)*(?:declarative_base|SQLAlchemy)\(/m,
  /^class\s+(\w+)\((?:[^)]*[\s,.])?DeclarativeBase\b/m,
];

async function find(files: ProjectFiles): Promise<readonly Recognised[]> {
  const modules = files.names.filter((name) => /^(?:[\p{L}_][\p{L}\p{N}_]*\/)*[\p{L}_][\p{L}\p{N}_]*\.py$/u.test(name));
  const found: Recognised[] = [];
  for (const name of modules.slice(0, mostFiles)) {
    const text = await files.read(name);
    const attribute = bases.flatMap((base) => base.exec(text)?.[1] ?? [])[0];
    if (attribute !== undefined)
      found.push({ locator: `sqlalchemy:${moduleOf(name)}:${attribute}`, title: "SQLAlchemy" });
  }
  return found;
}

/** As Python imports it from the project's folder. */
function moduleOf(name: string): string {
  return name
    .replace(/\.py$/, "")
    .replace(/\/__init__$/, "")
    .replaceAll("/", ".");
}
