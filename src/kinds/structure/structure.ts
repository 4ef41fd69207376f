// The second door of the kinds: a database as pg-structure models it, less what no kind reads.
// Declares only what the kinds need of it, so that none of them imports pg-structure.

import { isOwnCheck, isOwnTrigger } from "../scope.ts";

interface Named {
  readonly name: string;
  readonly comment?: string | undefined;
}

export interface InSchema extends Named {
  readonly oid: number;
  readonly schema: Named;
}

export interface Modified {
  readonly type: { readonly oid: number };
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly arrayDimension: number;
}

export interface StructureColumn extends Named, Modified {
  readonly attributeNumber: number;
  readonly notNull: boolean;
  readonly defaultWithTypeCast: string | null;
  readonly isGenerated: boolean;
}

export interface StructureIndex extends Named {
  readonly oid: number;
  readonly isUnique: boolean;
  readonly partialIndexExpression: string | undefined;
  /** Those of INCLUDE are among them; an expression is text, and may be cut short. */
  readonly columnsAndExpressions: readonly (StructureColumn | string)[];
}

export interface StructureConstraint extends Named {
  readonly isDeferrable: boolean;
  readonly isDeferred: boolean;
}

interface StructureKey extends StructureConstraint {
  readonly index: StructureIndex;
}

export interface StructureForeignKey extends StructureConstraint {
  readonly columns: readonly Named[];
  readonly referencedTable: InSchema;
  readonly referencedColumns: readonly Named[];
  readonly matchType: string;
  readonly onUpdate: string;
  readonly onDelete: string;
}

interface StructureCheck extends StructureConstraint {
  /** The whole definition, as `CHECK ((price > 0)) NOT VALID`. */
  readonly expression: string;
}

interface StructureTrigger extends Named {
  readonly oid: number;
  readonly isEnabled: string;
  readonly function: StructureFunction;
}

export interface StructureFunction extends InSchema {
  /** The whole definition; null for an aggregate. */
  readonly source: string | null;
  readonly language: string;
  readonly estimatedCost: number;
  readonly estimatedRows: number;
  readonly isStrict: boolean;
  readonly parallelSafety: string;
  readonly volatility: string;
  readonly returnType: { readonly oid: number };
  readonly returnsArray: boolean;
  readonly returnsSet: boolean;
  readonly arguments: readonly {
    readonly type: { readonly oid: number };
    readonly isArray: boolean;
    readonly mode: string;
  }[];
}

export interface StructureTable extends InSchema {
  readonly columns: readonly StructureColumn[];
  readonly indexes: readonly StructureIndex[];
  readonly primaryKey: StructureKey | undefined;
  readonly uniqueConstraints: readonly StructureKey[];
  readonly foreignKeys: readonly StructureForeignKey[];
  readonly checkConstraints: readonly StructureCheck[];
  readonly exclusionConstraints: readonly StructureKey[];
  readonly triggers: readonly StructureTrigger[];
}

interface StructureView extends InSchema {
  readonly columns: readonly StructureColumn[];
  readonly triggers: readonly StructureTrigger[];
}

export interface StructureMaterializedView extends InSchema {
  readonly columns: readonly StructureColumn[];
  readonly indexes: readonly StructureIndex[];
}

interface StructureEnum extends InSchema {
  readonly values: readonly string[];
}

export interface StructureDomain extends InSchema, Modified {
  readonly notNull: boolean;
  readonly default: unknown;
  readonly checkConstraints: readonly StructureCheck[];
}

interface StructureComposite extends InSchema {
  readonly columns: readonly StructureColumn[];
}

/** A schema of pg-structure's. */
export interface StructureSchema extends Named {
  readonly oid: number;
  readonly tables: readonly StructureTable[];
  readonly views: readonly StructureView[];
  readonly materializedViews: readonly StructureMaterializedView[];
  readonly sequences: readonly InSchema[];
  readonly normalFunctions: readonly StructureFunction[];
  readonly procedures: readonly StructureFunction[];
  readonly aggregateFunctions: readonly StructureFunction[];
  readonly windowFunctions: readonly StructureFunction[];
  readonly types: readonly InSchema[];
}

// Pg-structure tells the types apart by their class alone.
type Class<T> = abstract new (...args: never[]) => T;
export interface StructureClasses {
  readonly EnumType: Class<StructureEnum>;
  readonly Domain: Class<StructureDomain>;
  readonly CompositeType: Class<StructureComposite>;
  readonly RangeType: Class<InSchema>;
}

