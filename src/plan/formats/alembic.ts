// Alembic: a revision behind the head, made of the project's own script.py.mako by its own Alembic. What forbids a transaction has a
// revision of its own, as what comes before it is committed there.

import { dirname, join, resolve } from "node:path";
import { sha256 } from "../../digest.ts";
import { SourceError, UsageError } from "../../errors.ts";
import { type AlembicProject, readProject } from "../../migrations/alembic/project.ts";
import { alembicHistory } from "../../migrations/alembic/revisions.ts";
import { askPython } from "../../models/python.ts";
import { redact } from "../../redact.ts";
import type { Plan } from "../plan.ts";
import { bodiesOf, type Revision } from "./alembic-code.ts";
import { plainRevision } from "./alembic-plain.ts";
import { comments, headOf } from "./comments.ts";
import { slugs } from "./folder.ts";
import type { NewFile, Place, PlanFormat } from "./format.ts";
import { type Unit, unitsOf } from "./units.ts";

export const alembic: PlanFormat = {
  name: "alembic",
  summary: "a revision behind the head, from the project's script.py.mako, with `upgrade` and `downgrade`",
  out: "alembic.ini, or the folder of env.py",
  draft: async (plan, place) => {
    const project = await readProject(place.path, place.python);
    const { head, ids, folder } = headRevision(project, place.path);
    const units = unitsOf(plan.statements, plan.reverse);
    const titles = slugs(place.name, units.length);
    const revisions: Revision[] = [];
    for (const [at, unit] of units.entries())
      revisions.push({
        ...bodiesOf(unit, plan, place.lockTimeout),
        id: idOf(plan, unit, revisions.at(-1)?.id ?? head, ids),
        down: revisions.at(-1)?.id ?? head,
        message: (titles[at] ?? place.name).replaceAll("_", " "),
      });
    const { files, notes } = await rendered(project, place, revisions, folder);
    const withHead = files.map(({ file, text }, at) => ({ file, text: headed(text, plan, at + 1, files.length) }));
    return { files: withHead, notes };
  },
};

/** @throws SourceError where Alembic itself would refuse the folder; UsageError where it has several heads */
function headRevision(project: AlembicProject, path: string) {
  const [folder = join(project.scripts, "versions")] = project.versions;
  const none = { head: null, ids: new Set<string>(), folder };
  if (project.files.length === 0) return none;
  const { heads, revisions, broken, problems } = alembicHistory(project);
  const problem = broken?.[0] ?? problems[0];
  if (problem !== undefined) throw new SourceError(`alembic:${redact(path)}: ${problem}. Correct it.`);
  const [head, second] = heads;
  if (second !== undefined)
    throw new UsageError(
      `${redact(path)} has several heads: ${heads.join(", ")}. Merge them with alembic merge heads, then plan again.`,
    );
  if (head === undefined) return none;
  const file = revisions.find(({ id }) => id === head)?.file ?? "";
  return { head, ids: new Set(revisions.map(({ id }) => id)), folder: dirname(file) };
}

/** The same for the same plan, and none that is taken. */
function idOf(plan: Plan, unit: Unit, down: string | null, taken: ReadonlySet<string>): string {
  for (let at = 0; ; at += 1) {
    const id = sha256(JSON.stringify([plan.live.fingerprint, unit, down, at])).slice(0, 12);
    if (!taken.has(id)) return id;
  }
}

/** By the project's Alembic; without one, as its own template has it. */
async function rendered(project: AlembicProject, place: Place, revisions: readonly Revision[], folder: string) {
  const { ini, scripts } = project;
  try {
    const answer = await askPython(place.python, {
      scripts: ["alembic_revision.py"],
      request: { ini, scripts, folder: resolve(folder), revisions },
      folder: project.folder,
      what: `alembic:${redact(place.path)}`,
    });
    const files = answer as readonly NewFile[];
    if (files.every(({ text }, at) => isWhole(text, revisions[at]))) return { files, notes: [] };
    return plain(revisions, folder, "it leaves out what upgrade() and downgrade() do, or the revision's id");
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return plain(revisions, folder, error.message);
  }
}

function plain(revisions: readonly Revision[], folder: string, why: string) {
  const files = revisions.map((revision) => ({
    file: join(folder, `${revision.id}_${revision.message.replaceAll(" ", "_")}.py`),
    text: plainRevision(revision),
  }));
  return { files, notes: [`Alembic's default template was used instead of script.py.mako: ${why}`] };
}

/** A template may be another's, as one of several databases. */
function isWhole(text: string, revision: Revision | undefined): boolean {
  return (
    revision !== undefined && [revision.upgrades, revision.downgrades, revision.id].every((part) => text.includes(part))
  );
}

/** An encoding that the template names stays in its first lines. */
function headed(text: string, plan: Plan, at: number, of: number): string {
  const lines = text.split("\n");
  const coding = lines.slice(0, 2).findLastIndex((line) => /^[ \t\f]*#.*?coding[:=]/.test(line)) + 1;
  return [...lines.slice(0, coding), ...comments("# ", headOf(plan, { at, of })), ...lines.slice(coding)].join("\n");
}
