// The reports of all shards → the report of the whole, byte for byte as one process would have written it. Reports that are not of
// one run are refused by name, and nothing is merged.

import { namedDigest } from "../digest.ts";
import { UsageError } from "../errors.ts";
import { printable } from "../redact.ts";
import type { FleetReport } from "../reporters/fleet/report.ts";
import { assemble } from "./assemble.ts";
import { disassemble } from "./disassemble.ts";
import { headOf, readFleetReport } from "./read-report.ts";

interface Part {
  readonly file: string;
  readonly report: FleetReport;
}

/** @throws UsageError naming the files that don't belong together, or the shard that is missing */
export async function mergeReports(files: readonly string[]): Promise<FleetReport> {
  const parts: Part[] = [];
  for (const file of files) parts.push({ file: printable(file), report: await readFleetReport(file) });
  const [first, ...others] = parts;
  if (first === undefined) throw new UsageError("merge needs the JSON report of each shard. Name them.");
  for (const other of others) refuseOthers(first, other);
  refuseShards(parts);
  refuseTwice(parts);
  const head = headOf(first.report);
  const records = parts.flatMap(({ report }) => disassemble(report));
  const digest = namedDigest(JSON.stringify(records.map(({ name }) => name).sort()));
  if (records.length !== head.list.count || digest !== head.list.digest)
    throw new UsageError(
      `the shards have ${records.length} targets, the list ${head.list.count}. Check each shard again.`,
    );
  return assemble(head, records);
}

/** In the order in which it helps to know. */
const common: readonly (readonly [what: string, of: (report: FleetReport) => unknown])[] = [
  ["versions of driftcheck", ({ driftcheck }) => driftcheck],
  ["declared schemas", ({ declared }) => declared],
  ["options or rules", ({ options, strict, failOn }) => [options, strict, failOn]],
  ["lists of targets", ({ list }) => list],
  ["numbers of shards", ({ shard }) => shard?.of],
];

function refuseOthers(one: Part, other: Part): void {
  const differing = common.find(([, of]) => JSON.stringify(of(one.report)) !== JSON.stringify(of(other.report)));
  if (differing === undefined) return;
  throw new UsageError(
    `${one.file} and ${other.file} are of two ${differing[0]}. Merge the reports of one run. Nothing was merged.`,
  );
}

function refuseShards(parts: readonly Part[]): void {
  const files = new Map<number, string>();
  for (const { file, report } of parts) {
    const { shard } = report;
    if (shard === undefined)
      throw new UsageError(`${file} is no shard's report: it has all targets. Nothing was merged.`);
    const before = files.get(shard.index);
    if (before !== undefined)
      throw new UsageError(`${before} and ${file} are both shard ${shard.index}/${shard.of}. Nothing was merged.`);
    files.set(shard.index, file);
  }
  const of = parts[0]?.report.shard?.of ?? 0;
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !files.has(index));
  if (missing.length > 0) {
    const [one] = missing;
    const which =
      missing.length === 1 ? `shard ${one}/${of} is` : `${missing.length} of ${of} shards, from ${one}/${of} on, are`;
    throw new UsageError(`${which} missing. Name the report of each shard. Nothing was merged.`);
  }
}

function refuseTwice(parts: readonly Part[]): void {
  const files = new Map<string, string>();
  for (const { file, report } of parts)
    for (const { name } of report.targets) {
      const before = files.get(name);
      if (before !== undefined)
        throw new UsageError(`${before} and ${file} both have the target ${printable(name)}. Nothing was merged.`);
      files.set(name, file);
    }
}
