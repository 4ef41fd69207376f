// Records → the report of a fleet. Pure: the same records give the same report, in whatever order and over however many shards
// they come.

import { namedDigest } from "../digest.ts";
import type {
  Cluster,
  Clustered,
  FleetHead,
  FleetOutcome,
  FleetReport,
  FleetTarget,
  ListName,
  Shared,
} from "../reporters/fleet/report.ts";
import { clusterId } from "./cluster.ts";
import { listNames, type TargetRecord } from "./record.ts";

const clustered: ReadonlySet<ListName> = new Set<Clustered>(["clusters", "ignored", "baselined"]);

type Listed = Cluster | Shared<object>;

export function assemble(head: FleetHead, records: readonly TargetRecord[], shard?: FleetReport["shard"]): FleetReport {
  const sorted = records.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const clusters = new Map(sorted.map(({ name }) => [name, [] as string[]]));
  const lists = Object.fromEntries(listNames.map((list) => [list, listOf(list, sorted)]));
  for (const { id, targets } of lists.clusters as readonly Cluster[])
    for (const name of targets) clusters.get(name)?.push(id);
  const count = (outcome: FleetOutcome) => sorted.filter((each) => each.outcome === outcome).length;
  const counts = {
    targets: sorted.length,
    clean: count("clean"),
    drift: count("drift"),
    couldNotTell: count("could-not-tell"),
  };
  const { version, ...rest } = head;
  const report: Omit<FleetReport, "digest"> = {
    version,
    outcome: counts.couldNotTell > 0 ? "could-not-tell" : counts.drift > 0 ? "drift" : "clean",
    ...rest,
    counts,
    ...(shard && { shard }),
    targets: sorted.map((record) => targetOf(record, clusters.get(record.name) ?? [])),
    ...(lists as unknown as Pick<FleetReport, ListName>),
  };
  return { ...report, digest: digestOf(report) };
}

/** Of all that a report says, so that one that was changed by hand or cut off is none. */
export const digestOf = (report: Omit<FleetReport, "digest">): string => namedDigest(JSON.stringify(report));

function targetOf(record: TargetRecord, clusters: readonly string[]): FleetTarget {
  const { name, outcome, error, server, compared, migrations, fingerprint, versions } = record;
  return {
    name,
    outcome,
    ...(error !== undefined && { error }),
    clusters,
    ...(server !== undefined && { server }),
    ...(compared !== undefined && { compared }),
    ...(migrations && { migrations }),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(versions !== undefined && { versions }),
  };
}

/** What most targets have comes first. */
function listOf(list: ListName, records: readonly TargetRecord[]): readonly Listed[] {
  const found = new Map<string, { readonly value: object; readonly targets: string[] }>();
  // Records that were taken over have one object of what they have in common.
  const spelled = new Map<object, string>();
  for (const record of records) {
    if (record[list].length === 0) continue;
    const times = new Map<string, number>();
    for (const value of record[list]) {
      const same = spelled.get(value) ?? (clustered.has(list) ? clusterId(value as never) : JSON.stringify(value));
      spelled.set(value, same);
      const time = (times.get(same) ?? 0) + 1;
      times.set(same, time);
      // What one target has twice is told twice.
      const key = time === 1 ? same : `${same}-${time}`;
      const before = found.get(key);
      if (before === undefined) found.set(key, { value, targets: [record.name] });
      else before.targets.push(record.name);
    }
  }
  return [...found]
    .map(([key, { value, targets }]) => ({ key, value, targets, place: placeOf(value) }))
    .sort((a, b) => b.targets.length - a.targets.length || order(a.place, b.place) || order(a.key, b.key))
    .map(({ key, value, targets }) =>
      clustered.has(list) ? { id: key, drift: value as Cluster["drift"], targets } : { ...value, targets },
    );
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Drift by the table that it is about. */
function placeOf(value: object): string {
  const id = "id" in value && typeof value.id === "string" ? value.id : "";
  return id.slice(id.indexOf(":") + 1);
}
