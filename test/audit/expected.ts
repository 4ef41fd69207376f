// What the files of expectations beside the planted applications say, and what an audit's report makes of it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { AuditReport, Severity } from "../../src/audit/report.ts";

export const marina = join(import.meta.dirname, "fixtures/marina");

/** A string in the source, from its first line to its last. */
interface Place {
  /** `app/a.py:12` or `app/a.py:12-18`. */
  readonly at: string;
  readonly why?: string;
}

export interface Expected {
  readonly findings: readonly (Place & { readonly severity: Severity })[];
  readonly "near-misses": readonly Place[];
  readonly "could-not-tell": readonly Place[];
  /** What may be found or not: both are right. */
  readonly either: readonly Place[];
}

export const expectedOf = (app: string): Expected =>
  parse(readFileSync(join(marina, `${app}.expected.yaml`), "utf8")) as Expected;

interface Found {
  readonly file: string;
  readonly line: number;
}

function isAt({ file, line }: Found, { at }: Place): boolean {
  const [, name = "", from = "", to = from] = /^(.*):(\d+)(?:-(\d+))?$/.exec(at) ?? [];
  return file === name && line >= Number(from) && line <= Number(to);
}

const told = ({ at, why = "" }: Place) => `${at} ${why}`.trim();

/** Advice on the code that is right wherever there is SQL, and was not planted. */
const everywhere = (of: string) => of === "raw-sql";

export interface Compared {
  /** Planted, and not found. */
  readonly missed: readonly string[];
  /** Found, where nothing was planted. */
  readonly unexpected: readonly string[];
  /** Of what could not be told: neither planted as such nor expected. */
  readonly blind: readonly string[];
}

export function compared({ findings, couldNotTell }: AuditReport, expected: Expected): Compared {
  const missed = expected.findings
    .filter((each) => !findings.some((found) => found.severity === each.severity && isAt(found, each)))
    .map((each) => `${each.severity} ${told(each)}`);
  const open = expected["could-not-tell"].filter((each) => !couldNotTell.some((found) => isAt(found, each)));
  // What is found in a statement that is refused, beside the refusal, is as true.
  const known = [...expected.findings, ...expected.either];
  const unexpected = findings.filter((found) => !everywhere(found.class) && !known.some((each) => isAt(found, each)));
  const blind = couldNotTell.filter(
    (found) => ![...expected["could-not-tell"], ...expected.either].some((each) => isAt(found, each)),
  );
  return {
    missed: [...missed, ...open.map((each) => `could not tell ${told(each)}`)],
    unexpected: unexpected.map(
      ({ file, line, severity, class: of, statement, message }) =>
        `${severity} ${of} ${file}:${line} ${statement.replace(/\s+/g, " ").slice(0, 100)} | ${message}`,
    ),
    blind: blind.map(({ file, line, reason }) => `${file}:${line} ${reason}`),
  };
}
