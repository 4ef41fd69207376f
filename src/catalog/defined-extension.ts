// An extension as a server that has it defines it: the names and signatures of what it owns, and no code of it. Pure data.
// Types are written as SQL: what is in the extension's own schema (`home`) by its name alone, all else with its schema.

export interface DefinedExtension {
  readonly name: string;
  readonly version: string;
  /** What this server installs where no version is asked for. */
  readonly defaultVersion: string | null;
  /** The schema that its control file names. */
  readonly schema: string | null;
  readonly relocatable: boolean;
  readonly requires: readonly string[];
  /** The control file's. */
  readonly comment: string | null;
  /** Schemas that it owns. */
  readonly schemas: readonly string[];
  readonly types: readonly DefinedType[];
  readonly relations: readonly DefinedRelation[];
  readonly routines: readonly DefinedRoutine[];
  readonly operators: readonly DefinedOperator[];
  readonly casts: readonly DefinedCast[];
  readonly methods: readonly { readonly name: string; readonly isOfTables: boolean }[];
  readonly operatorClasses: readonly DefinedOperatorClass[];
}

/** Null where it is in the extension's own schema. */
export interface Placed {
  readonly schema: string | null;
  readonly name: string;
}

interface Part {
  readonly name: string;
  readonly type: string;
}

export interface DefinedType extends Placed {
  /** As pg_type has it: base, composite, domain, enum. */
  readonly sort: "b" | "c" | "d" | "e";
  readonly hasModifiers: boolean;
  readonly category: string;
  readonly isPreferred: boolean;
  readonly delimiter: string;
  /** A composite's columns. */
  readonly parts: readonly Part[] | null;
  /** What a domain is of. */
  readonly base: string | null;
  readonly labels: readonly string[] | null;
}

export interface DefinedRelation extends Placed {
  /** As pg_class has it. */
  readonly sort: string;
  readonly parts: readonly Part[] | null;
  /** Columns of its keys, as foreign keys may refer to. */
  readonly keys: readonly (readonly string[])[] | null;
}

export interface DefinedRoutine extends Placed {
  readonly kind: "function" | "aggregate" | "window" | "procedure";
  /** Between the parentheses. */
  readonly arguments: string;
  readonly result: string | null;
}

export interface DefinedOperator extends Placed {
  readonly left: string | null;
  readonly right: string;
  readonly result: string;
}

export interface DefinedCast {
  readonly source: string;
  readonly target: string;
  readonly context: "explicit" | "assignment" | "implicit";
  readonly method: "function" | "inout" | "binary";
  /** Its function is told the type's modifier: it is printed once, as `x::halfvec(3)`. */
  readonly isModified: boolean;
}

export interface DefinedOperatorClass extends Placed {
  readonly method: string;
  readonly type: string;
  readonly isDefault: boolean;
  /** Of its own type on both sides, each after its strategy number. */
  readonly operators: readonly string[] | null;
}
