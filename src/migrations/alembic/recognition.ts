// How a project of Alembic's is known: by its configuration, or, where that is elsewhere, by the folder of env.py.

import {
  folderOf,
  foldersWith,
  isInside,
  type ProjectFiles,
  type Recognised,
  type Recognition,
} from "../../scripts/project-files.ts";

export const recognition: Recognition = { find, presets: ["sqlalchemy"], needs: "python" };

async function find(files: ProjectFiles): Promise<readonly Recognised[]> {
  const names = new Set(files.names);
  const at = (folder: string, name: string) => (folder === "." ? name : `${folder}/${name}`);
  const inis = files.names.filter((name) => /(?:^|\/)alembic\.ini$/.test(name));
  const ofFlask = await Promise.all(inis.map((ini) => isOfFlask(files, at(folderOf(ini), "env.py"))));
  const configured = inis.map((ini, index): Recognised => {
    const folder = folderOf(ini);
    // Flask-Migrate's file stands beside env.py, in a folder that the tool is told of as a whole.
    if (names.has(at(folder, "env.py")))
      return { locator: `alembic:${folder}`, title: ofFlask[index] ? "Flask-Migrate" : "Alembic" };
    return { locator: `alembic:${ini}`, title: "Alembic" };
  });
  const homes = inis.map(folderOf);
  const bare = foldersWith(files, /^(?:(.*)\/)?script\.py\.mako$/)
    .filter((folder) => names.has(at(folder, "env.py")))
    .filter((folder) => !homes.some((home) => home === folder || isInside(folder, home)));
  return [...configured, ...bare.map((folder) => ({ locator: `alembic:${folder}`, title: "Alembic" }))];
}

const isOfFlask = async (files: ProjectFiles, env: string) => (await files.read(env)).includes("current_app");
