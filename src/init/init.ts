// driftcheck init: looks at a project and its database, and says which files make a gate of them. It writes nothing itself.

import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { DriftcheckError } from "../errors.ts";
import { projectFiles } from "../scripts/project-files.ts";
import type { Candidate } from "./candidates.ts";
import { providersOf } from "./ci/provider.ts";
import { ciProviders } from "./ci/registry.ts";
import { repositoryOf } from "./ci/repository.ts";
import { setupOf } from "./ci/setup.ts";
import { type Live, liveOf } from "./database/live.ts";
import { declaredIn, nothingDeclared } from "./declared.ts";
import { baselineOf, firstSnapshot, snapshotOf } from "./first-files.ts";
import { type LiveNow, readLiveNow } from "./look.ts";
import { movedBy } from "./moved.ts";
import type { InitOptions, NewFile, Setup } from "./setup.ts";
import { driftcheckYaml, ignoreRulesYaml } from "./texts.ts";

/** @throws DriftcheckError where nothing can be declared, or a file that was asked for can't be made */
export async function init(options: InitOptions): Promise<Setup> {
  const { root, ask } = options;
  const files = await projectFiles(root);
  const declared = await declaredIn(files, options.declared, ask);
  const { chosen } = declared;
  const live = await liveOf(root, options.live);
  const { now, problem } = await lookAt(live);
  if (chosen === undefined && now === undefined) throw nothingDeclared(declared.notes);
  const moved = await movedBy(files, now, ask);
  const presets = presetsOf(chosen, moved.presets);
  const snapshot = await snapshotOf(options, chosen, now);
  const accepted = await baselineOf(options, chosen, now, presets);
  const recipes = await recipesFor(root, snapshot === undefined ? chosen : undefined, live);
  const text = driftcheckYaml({
    ...{ declared: snapshot?.file ?? chosen?.locator ?? firstSnapshot, live, others: declared.others },
    ...(snapshot !== undefined && { madeFrom: snapshot.of }),
    ...(options.python !== undefined
      ? { python: options.python }
      : { mayNeedPython: snapshot === undefined && chosen?.needs === "python" && !hasVenv(root) }),
    ...(accepted.file !== undefined && { baseline: accepted.file.file }),
  });
  const own = [
    { file: "driftcheck.yaml", text },
    { file: "ignore-rules.yaml", text: ignoreRulesYaml(presets) },
  ];
  const wanted = [...own, ...[snapshot ?? [], accepted.file ?? []].flat(), ...recipes];
  const isThere = ({ file }: NewFile) => existsSync(join(root, file));
  return {
    notes: [
      ...(chosen === undefined ? [] : [`Declared: ${chosen.locator} (${chosen.title})`]),
      ...declared.others.map(({ title, locator }) => `Also found: ${locator} (${title}); see driftcheck.yaml`),
      `Live: ${live.written} (${live.why})`,
      ...(problem === undefined ? [] : [`The live database could not be read: ${problem}`]),
      ...[moved.because ?? [], accepted.says ?? []].flat(),
      recipes.length === 0
        ? "CI: no GitHub, GitLab or CircleCI was found; docs/ci.md has recipes."
        : `CI: ${recipes.map(({ title }) => title).join(", ")}`,
      ...declared.notes,
    ],
    files: wanted.filter((each) => !isThere(each)).map(({ file, text }) => ({ file, text })),
    existing: wanted.filter(isThere).map(({ file }) => file),
    toDo: [
      ...(live.toDo === undefined || now !== undefined ? [] : [live.toDo]),
      "Run npx driftcheck.",
      ...recipes.filter((each) => !isThere(each)).flatMap(({ toDo }) => toDo),
      ...(wanted.every(isThere) ? [] : ["Commit the new files."]),
    ],
  };
}

const hasVenv = (root: string) => [".venv", "venv"].some((name) => existsSync(join(root, name)));

async function lookAt(live: Live): Promise<{ readonly now?: LiveNow; readonly problem?: string }> {
  try {
    const now = await readLiveNow(live);
    return now === undefined ? {} : { now };
  } catch (error) {
    if (error instanceof DriftcheckError) return { problem: error.message };
    throw error;
  }
}

/** A file in SQL may have come from any tool. */
function presetsOf(chosen: Candidate | undefined, moved: readonly string[]): readonly string[] {
  if (chosen === undefined || (chosen.presets.length === 0 && !chosen.isHistory)) return ["default"];
  return [...moved, ...chosen.presets, "migration-tables"];
}

/** With their files as they are called from the project's folder. */
async function recipesFor(root: string, chosen: Candidate | undefined, live: Live) {
  const { top, folder } = repositoryOf(root);
  const parts = {
    folder,
    setup: await setupOf(root, chosen?.needs, chosen?.locator.replace(/^[a-z-]+:/, "") ?? "."),
    python: chosen?.needs === "python",
    variable: live.variable ?? "DATABASE_URL",
  };
  const has = (file: string) => existsSync(join(top, file));
  return (await providersOf(top, ciProviders)).map(({ title, recipe }) => {
    const made = recipe(parts, has);
    return { title, ...made, file: relative(root, join(top, made.file)) };
  });
}
