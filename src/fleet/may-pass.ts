// Which failures pass by themselves: the same again, in a moment, is likely to succeed.

import { codeOf } from "../error-code.ts";
import { isTransient } from "../sources/connection/transient.ts";

/** What a server or the network says so, besides what DDL beside a read makes it say. */
const passing = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "EAI_AGAIN"],
  "53300", // too many connections
  "57P01", // an administrator ended the session
  "57P02", // the server crashed
  "57P03", // the server is starting up
  ...["08000", "08003", "08006"], // the connection was lost
]);

/** As pg says that the server hung up, which has no code. */
const hungUp = "Connection terminated unexpectedly";

/** Whether the error, or what caused it, may pass. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return isTransient(error) || passing.has(codeOf(error)) || error.message === hungUp || mayPass(error.cause);
}
