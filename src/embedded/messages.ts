// What the program and the thread in which its embedded PostgreSQL runs tell each other: the frontend/backend protocol in bytes.

import type { EmbeddedOptions, Program } from "./database.ts";

export interface Start {
  readonly options: EmbeddedOptions;
  /** PGlite's program, compiled once for all threads of this process. */
  readonly program: Program;
  /** How many messages of what was sent last were begun; written by the thread, readable while it works. */
  readonly begun: Int32Array;
}

export type ToThread =
  /** To start a database. The one before was closed. */
  | { readonly start: Start }
  /** One or more whole messages of a client, to be answered together. */
  | { readonly bytes: Uint8Array }
  /** To write everything down, as a server that is stopped does. */
  | { readonly close: true };

export type FromThread =
  | { readonly started: true }
  | { readonly failed: string }
  | { readonly bytes: Uint8Array; readonly isAll: boolean }
  | { readonly crashed: string }
  | { readonly closed: true };
