// A text that was found where SQL may be.

import type { Code, Field } from "../code.ts";
import type { ParameterStyle } from "../languages/language.ts";
import type { Piece } from "./value.ts";

export interface Found {
  readonly pieces: readonly Piece[];
  /** Of the whole expression: the call, or what a variable is set to. */
  readonly at: Code;
  /** The call as the source names it. */
  readonly sink?: string;
  readonly sure: boolean;
  /** Nothing of its text is known. */
  readonly isUnseen?: true;
  /** What a variable, a key or a call is named that it goes to. */
  readonly goesTo?: string;
  readonly parameters?: readonly ParameterStyle[];
  /** What the driver puts in for parameters: by their order, and by their names. */
  readonly values: readonly Code[];
  readonly fields: readonly Field[];
}
