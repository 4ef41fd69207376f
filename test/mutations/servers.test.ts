// The mutations once more on real servers, committed, and read over the network by `check` itself: by default on PostgreSQL 15,
// whose expressions read otherwise than those of the snapshot that PGlite's 18 made of the declared side.
// Each mutation has a database of its own, copied from one that is not mutated.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { check } from "../../src/check.ts";
import { loadPreset } from "../../src/judge/rules/load.ts";
import { introspect } from "../../src/read/introspect.ts";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { isNightly, sample } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { askedMajors, describeWithOwnServer, type Server } from "../support/servers.ts";
import { mutations } from "./all.ts";
import { asDemanded, judge, type Mutation } from "./mutation.ts";
import { connectEmbedded, knownDrift, makeDeclared, makeLive, schemas } from "./sides.ts";

const rules = await loadPreset();
/** Each takes a database of its own: all of them only by night, or where majors are asked for by name. */
const everyMajor = isNightly || Boolean(process.env.DRIFTCHECK_SERVERS);
const majors = new Set([15 as const, ...(everyMajor ? askedMajors() : [])]);

for (const major of majors) describeWithOwnServer(major, mutationsOn);

function mutationsOn(server: () => Server): void {
  let folder: string;
  let declared: string;
  let live: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "driftcheck-mutations-"));
    declared = join(folder, "declared.yaml");
    await writeFile(declared, await declaredSnapshot(declared));
    live = await server().createDatabase("live");
    await connected(live, makeLive);
  });

  afterAll(() => rm(folder, { recursive: true }));

  const drift = async (url: string) =>
    (await check({ declared, live: url, rules, mapSchemas: schemas, privileges: true })).drift;

  it("has its known drift before", async () => {
    expect(judge(await drift(live), knownDrift, { expect: [] })).toEqual(asDemanded);
  });

  for (const mutation of everyMajor ? mutations : sample(mutations, 4)) {
    it.concurrent(mutation.name, async ({ skip }) => {
      skip((mutation.since ?? 14) > server().major, `needs PostgreSQL ${mutation.since}`);
      const found = await withCopy(server(), mutation, drift);
      expect(judge(found, knownDrift, mutation)).toEqual(asDemanded);
    });
  }
}

async function declaredSnapshot(name: string): Promise<string> {
  const { client, close } = await connectEmbedded();
  try {
    await makeDeclared(client);
    return writeSnapshot(await introspect(client, { privileges: true }), name);
  } finally {
    await close();
  }
}

async function connected(url: string, use: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

let copies = 0;

/** Dropped again at once, as each takes 8 MB. */
async function withCopy<T>({ url }: Server, { sql }: Mutation, use: (url: string) => Promise<T>): Promise<T> {
  const copy = new URL(url);
  const name = `mutated_${++copies}`;
  copy.pathname = name;
  await query(url, `CREATE DATABASE ${name} TEMPLATE live`);
  try {
    await connected(copy.href, async (client) => {
      // As where a dump is restored: what a function's body says need not make sense.
      await client.query("SET search_path = shop; SET check_function_bodies = off");
      await client.query(sql);
    });
    return await use(copy.href);
  } finally {
    await query(url, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}
