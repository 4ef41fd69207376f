// Where reports go: files whole or not at all, and at most one of them to stdout.

import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { ReportTo } from "../config/report-to.ts";
import { inWords, ofWriting } from "../error-code.ts";
import { UsageError } from "../errors.ts";
import { printable } from "../redact.ts";
import type { Surroundings } from "../reporters/reporter.ts";
import type { Streams } from "./command.ts";

/** What makes a text under a name: a reporter, or a form of a proof. */
interface Form<Value> {
  readonly name: string;
  readonly render: (value: Value, surroundings: Surroundings) => string;
}

export interface Destination<F> {
  readonly form: F;
  /** None is stdout. */
  readonly file?: string;
}

/**
 * What is to be written where, known before the work begins.
 * @param output the file of the one that names none
 * @throws UsageError where two would be written to one place, or a file's folder is not there
 */
export async function destinationsOf<F extends { readonly name: string }>(
  wanted: readonly ReportTo[] | undefined,
  output: string | undefined,
  forms: readonly F[],
): Promise<readonly Destination<F>[]> {
  const all = (wanted ?? [{ reporter: "text" }]).map((each) =>
    each.file === undefined && output !== undefined ? { ...each, file: output } : each,
  );
  if (output !== undefined && wanted?.every(({ file }) => file !== undefined))
    throw new UsageError(`--output ${output}: each --reporter names its file. Remove --output.`);
  const places = new Map<string, string>();
  for (const { reporter, file } of all) {
    const place = file === undefined ? "-" : await placeOf(file);
    const before = places.get(place);
    if (before !== undefined) throw new UsageError(`${before} and ${reporter} ${sameTwice(file, reporter)}`);
    places.set(place, reporter);
  }
  return all.flatMap(({ reporter, file }) =>
    forms.filter(({ name }) => name === reporter).map((form) => (file === undefined ? { form } : { form, file })),
  );
}

function sameTwice(file: string | undefined, reporter: string): string {
  return file === undefined
    ? `would both go to stdout. Name a file for one, as in --reporter ${reporter}=FILE.`
    : `would both be written to ${printable(file)}. Name another file for one.`;
}

/** One file has one, however it is spelled. @throws UsageError where its folder is not there */
async function placeOf(file: string): Promise<string> {
  const there = await realpath(file).catch(() => undefined);
  if (there !== undefined) return there;
  const folder = dirname(resolve(file));
  try {
    // As what is named here is no folder, whatever its name ends in.
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR" });
    return join(await realpath(folder), basename(file));
  } catch (error) {
    throw new UsageError(`cannot write ${printable(file)}: ${inWords(error, ofWriting)}`, { cause: error });
  }
}

/**
 * @param terminal how the one on stdout looks
 * @throws UsageError where a file can't be written; all else is written then
 */
export async function writeReports<Value>(
  value: Value,
  destinations: readonly Destination<Form<Value>>[],
  { out }: Streams,
  surroundings: Surroundings = {},
  terminal: Surroundings = {},
): Promise<void> {
  const texts = destinations.map(({ form, file }) => ({
    text: form.render(value, file === undefined ? { ...surroundings, ...terminal } : surroundings),
    file,
  }));
  const { writeWhole } = await import("../files.ts");
  const written = await Promise.allSettled(
    texts.flatMap(({ text, file }) => (file === undefined ? [] : [writeWhole(file, text)])),
  );
  for (const { text, file } of texts) if (file === undefined) out(text);
  for (const each of written) if (each.status === "rejected") throw each.reason;
}
