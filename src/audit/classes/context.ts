// Classes that no statement shows by itself: they come of where it stands, and of who fills it in.

/** What a migration refers to was there when it ran, and may be gone from the schema of today. */
export const olderSchema = {
  name: "older-schema",
  severity: "advisory",
  summary: "migrations that do not fit the schema of today",
} as const;

/** Tests make tables of their own, and hold SQL that nobody runs. */
export const inTest = {
  name: "in-test",
  severity: "advisory",
  summary: "statements of tests that do not fit the schema",
} as const;

/** PostgreSQL needs the type of a parameter, which some drivers give and others do not. */
export const untypedParameter = {
  name: "untyped-parameter",
  severity: "advisory",
  summary: "parameters whose type only some drivers give",
} as const;

export const contextClasses = [olderSchema, inTest, untypedParameter];
