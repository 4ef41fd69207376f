// Digests: by them files of driftcheck's and of migration tools are known to say what they said.

import crypto, { createHash } from "node:crypto";

/** In one step, which is quicker for many short texts; Node.js has it since 20.12. */
const atOnce = (crypto as { readonly hash?: (algorithm: string, content: string | Uint8Array) => string }).hash;

/** SHA-256 in hexadecimal: 64 digits. */
export function sha256(content: string | Uint8Array): string {
  return atOnce?.("sha256", content) ?? createHash("sha256").update(content).digest("hex");
}

/** The same as driftcheck's own files have it: `sha256:…`. */
export function namedDigest(text: string): string {
  return `sha256:${sha256(text)}`;
}
