// `name` or `name=file`: which reporter, and where its text goes. The command line and driftcheck.yaml both write it so.

import { amongKnown } from "../input/nearest.ts";

export interface ReportTo {
  readonly reporter: string;
  /** None is stdout. */
  readonly file?: string;
}

/** @param fail is told the problem, in words that follow what was written and a colon */
export function reportTo(written: string, names: readonly string[], fail: (problem: string) => never): ReportTo {
  const at = written.indexOf("=");
  const [reporter, file] = at < 0 ? [written, undefined] : [written.slice(0, at), written.slice(at + 1)];
  if (!names.includes(reporter)) fail(`unknown reporter.${amongKnown(reporter, names)}`);
  if (file?.trim() === "") fail(`the file name is empty. Is a variable unset?`);
  return file === undefined || file === "-" ? { reporter } : { reporter, file };
}
