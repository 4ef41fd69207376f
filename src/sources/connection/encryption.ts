// TLS as libpq's sslmode means it: when it is tried, when it is done without, and what of the server's certificate is verified.
// https://www.postgresql.org/docs/current/libpq-ssl.html

import { existsSync, readFileSync, statSync } from "node:fs";
import { isIP } from "node:net";
import { type ConnectionOptions, checkServerIdentity, type PeerCertificate, rootCertificates } from "node:tls";
import { inHome } from "./home.ts";
import type { sslmodes } from "./parameters.ts";
import { ConnectionError, type Settings, textOf } from "./settings.ts";

type Mode = (typeof sslmodes)[number];

const modeOf = (settings: Settings): Mode => (textOf(settings, "sslmode") as Mode | undefined) ?? "prefer";

/** Whether each attempt is encrypted, in order; over a Unix socket none is. */
export function attemptsOf(settings: Settings, isSocket: boolean): readonly boolean[] {
  if (isSocket) return [false];
  const mode = modeOf(settings);
  if (textOf(settings, "sslnegotiation") === "direct" && ["disable", "allow", "prefer"].includes(mode))
    throw new ConnectionError(`sslnegotiation=direct needs sslmode=require or stronger, not ${mode}`);
  const attempts: Partial<Record<Mode, readonly boolean[]>> = {
    disable: [false],
    allow: [false, true],
    prefer: [true, false],
  };
  return attempts[mode] ?? [true];
}

/**
 * What node:tls is given.
 * @param host the name that the certificate must have, where the mode asks for it
 * @throws ConnectionError where a file is missing, or others may read the key
 */
export function encryption(settings: Settings, host: string): ConnectionOptions {
  const roots = rootsOf(settings);
  const crl = roots === undefined ? undefined : revocationsOf(settings);
  const passphrase = textOf(settings, "sslpassword");
  return {
    // A mode that verifies nothing still verifies where there are roots: libpq did so before it had modes.
    rejectUnauthorized: roots !== undefined,
    ...(roots !== undefined && { ca: roots }),
    ...(crl !== undefined && { crl }),
    ...clientCertificate(settings),
    ...(passphrase !== undefined && { passphrase }),
    checkServerIdentity: (_, certificate) =>
      modeOf(settings) === "verify-full" ? identityProblem(host, certificate) : undefined,
    servername: (textOf(settings, "sslsni") ?? "1").startsWith("1") && isIP(host) === 0 ? host : "",
    minVersion: versionOf(textOf(settings, "ssl_min_protocol_version")) ?? "TLSv1.2",
    maxVersion: versionOf(textOf(settings, "ssl_max_protocol_version")) ?? "TLSv1.3",
  };
}

const versions = ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const;

const versionOf = (text: string | undefined) => versions.find((each) => each.toLowerCase() === text?.toLowerCase());

function identityProblem(host: string, certificate: PeerCertificate): Error | undefined {
  if (host === "") return new ConnectionError("sslmode=verify-full needs a host name, not only a hostaddr");
  const { subjectaltname, subject } = certificate;
  // An address is compared with the common name, too, where there is no other name.
  if (isIP(host) !== 0 && subjectaltname === undefined && subject?.CN === host) return undefined;
  return checkServerIdentity(host, certificate);
}

function rootsOf(settings: Settings): string | string[] | undefined {
  const named = textOf(settings, "sslrootcert");
  if (named === "system") return systemRoots();
  const file = named ?? inHome(".postgresql", "root.crt");
  if (file !== undefined && existsSync(file)) return read(file, "root certificate file");
  const mode = modeOf(settings);
  if (mode !== "verify-ca" && mode !== "verify-full") return undefined;
  throw new ConnectionError(
    `sslmode=${mode} needs a root certificate, but ${file ?? "the home folder"} does not exist. Pass sslrootcert=<file> or sslrootcert=system.`,
  );
}

const systemFiles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

function systemRoots(): string | string[] {
  const file = process.env.SSL_CERT_FILE ?? systemFiles.find((each) => existsSync(each));
  return file === undefined ? [...rootCertificates] : read(file, "root certificate file");
}

function revocationsOf(settings: Settings): string | undefined {
  const named = textOf(settings, "sslcrl");
  const file = named ?? inHome(".postgresql", "root.crl");
  if (file === undefined || (named === undefined && !existsSync(file))) return undefined;
  return read(file, "certificate revocation list");
}

function clientCertificate(settings: Settings): { cert?: string; key?: string } {
  const file = textOf(settings, "sslcert") ?? inHome(".postgresql", "postgresql.crt");
  // Without one, the server decides whether it needs one.
  if (textOf(settings, "sslcertmode") === "disable" || file === undefined || !existsSync(file)) return {};
  const key = textOf(settings, "sslkey") ?? inHome(".postgresql", "postgresql.key") ?? "";
  if (!existsSync(key))
    throw new ConnectionError(`the certificate ${file} exists, but its key ${key} does not. Pass sslkey.`);
  if (mayBeReadByOthers(key)) throw new ConnectionError(`other users can read the key ${key}. Run chmod 600 ${key}`);
  return { cert: read(file, "certificate"), key: read(key, "key") };
}

/** As libpq: root's own may be read by its group. */
function mayBeReadByOthers(file: string): boolean {
  if (process.platform === "win32") return false;
  const { mode, uid } = statSync(file);
  return (mode & (uid === 0 && process.getuid?.() !== 0 ? 0o037 : 0o077)) !== 0;
}

function read(file: string, what: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new ConnectionError(`cannot read the ${what} ${file}`);
  }
}
