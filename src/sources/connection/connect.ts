// One session with the first server of those named that lets us in, as libpq would have chosen it: by host, by address, with
// and without TLS. It ends in a session or in one error; nothing is left open behind an error.

import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { Client, ClientConfig } from "pg";
import { loadDriver } from "../../embedded/driver.ts";
import { allowedMethods, type Login, watchLogin, wireOf } from "./authentication.ts";
import { attemptsOf, encryption } from "./encryption.ts";
import { passwordFromFile } from "./password-file.ts";
import { type Limits, TimeoutError } from "./patience.ts";
import { databaseOf, userOf } from "./resolve.ts";
import { preferencesOf } from "./session-attributes.ts";
import { ConnectionError, type Settings, textOf } from "./settings.ts";
import { passwordHost, type Target, targetsOf } from "./targets.ts";
import { guardProtocol, reasonOf, withoutSsl } from "./wire.ts";

export interface Session {
  readonly client: Client;
  /** A second one like it, for what the first can't do while it waits. */
  readonly again: (seconds: number) => Promise<Client>;
}

/** @throws Error whose message says why in one line */
export async function connect(settings: Settings, limits: Limits): Promise<Session> {
  const seconds = connectTimeout(settings, limits);
  // What is wrong with these is wrong before any server is asked.
  allowedMethods(settings);
  const targets = targetsOf(settings);
  const attempts = targets.map((target) => attemptsOf(settings, target.socket !== undefined));
  const problems: Problems = { texts: [] };
  for (const isWanted of preferencesOf(settings)) {
    for (const [at, target] of targets.entries()) {
      for (const address of await addressesOf(target, seconds, problems)) {
        const connection = await reach({ settings, target, address, seconds }, attempts[at] ?? [], problems);
        if (connection === undefined) continue;
        const refusal = await isWanted(connection.client);
        if (refusal === undefined) return connection;
        problems.texts.push(labelled(target, targets, refusal));
        await close(connection.client);
      }
    }
  }
  throw new ConnectionError(inOneLine(problems.texts), { cause: problems.cause });
}

/** What went wrong with each server so far, and the last error itself, by whose code it is known whether it may pass. */
interface Problems {
  readonly texts: string[];
  cause?: unknown;
}

/** libpq waits for ever unless it is told otherwise, and never less than two seconds. */
function connectTimeout(settings: Settings, { message }: Limits): number {
  const given = Number(textOf(settings, "connect_timeout") ?? 0);
  return Math.min(message, given > 0 ? Math.max(2, given) : 15);
}

interface Attempt {
  readonly settings: Settings;
  readonly target: Target;
  /** Of a host or a socket's folder. */
  readonly address: string;
  readonly seconds: number;
}

/** Where a name is unknown or has no address, the next host is tried. */
async function addressesOf({ host, address, socket }: Target, seconds: number, problems: Problems): Promise<string[]> {
  const given = address ?? socket ?? (isIP(host) !== 0 ? host : undefined);
  if (given !== undefined) {
    if (address === undefined || isIP(address) !== 0) return [given];
    throw new ConnectionError("hostaddr must be an IP address. Pass a host name as host.");
  }
  let late: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    late = setTimeout(
      () => reject(new TimeoutError(`the host name was not resolved within ${seconds} s`)),
      seconds * 1000,
    );
  });
  try {
    const addresses = await Promise.race([lookup(host, { all: true, verbatim: true }), timeout]);
    return addresses.map((each) => each.address);
  } catch (error) {
    problems.texts.push(`${host}: ${reasonOf(error)}`);
    problems.cause = error;
    return [];
  } finally {
    clearTimeout(late);
  }
}

/**
 * A session there; undefined where nobody listens and the next address is to be tried.
 * @throws ConnectionError where somebody does, and refuses: libpq then tries no other host
 */
async function reach(
  attempt: Attempt,
  encrypted: readonly boolean[],
  problems: Problems,
): Promise<Session | undefined> {
  const refusals: string[] = [];
  for (const [at, isEncrypted] of encrypted.entries()) {
    const outcome = await open(attempt, isEncrypted);
    if ("session" in outcome) return outcome.session;
    const { error, cause, isReached, mayRetry } = outcome;
    problems.cause = cause;
    if (!isReached) {
      problems.texts.push(error);
      return undefined;
    }
    refusals.push(error);
    if (!mayRetry || at === encrypted.length - 1) break;
  }
  // Where a mode takes either, only what became of the one that the server takes is of interest.
  const reasons = refusals.length > 1 ? refusals.filter((each) => each !== withoutSsl) : refusals;
  throw new ConnectionError(inOneLine([...problems.texts, ...reasons]), { cause: problems.cause });
}

