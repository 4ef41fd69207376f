// Which object a person means, by its id as the report has it, a part of it, or a glob.

import type { Drift } from "../../catalog/drift.ts";
import { dotted, nameOf, type ObjectId } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { UsageError } from "../../errors.ts";
import { matchesGlob } from "../../input/glob.ts";
import { nearestOf } from "../../input/nearest.ts";

export interface Located {
  readonly id: ObjectId;
  /** What drifted in it; nothing where both sides have it alike. */
  readonly drift: readonly Drift[];
}

/** @throws UsageError with the nearest ids where no object is meant, or more than one may be */
export function locate(text: string, { declared, live, drift }: Comparison): Located {
  const drifted = drift.flatMap(({ id, liveId }) => (liveId === undefined ? [id] : [id, liveId]));
  const all = [...declared.objects.keys(), ...live.objects.keys()];
  for (const ids of [all.filter((id) => id === text), drifted, all]) {
    const subject = meant(text, [...new Set(ids)]);
    const subjects = new Set(subject.map((id) => withOwner(id, drift)[0]?.id ?? id));
    const [id] = subjects;
    if (subjects.size > 1) throw new UsageError(`${text} matches ${subjects.size} objects: ${some([...subjects])}`);
    if (id !== undefined) return { id: subject.find((each) => each === text) ?? id, drift: withOwner(id, drift) };
  }
  const near = nearestIds(text, drifted.length > 0 ? drifted : all);
  throw new UsageError(`neither side has an object ${text}; the nearest are ${near.join(", ")}`);

  function withOwner(id: ObjectId, drifts: readonly Drift[]): readonly Drift[] {
    const own = drifts.filter((each) => each.id === id || each.liveId === id);
    const parent = (declared.objects.get(id) ?? live.objects.get(id))?.parent;
    if (own.length > 0 || parent === undefined) return own;
    // What is missing or unexpected stands for all that belongs to it.
    return withOwner(parent, drifts).filter(({ type }) => type !== "changed");
  }
}

/** From the surest to the weakest: the first way to read the text that any id fits. */
function meant(text: string, ids: readonly ObjectId[]): readonly ObjectId[] {
  const lower = text.toLowerCase();
  const ways: readonly ((id: ObjectId) => boolean)[] = text.includes("*")
    ? [(id) => matchesGlob(text, id), (id) => matchesGlob(text, dotted(id))]
    : [
        (id) => id === text,
        (id) => dotted(id) === text,
        // As a shell leaves an id that was pasted without quotes around it.
        (id) => [id, dotted(id)].some((each) => each.replaceAll('"', "") === text),
        (id) => id.endsWith(`.${text}`),
        (id) => id.toLowerCase().includes(lower),
      ];
  for (const way of text.trim() === "" ? [] : ways) {
    const matches = ids.filter(way);
    if (matches.length > 0) return matches;
  }
  return [];
}

/** A person may have left out the kind, or all but the name. */
function nearestIds(text: string, ids: readonly ObjectId[]): ObjectId[] {
  const bySpelling = new Map(ids.flatMap((id) => [nameOf(id), dotted(id), id].map((spelling) => [spelling, id])));
  // Several spellings of one id may be near.
  const near = nearestOf(text, [...bySpelling.keys()], 9).flatMap((spelling) => bySpelling.get(spelling) ?? []);
  return [...new Set(near)].slice(0, 3);
}

const shown = 10;

function some(ids: readonly ObjectId[]): string {
  const more = ids.length > shown ? `, and ${ids.length - shown} more` : "";
  return `${ids.slice(0, shown).join(", ")}${more}. Name one of them.`;
}
