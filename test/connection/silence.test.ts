// A server or a network that goes silent, at whichever message: each command ends with exit code 2 and one line that says so. One
// that waited for ever is killed by the tests' own bound, and has no exit code.

import { once } from "node:events";
import { createServer, type Server as Listener } from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { catalogOf } from "../support/catalogs.ts";
import { expectRefusal, type Ran, spawnDriftcheck, useFolder } from "../support/cli.ts";
import { isNightly, sample } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";
import { type Side, startSilentProxy } from "./silent-proxy.ts";

const folder = useFolder();
beforeAll(async () => {
  await folder().write("model.yaml", writeSnapshot(catalogOf({ id: { type: "integer" } }), "model.yaml"));
  await folder().write("model.sql", "CREATE TABLE t (id integer);");
  await folder().write("migrations/1_t.up.sql", "CREATE TABLE t (id integer);");
});

const bound = ["--timeout", "1"];
const run = (args: readonly string[]) => spawnDriftcheck(args, { cwd: folder().path });
const check = (live: string, within = bound) => ["--declared", "model.yaml", "--live", live, ...within];

/** Runs a command through a proxy that goes silent after so many messages of that side. */
async function through(live: string, side: Side, after: number | undefined, args: (url: string) => readonly string[]) {
  const proxy = await startSilentProxy(live, side, after);
  try {
    return { ran: await run(args(`${proxy.url}?sslmode=disable`)), seen: proxy.seen() };
  } finally {
    await proxy.close();
  }
}

/** Six at a time. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const open = [...items];
  const worker = async () => {
    for (let item = open.shift(); item !== undefined; item = open.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

const most = Number(process.env.DRIFTCHECK_SILENCES ?? (isNightly ? 40 : 3));

/** As many moments of a conversation as the everyday run has time for. By night, or where DRIFTCHECK_SILENCES=40 asks for more, more. */
const spread = (seen: number, wanted = most) =>
  numbers(seen).filter(
    (at) => seen <= wanted || Math.floor((at * wanted) / seen) !== Math.floor(((at - 1) * wanted) / seen),
  );

const numbers = (to: number) => Array.from({ length: to }, (_, at) => at);
const silent = /no answer within 1 s|has not answered for 1 s|has taken 1 s for its answers/;

describeWithOwnServer(15, (server) => {
  const commands: Readonly<Record<string, (live: string) => readonly string[]>> = {
    check,
    snapshot: (live) => ["snapshot", "--from", live, "--out", "x.yaml", ...bound],
    data: (live) => [...check(live), "--data"],
    prove: (live) => ["prove", "--declared", "model.sql", "--live", live, "--sample", "1", ...bound],
    stamp: (live) => [
      "stamp",
      "--declared",
      "golang-migrate:migrations",
      "--live",
      live,
      "--force",
      "--attestation",
      live.replace(/\W/g, ""),
      ...bound,
    ],
    bootstrap: (live) => [
      "bootstrap",
      "--dump",
      "model.sql",
      "--into",
      live,
      "--declared",
      "golang-migrate:migrations",
      "--attestation",
      live.replace(/\W/g, ""),
      ...bound,
    ],
  };

  it("after each of 40 messages of the server ends a check", async () => {
    const live = await server().createDatabase();
    await query(live, "CREATE TABLE t (id integer)");
    await each(sample(numbers(40), 4), async (after) => {
      const { ran } = await through(live, "server", after, check);
      expectRefusal(ran, silent);
    });
  });

  it.each(sample(Object.entries(commands), 1))("after each message of the client ends %s", async (name, args) => {
    const database = async () => {
      const live = await server().createDatabase();
      if (name !== "bootstrap") await query(live, "CREATE TABLE t (id integer)");
      return live;
    };
    const whole = await through(await database(), "client", undefined, args);
    expect(whole.ran.stderr).not.toMatch(silent);
    expect(whole.seen).toBeGreaterThan(3);
    const ends: Ran[] = [];
    // A proof restores two embedded databases before it connects.
    await each(spread(whole.seen, name === "prove" ? most / 4 : most), async (after) => {
      const { ran } = await through(await database(), "client", after, args);
      ends.push(ran);
      expect(ran.code).not.toBeNull();
      if (ran.code !== 2) return;
      expect(ran.stderr).toMatch(/^(?:restore: .*\n|stamp: .*\n|check: .*\n)*driftcheck: [^\n]+\n$/);
      // Its restores and its connection share one second, and either can be the one that ends it.
      const late = name === "prove" ? new RegExp(`did not finish within 1 s|${silent.source}`) : silent;
      expect(ran.stderr).toMatch(late);
    });
    // Where a connection's goodbye is all that is not answered, the command has what it wants.
    expect(ends.filter(({ code }) => code === 2).length).toBeGreaterThanOrEqual(ends.length / 2);
  });
});

describe("a listener that says", () => {
  const listening = async (answer: (listener: Listener) => void) => {
    const listener = createServer();
    answer(listener);
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    const address = listener.address();
    return { listener, url: `postgres://me@127.0.0.1:${typeof address === "object" ? address?.port : ""}/db` };
  };

  it.each([
    ["nothing", undefined, "no answer within 1 s"],
    ["that it has TLS, and nothing more", "S", "no answer within 1 s"],
    ["what is no protocol of ours", "HTTP/1.1 400 Bad Request\r\n\r\n", "is not PostgreSQL"],
    ["an unknown sort of authentication", Buffer.from("R\0\0\0\b\0\0\0\x07", "latin1"), "GSSAPI"],
  ])("%s is refused", async (_, answer, told) => {
    const { listener, url } = await listening((made) => {
      made.on("connection", (socket) => {
        socket.on("error", () => {});
        if (answer !== undefined) socket.write(answer);
      });
    });
    try {
      // What was answered must be read first, however busy the machine is.
      const within = told.startsWith("no answer") ? bound : ["--timeout", "30"];
      const tls = told === "GSSAPI" ? "disable" : "require";
      expectRefusal(await run(check(`${url}?sslmode=${tls}`, within)), told);
    } finally {
      listener.close();
    }
  });
});
