// Digests: by them files of driftcheck's and of migration tools are known to say what they said.

import { createHash } from "node:crypto";

/** SHA-256 in hexadecimal: 64 digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The same as driftcheck's own files have it: `sha256:…`. */
export function namedDigest(text: string): string {
  return `sha256:${sha256(text)}`;
}
