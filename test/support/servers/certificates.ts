// A private certificate authority and what it signed, made by openssl for one test file. Undefined, loudly, where there is no openssl.

import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

export interface Certificates {
  /** `ca.crt`, `other.crt` (of nobody's), `server.crt` for localhost and 127.0.0.1, `client.crt` for the role certuser, `revoked.crl`. */
  readonly at: (name: string) => string;
}

const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];

/** Made while tests are collected, as a server needs them at its start; gone after the last test of the file. */
export function useCertificates(): Certificates | undefined {
  const folder = mkdtempSync(join(tmpdir(), "driftcheck-certificates-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const authority = (name: string) =>
    openssl(
      "req",
      "-x509",
      ...key,
      "-nodes",
      "-days",
      "2",
      "-subj",
      `/CN=${name}`,
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.crt`,
    );
  const sign = (name: string, subject: string, extensions: string, password?: string) => {
    writeFileSync(join(folder, "extensions"), extensions);
    const secret = password === undefined ? ["-nodes"] : ["-passout", `pass:${password}`];
    openssl(
      "req",
      "-new",
      ...key,
      ...secret,
      "-subj",
      `/CN=${subject}`,
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.csr`,
    );
    const by = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "extensions"];
    openssl("x509", "-req", "-in", `${name}.csr`, ...by, "-out", `${name}.crt`);
  };
  try {
    authority("ca");
    authority("other");
    sign("server", "elsewhere.test", "subjectAltName=DNS:localhost,IP:127.0.0.1");
    sign("client", "certuser", "basicConstraints=CA:FALSE");
    sign("locked", "certuser", "basicConstraints=CA:FALSE", "open sesame");
    revoke(folder, openssl);
  } catch (error) {
    process.stderr.write(
      `\n!! SKIPPED, no certificates: ${error instanceof Error ? error.message.split("\n")[0] : error}\n\n`,
    );
    return undefined;
  }
  chmodSync(folder, 0o755);
  forServer(join(folder, "server.key"));
  return { at: (name) => join(folder, name) };
}

function revoke(folder: string, openssl: (...args: string[]) => void): void {
  writeFileSync(join(folder, "index.txt"), "");
  writeFileSync(
    join(folder, "ca.cnf"),
    "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=2\n",
  );
  const by = ["-config", "ca.cnf", "-cert", "ca.crt", "-keyfile", "ca.key"];
  openssl("ca", ...by, "-gencrl", "-out", "empty.crl");
  openssl("ca", ...by, "-revoke", "server.crt");
  openssl("ca", ...by, "-gencrl", "-out", "revoked.crl");
}

/** A server that runs as `nobody` reads root's key as one of its group. */
function forServer(file: string): void {
  if (process.getuid?.() !== 0) return;
  chownSync(file, 0, 65_534);
  chmodSync(file, 0o640);
}