/** All that pg-structure read and that a kind could have read, flat. */
export interface Structure {
  readonly schemas: readonly Named[];
  readonly enums: readonly StructureEnum[];
  readonly domains: readonly StructureDomain[];
  readonly composites: readonly StructureComposite[];
  readonly ranges: readonly InSchema[];
  readonly sequences: readonly InSchema[];
  readonly tables: readonly StructureTable[];
  readonly views: readonly StructureView[];
  readonly materializedViews: readonly StructureMaterializedView[];
  readonly functions: readonly { readonly type: string; readonly function: StructureFunction }[];
  readonly triggers: readonly { readonly on: InSchema; readonly trigger: StructureTrigger }[];
  /** Not one that PostgreSQL itself copied from a partitioned or an inherited table. */
  readonly isOwn: (on: { readonly oid: number }, constraint: Named) => boolean;
  /** A type by its oid, as PostgreSQL prints it without a modifier. */
  readonly typeName: (type: { readonly oid: number }, isArray?: boolean) => string;
}

// Pg-structure knows neither of extensions nor of what is a copy: PostgreSQL is asked, in one query for all kinds and
// apart from theirs, so that an object that a kind forgets isn't taken for one that it leaves out.
export const outsideQuery = `
  SELECT classid::regclass::text AS catalog, objid::text AS key FROM pg_depend WHERE deptype = 'e'
  UNION ALL SELECT 'pg_proc', objid::text FROM pg_depend WHERE deptype = 'i' AND classid = 'pg_proc'::regclass
  UNION ALL SELECT 'pg_trigger', t.oid::text FROM pg_trigger t WHERE NOT ${isOwnTrigger("t")}
  UNION ALL SELECT 'pg_constraint', conrelid || ' ' || conname FROM pg_constraint
    WHERE contype = 'f' AND conparentid <> 0 OR contype = 'c' AND NOT ${isOwnCheck("pg_constraint")}`;

export const typeNamesQuery = "SELECT oid::text AS oid, format_type(oid, NULL) AS name FROM pg_type";

type Rows = readonly Readonly<Record<string, unknown>>[];

interface Facts {
  /** The rows of `outsideQuery`. */
  readonly outside: Rows;
  /** The rows of `typeNamesQuery`. */
  readonly typeNames: Rows;
}

export function structureOf(all: readonly StructureSchema[], classes: StructureClasses, facts: Facts): Structure {
  const outside = new Set(facts.outside.map(({ catalog, key }) => `${catalog} ${key}`));
  const typeNames = new Map(facts.typeNames.map(({ oid, name }) => [Number(oid), String(name)]));
  const schemas = all.filter(({ name }) => name !== "information_schema" && !name.startsWith("pg_"));
  const within = <T extends { readonly oid: number }>(catalog: string, objects: readonly T[]) =>
    objects.filter(({ oid }) => !outside.has(`${catalog} ${oid}`));
  const each = <T extends { readonly oid: number }>(catalog: string, of: (schema: StructureSchema) => readonly T[]) =>
    within(catalog, schemas.flatMap(of));
  const typesOf = <T extends InSchema>(type: Class<T>) =>
    each("pg_type", ({ types }) => types.filter((one): one is T & InSchema => one instanceof type));
  const functionsOf = (type: string, of: (schema: StructureSchema) => readonly StructureFunction[]) =>
    each("pg_proc", of).map((one) => ({ type, function: one }));
  const tables = each("pg_class", (schema) => schema.tables);
  const views = each("pg_class", (schema) => schema.views);
  return {
    schemas: within("pg_namespace", schemas),
    enums: typesOf(classes.EnumType),
    domains: typesOf(classes.Domain),
    composites: typesOf(classes.CompositeType),
    ranges: typesOf(classes.RangeType),
    sequences: each("pg_class", (schema) => schema.sequences),
    tables,
    views,
    materializedViews: each("pg_class", (schema) => schema.materializedViews),
    functions: [
      ...functionsOf("FUNCTION", (schema) => schema.normalFunctions),
      ...functionsOf("PROCEDURE", (schema) => schema.procedures),
      ...functionsOf("AGGREGATE", (schema) => schema.aggregateFunctions),
      ...functionsOf("WINDOW", (schema) => schema.windowFunctions),
    ],
    triggers: [...tables, ...views].flatMap((on) =>
      within("pg_trigger", on.triggers).map((trigger) => ({ on, trigger })),
    ),
    isOwn: (on, constraint) => !outside.has(`pg_constraint ${on.oid} ${constraint.name}`),
    typeName: ({ oid }, isArray = false) => `${typeNames.get(oid)}${isArray ? "[]" : ""}`,
  };
}
