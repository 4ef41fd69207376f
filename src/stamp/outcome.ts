// What a stamp and its verification answer.

import type { Report } from "../reporters/reporter.ts";
import type { Attestation } from "./attestation.ts";

export interface Stamped {
  /** `alembic at 1a2b in public.alembic_version` */
  readonly what: string;
  /** The attestation that was written, if one was. */
  readonly attestation?: string;
}

export type StampOutcome =
  | ({ readonly kind: "stamped" | "already" } & Stamped)
  | { readonly kind: "drift"; readonly report: Report }
  | { readonly kind: "sql"; readonly sql: string };

export type Answer = "same" | "different" | "not asked";

export interface Verified {
  readonly attestation: Attestation;
  readonly answers: Readonly<Record<"revision" | "schema" | "model" | "rules", Answer>>;
  /** What the version table has, where that is not what was attested. */
  readonly recorded?: readonly string[];
  /** The driftcheck that attested is not this one, whose digests may be others. */
  readonly otherVersion: boolean;
}
