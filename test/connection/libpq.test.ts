// A locator leads where psql, which is libpq, is led by it: to the same database as the same role, with TLS or without it; or
// both refuse. What psql 15 does is asked, and not written down here.

import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { SourceError } from "../../src/errors.ts";
import { postgres } from "../../src/sources/postgres.ts";
import { useFolder } from "../support/cli.ts";
import { sample } from "../support/sample.ts";
import { useCertificates } from "../support/servers/certificates.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";
import { type Case, cases, encrypted } from "./cases.ts";

const run = promisify(execFile);
const certificates = useCertificates();
const folder = useFolder();
const psql = await run("psql", ["--version"]).then(
  ({ stdout }) => stdout.trim(),
  () => undefined,
);
if (psql === undefined) process.stderr.write("\n!! SKIPPED, there is no psql to compare with\n\n");

const asked =
  "SELECT concat_ws(' ', current_database(), current_user, ssl, current_setting('application_name'), current_setting('work_mem')) AS it FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

const hba = `
hostnossl plain all all trust
hostssl plain all all reject
hostssl tlsonly all all trust
hostnossl tlsonly all all reject
hostssl all certuser all cert
hostnossl all certuser all reject
local all secret scram-sha-256
host all secret all scram-sha-256
host all query,"col:on" all scram-sha-256
host all md5 all md5
host all clear all password
host all postgres all trust
local all all trust
`;

interface Prepared {
  readonly locator: string;
  readonly environment: Readonly<Record<string, string>>;
}

const socket = certificates?.at("socket") ?? "";

/** Its words filled in, and its files in a home folder of its own. */
async function prepare([locator, environment = {}, files = {}]: Case, port: string): Promise<Prepared> {
  const home = await mkdtemp(folder().at("home-"));
  const words = { P: port, S: socket, e: encodeURIComponent(socket), E: encodeURIComponent(socket.slice(1)), H: home };
  const filled = (text: string) =>
    Object.entries({ ...words, C: certificates?.at("") ?? "" }).reduce(
      (result, [word, value]) => result.replaceAll(`$${word}`, value),
      text,
    );
  for (const [name, text] of Object.entries(files)) {
    const file = join(home, name.replace(/!$/, ""));
    await mkdir(dirname(file), { recursive: true });
    const content = text.startsWith("<") ? await readFile(certificates?.at(text.slice(1)) ?? "", "utf8") : filled(text);
    await writeFile(file, content);
    await chmod(file, name.endsWith("!") ? 0o644 : 0o600);
  }
  const variables = Object.entries(environment).map(([name, value]) => [name, filled(value)]);
  return { locator: filled(locator), environment: { HOME: home, ...Object.fromEntries(variables) } };
}

describe.runIf(psql !== undefined && certificates !== undefined)("compared with psql", async () => {
  if (certificates !== undefined) await writeFile(certificates.at("hba"), hba);
  await mkdir(socket, { recursive: true });
  await chmod(socket, 0o777);
  const settings = {
    hba_file: certificates?.at("hba") ?? "",
    ssl: "on",
    ssl_cert_file: certificates?.at("server.crt") ?? "",
    ssl_key_file: certificates?.at("server.key") ?? "",
    ssl_ca_file: certificates?.at("ca.crt") ?? "",
    unix_socket_directories: socket,
  };

  describeWithServer(
    15,
    (server) => {
      beforeAll(async () => {
        const scram = "SET password_encryption = 'scram-sha-256'";
        await query(
          server().url,
          `CREATE ROLE certuser LOGIN; ${scram}; CREATE ROLE secret LOGIN PASSWORD 'p%s w';
           CREATE ROLE query LOGIN PASSWORD 'a?b#c'; CREATE ROLE "col:on" LOGIN PASSWORD 'back\\sl:ash'; CREATE ROLE clear LOGIN PASSWORD 'clear';
           SET password_encryption = 'md5'; CREATE ROLE md5 LOGIN PASSWORD 'five'`,
        );
        for (const name of ["shop", "plain", "tlsonly", "closed", "a b", "latin"]) await server().createDatabase(name);
        await query(server().url, `ALTER DATABASE closed SET default_transaction_read_only = on`);
        await query(server().url, `ALTER DATABASE latin SET client_encoding = LATIN1`);
      });

      const all = [...Object.entries(cases), ["TLS", encrypted] as const];
      it.each(sample(all, 3))("%s", async (_, rows) => {
        const theirs: Promise<readonly [string, string]>[] = [];
        const ours: (readonly [string, string])[] = [];
        for (const row of rows) {
          const prepared = await prepare(row, new URL(server().url).port);
          const name = row.map((each) => JSON.stringify(each)).join(" ");
          theirs.push(byPsql(prepared).then((reached) => [name, reached]));
          ours.push([name, await byDriftcheck(prepared)]);
        }
        expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(await Promise.all(theirs)));
      });
    },
    { settings },
  );
});

/** What psql reaches, or that it refuses. */
async function byPsql({ locator, environment }: Prepared): Promise<string> {
  const args = ["--no-psqlrc", "--no-password", "--tuples-only", "--no-align", "--command", asked, "--dbname", locator];
  const env = { PATH: process.env.PATH, PGCONNECT_TIMEOUT: "5", ...environment };
  return run("psql", args, { env }).then(
    ({ stdout }) => stdout.trim(),
    () => "refused",
  );
}

/** What driftcheck reaches in the same environment. */
async function byDriftcheck({ locator, environment }: Prepared): Promise<string> {
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (name.startsWith("PG")) delete process.env[name];
  Object.assign(process.env, environment);
  try {
    const opened = await postgres.open(locator, {});
    if ("catalog" in opened) return "a catalog";
    const { rows } = await opened.client.query<{ it: string }>(asked);
    await opened.close();
    return String(rows[0]?.it).replace("driftcheck", "psql");
  } catch (error) {
    // What is no refusal is a fault of ours.
    if (!(error instanceof SourceError)) throw error;
    return "refused";
  } finally {
    // The object itself is what os.homedir() sees.
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
