// What is told when a project's Python fails: one line, what it said last and what to do. No password, nothing that acts.

import { SourceError } from "../errors.ts";
import { printable, redactWithin } from "../redact.ts";
import { whereLooked } from "./python-interpreter.ts";

/** An exception, as `python_channel.py` tells it. */
export interface PythonException {
  readonly type: string;
  readonly text: string;
  /** Where in the project's own files. */
  readonly at?: string;
  /** The module that can't be imported. */
  readonly missing?: string;
  /** What to do, where our own script knows it. */
  readonly advice?: string;
}

/** @param what the work, as in `reading app.models:Base` */
export function pythonFailure(what: string, python: string, exception: PythonException): SourceError {
  const { text, at, missing, advice } = exception;
  const where = at === undefined ? "" : ` (${at})`;
  // A module that is not there is the interpreter's matter, whatever the work was.
  const toDo = missing === undefined ? (advice ?? correctIt) : otherInterpreter(missing, python);
  return new SourceError(`${what} failed: ${oneLine(text)}${oneLine(where)}. ${toDo}`);
}

const correctIt = "Correct it. It must work without a database and with the current environment.";

function otherInterpreter(missing: string, python: string): string {
  return `${oneLine(python)} does not find the module ${oneLine(missing)}. Name the project's interpreter with --python (looked in ${whereLooked}), and run driftcheck in the folder from which the module is imported.`;
}

/** Of a message that some program wrote. */
export function oneLine(text: string): string {
  // What follows a scheme may hold a password, and where it ends in running text nobody can know.
  const cut = text.replace(/([a-z][\w+.-]*:\/\/)(.*)/is, (whole, scheme: string, rest: string) =>
    /^https?:\/\/$/i.test(scheme) && /^[^\s@]*$/.test(rest) ? whole : `${scheme}…`,
  );
  return printable(redactWithin(cut).replace(/\s*\n\s*/g, " ")).slice(0, 500);
}
