// What PostgreSQL answers about one statement.

/** PostgreSQL's own words. */
export interface Refused {
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly detail?: string;
  /** In UTF-16 units of the statement. */
  readonly at?: number;
}

export type Verdict =
  | { readonly is: "accepted" }
  | { readonly is: "refused"; readonly refused: Refused }
  /** It prepares only where the driver gives a parameter a type. */
  | { readonly is: "typed"; readonly refused: Refused; readonly as: string }
  | { readonly is: "unknown"; readonly reason: string };

export const filledIn = (written: string): string => `${written} is filled in at run time`;
