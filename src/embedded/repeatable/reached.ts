// Which code of a script may have run together: what one statement runs, and the routines that it names, directly or through others.

import type { Statement } from "../../scripts/statement.ts";
import { namesIn } from "../../sql/names.ts";
import { type Attaching, attaching } from "./attached.ts";
import { type Code, createdBy, type Routine } from "./code.ts";

/** What runs by one cause: a statement, or the rows and events that a routine is attached to. */
export interface Run {
  readonly codes: readonly Code[];
  /** It is given rows. */
  readonly ofRows: boolean;
}

/**
 * @param units what runs by itself
 * @param routines all that the script defines
 */
export function runsOf(
  units: readonly Code[],
  routines: readonly Routine[],
  statements: readonly Statement[],
): readonly Run[] {
  const implicit = named(routines, statements.filter(isImplicit));
  const runOf = (code: Code, ofRows: boolean) => ({ codes: withCalled([code, ...implicit], routines), ofRows });
  const own = units.map((unit) => runOf(unit, false));
  const changesRows = own.some(({ codes }) => codes.some(({ deeds }) => deeds.reads));
  const attached: Attaching = routines.length === 0 ? { toRows: [], toEvents: [] } : attaching(statements, changesRows);
  return [
    ...own,
    ...named(routines, attached.toRows).map((routine) => runOf(routine, true)),
    ...named(routines, attached.toEvents).map((routine) => runOf(routine, false)),
  ];
}

/** An operator or a cast calls its function where no name of it is said. */
const isImplicit = (statement: Statement) => ["operator", "cast"].includes(createdBy(statement));

/** The routines that any of these statements says the name of. */
function named(routines: readonly Routine[], statements: readonly Statement[]): readonly Routine[] {
  if (statements.length === 0) return [];
  // Most say none of them, which words alone tell; a name that is no word is looked for in all.
  const words = new Set(statements.flatMap(({ sql }) => sql.toLowerCase().match(/[\p{L}\p{N}_$]+/gu) ?? []));
  const mayBe = routines.filter(({ name }) => words.has(name.toLowerCase()) || !/^[\p{L}\p{N}_$]+$/u.test(name));
  if (mayBe.length === 0) return [];
  const texts = statements.map(({ sql }) => ({ sql, text: sql.toLowerCase() }));
  return mayBe.filter(({ name }) =>
    texts.some(({ sql, text }) => text.includes(name.toLowerCase()) && namesIn(sql).has(name)),
  );
}

/** The code itself, and each routine that one of these names, until no more do. */
function withCalled(first: readonly Code[], routines: readonly Routine[]): readonly Code[] {
  const found = new Set(first);
  for (const { names } of found) for (const routine of routines) if (names.has(routine.name)) found.add(routine);
  return [...found];
}
