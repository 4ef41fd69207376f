// Where SQL goes: what is known of a library's calls, as data.

import type { ParameterStyle } from "../languages/language.ts";

export interface Sink {
  /** The last word of the call, as its library spells it. `@Select` is an annotation, `=CommandText` a property that is set. */
  readonly call: string;
  /**
   * One of these, in the last word of what it is called on, tells that it is this library's. `""` is a call on nothing.
   * Undefined where the call's name alone tells.
   */
  readonly on?: readonly string[];
  /** One of these texts is in the file where this library is used. */
  readonly with?: readonly string[];
  /** Which argument is the SQL, from 0, or by one of these names. By default 0, `sql`, `query`, `statement` and `text`. */
  readonly argument?: number;
  readonly names?: readonly string[];
  /** A list there holds statements, or a statement with its values. */
  readonly list?: "statements" | "with values";
  /** The argument with the values: its number, or all that follow. By default the one after the SQL. */
  readonly values?: number | "rest";
  /** The call gives SQL to another that runs it: `text("…")`. */
  readonly wraps?: true;
  /** Of the library, where its language has more. */
  readonly parameters?: readonly ParameterStyle[];
  /** Only where the call says so: `nativeQuery = true`. */
  readonly where?: { readonly field: string; readonly value: string };
}

export interface Library {
  readonly name: string;
  /** Its documentation of these calls. */
  readonly source: string;
  readonly sinks: readonly Sink[];
}
