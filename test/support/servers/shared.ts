// One PostgreSQL server a version for the whole run, started when a test first asks for it, and stopped after the last of them.
// The run's main process keeps them; the workers ask it over HTTP, as they share nothing else.

import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Cluster, startCluster } from "./cluster.ts";

const KEEPER = "DRIFTCHECK_SHARED_SERVERS";

/** What a worker needs to know of it. */
export interface SharedCluster {
  readonly port: number;
  readonly folder: string;
  readonly binDir: string;
}

/** Undefined outside of a run of vitest, where nobody keeps any. @throws Error where the server does not start */
export async function sharedCluster(binDir: string): Promise<SharedCluster | undefined> {
  const keeper = process.env[KEEPER];
  if (keeper === undefined) return undefined;
  const answer = await fetch(`${keeper}?${new URLSearchParams({ binDir })}`);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as SharedCluster;
}

let keeper: Server | undefined;
const clusters = new Map<string, Promise<Cluster>>();

/** Vitest calls it before the first test. */
export async function setup(): Promise<void> {
  const listening = createServer(answer).unref();
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  keeper = listening;
  process.env[KEEPER] = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/`;
}

/** Vitest calls it after the last test. */
export async function teardown(): Promise<void> {
  keeper?.closeAllConnections();
  keeper?.close();
  const started = await Promise.allSettled(clusters.values());
  await Promise.all(started.map((cluster) => cluster.status === "fulfilled" && cluster.value.stop()));
}

const answer: RequestListener = (request, response) => {
  const binDir = new URL(request.url ?? "", "http://keeper").searchParams.get("binDir") ?? "";
  started(binDir).then(
    ({ port, folder }) => response.end(JSON.stringify({ port, folder, binDir } satisfies SharedCluster)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
};

function started(binDir: string): Promise<Cluster> {
  const known = clusters.get(binDir);
  if (known !== undefined) return known;
  const cluster = startCluster(binDir, { settings: { max_connections: "100" } });
  clusters.set(binDir, cluster);
  return cluster;
}