interface Failure {
  readonly error: string;
  readonly cause: unknown;
  /** Somebody listened there. */
  readonly isReached: boolean;
  /** libpq would now try it with TLS, or without. */
  readonly mayRetry: boolean;
}

async function open(attempt: Attempt, isEncrypted: boolean): Promise<{ readonly session: Session } | Failure> {
  let client: Client | undefined;
  let login: Login = { isAuthenticated: false };
  let isReached = false;
  try {
    const config = configOf(attempt, isEncrypted);
    ({ client, login } = await clientOf(config, attempt.settings));
    wireOf(client).on("connect", () => {
      isReached = true;
    });
    const encoding = encodingOf(client);
    await client.connect();
    // A role or database may have another one, and pg reads each byte as UTF8.
    if (encoding() !== "UTF8") await client.query("SET client_encoding TO 'UTF8'");
    const again = async (seconds: number) => {
      const second = await clientOf({ ...config, connectionTimeoutMillis: seconds * 1000 }, attempt.settings);
      await second.client.connect();
      return second.client;
    };
    return { session: { client, again } };
  } catch (error) {
    if (client !== undefined) await close(client);
    const isFile = client === undefined;
    const isTimeout = error instanceof Error && error.message === "timeout expired";
    return {
      cause: error,
      error: isTimeout ? `no answer within ${attempt.seconds} s` : reasonOf(error),
      // A file of the certificate's that can't be used is no matter of where it is used.
      isReached: isFile || (isReached && !isTimeout),
      mayRetry: isFile || (!login.isAuthenticated && !(error instanceof ConnectionError)),
    };
  }
}

function configOf({ settings, target, address, seconds }: Attempt, isEncrypted: boolean): ClientConfig {
  const text = (name: string) => textOf(settings, name);
  const idle = Number(text("keepalives_idle") ?? 0);
  return {
    host: address,
    port: target.port,
    user: userOf(settings),
    database: databaseOf(settings),
    password: () => passwordFor(settings, target),
    ssl: isEncrypted ? encryption(settings, target.host) : false,
    sslnegotiation: text("sslnegotiation") === "direct" ? "direct" : "postgres",
    // pg asks the environment for what is empty here. A space is no option, either.
    ...(settings.has("options") && { options: text("options") ?? " " }),
    client_encoding: "UTF8",
    application_name: text("application_name") ?? text("fallback_application_name") ?? "driftcheck",
    enableChannelBinding: isEncrypted && text("channel_binding") !== "disable",
    keepAlive: text("keepalives") !== "0",
    keepAliveInitialDelayMillis: (idle > 0 ? idle : defaultIdle) * 1000,
    connectionTimeoutMillis: seconds * 1000,
  };
}

/** In seconds. Two hours, which systems have by default, is longer than anyone waits for a check. */
const defaultIdle = 30;

async function clientOf(config: ClientConfig, settings: Settings): Promise<{ client: Client; login: Login }> {
  const pg = await loadDriver();
  const client = new pg.Client(config);
  // A variable that only pg knows must not make it another sort of connection.
  delete (client as unknown as { connectionParameters: { replication?: unknown } }).connectionParameters.replication;
  // Without a listener, a connection that breaks between two queries would end the process as if by a bug of ours.
  client.on("error", () => {});
  guardProtocol(client);
  return { client, login: watchLogin(client, settings) };
}

/** As the server reports it during the login. */
function encodingOf(client: Client): () => string {
  let encoding = "";
  wireOf(client).on("parameterStatus", ({ parameterName, parameterValue = "" }) => {
    if (parameterName === "client_encoding") encoding = parameterValue;
  });
  return () => encoding;
}

function passwordFor(settings: Settings, target: Target): string {
  const given = textOf(settings, "password");
  if (given !== undefined) return given;
  const fromFile = passwordFromFile(settings, {
    host: passwordHost(target),
    port: target.port,
    database: databaseOf(settings),
    user: userOf(settings),
  });
  if ("password" in fromFile) return fromFile.password;
  const ignored = fromFile.ignored === undefined ? "" : ` (${fromFile.ignored})`;
  throw new ConnectionError(
    `the server requests a password. Put one into the URL, into $PGPASSWORD or into ~/.pgpass${ignored}.`,
  );
}

/** Only the last of several problems ends its sentence. */
const inOneLine = (problems: readonly string[]): string => [...new Set(problems)].join("; ").replaceAll(".; ", "; ");

const labelled = ({ host, port }: Target, targets: readonly Target[], problem: string) =>
  targets.length === 1 ? problem : `${host}:${port}: ${problem}`;

const goodbye = 1_000; // milliseconds

/** Says goodbye, and closes the socket even if nobody answers. */
export async function close(client: Client): Promise<void> {
  const late = setTimeout(() => wireOf(client).stream.destroy(), goodbye);
  await client.end().catch(() => {});
  clearTimeout(late);
}
