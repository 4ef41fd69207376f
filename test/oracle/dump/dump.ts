// Finds a pg_dump that can read a server: WebAssembly first, as any machine with Node and a registry can have it. A server of
// Debian's packages has its own: only that knows what this release writes for itself.

import { debianBin } from "../../support/servers/debian.ts";
import type { Major } from "../../support/servers/install.ts";
import { installPgDump } from "./install.ts";
import { nativeDumper } from "./native.ts";
import { wasmDumper } from "./wasm.ts";

export interface Dumper {
  readonly name: string;
  /** The text of a dump of this database, without what differs from dump to dump. */
  dump(url: string, args: readonly string[]): Promise<string>;
  /** Lets go of the database that was dumped last, so that it can be dropped. */
  disconnect(): Promise<void>;
  close(): Promise<void>;
}

/** The dumper, or why there is none. */
export async function findDumper(major: Major): Promise<Dumper | { readonly reason: string }> {
  const asked = process.env.PG_DUMP;
  if (asked) return nativeDumper(asked);
  const own = debianBin(major) === undefined ? undefined : await nativeOf(major);
  if (own !== undefined) return own;
  const installed = await installPgDump();
  if ("module" in installed) return wasmDumper(installed.module);
  return (await nativeOf(major)) ?? { reason: `no pg_dump of ${major} or later here, and ${installed.reason}` };
}

async function nativeOf(major: Major): Promise<Dumper | undefined> {
  const { findPgDump } = await import("../../support/servers/pg-dump.ts");
  const program = await findPgDump(major);
  return program === undefined ? undefined : nativeDumper(program);
}
