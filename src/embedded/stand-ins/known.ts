// What is known of an extension that PGlite does not have: the names and signatures that schemas use. Facts, and no code of it.

import type { Modifiers } from "./typmods.ts";

export interface KnownExtension {
  readonly name: string;
  /** The schema that its control file names: there and nowhere else are its objects. */
  readonly schema?: string;
  readonly requires?: readonly string[];
  /** Schemas that it makes. */
  readonly schemas?: readonly string[];
  /** Base types. `integer` is one number as modifier, as vector(3) has; otherwise what the type prints for what is given. */
  readonly types?: Readonly<Record<string, "plain" | "integer" | Modifiers>>;
  /** DDL of what else it has besides base types: composites, domains, views. Its functions return nothing. */
  readonly relations?: readonly string[];
  /** A line for each signature, `(geometry, float8?) float8: st_area st_length`; a question mark means a default. */
  readonly functions?: string;
  /** A line for each pair of operands, `geometry geometry boolean: && @ ~`. */
  readonly operators?: string;
  /** `geometry text implicit`, and `modified` where the function is told the type's modifier. */
  readonly casts?: readonly string[];
  /** Index access methods. */
  readonly methods?: readonly string[];
  /** `gist geometry gist_geometry_ops_2d default: && @ ~` */
  readonly operatorClasses?: readonly string[];
  /** How the names of its functions begin, where another version may have others than these. */
  readonly prefixes?: readonly string[];
  /** Its functions are all there: what is missing is not its own. */
  readonly isWhole?: true;
}
