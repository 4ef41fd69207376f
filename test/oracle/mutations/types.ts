// Types that users create.

import { commented, dropped, moved, mutationsOf, renamed } from "./mutation.ts";

const anyType = [
  "integer",
  "text",
  "numeric(8, 2)",
  "timestamptz(3)",
  "varchar(20)",
  "jsonb",
  "app.mood",
  "integer[]",
  "interval day to second(2)",
];

export const typeMutations = [
  ...mutationsOf("enum", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName }) => `CREATE TYPE ${it}.${newName()} AS ENUM ('a', 'It''s', 'größe')`,
    },
    { name: "create empty", on: "schema", sql: ({ it }, { newName }) => `CREATE TYPE ${it}.${newName()} AS ENUM ()` },
    {
      name: "add label",
      on: "enum",
      sql: ({ it }, { newName }) => `ALTER TYPE ${it} ADD VALUE '${newName().replaceAll("'", "''")}'`,
    },
    {
      name: "add label between",
      on: "enum label",
      sql: ({ it, label }, { newName, oneOf }) =>
        `ALTER TYPE ${it} ADD VALUE '${newName().replaceAll("'", "''")}' ${oneOf(["BEFORE", "AFTER"])} ${label}`,
    },
    {
      name: "rename label",
      on: "enum label",
      sql: ({ it, label }, { newName }) =>
        `ALTER TYPE ${it} RENAME VALUE ${label} TO '${newName().replaceAll("'", "''")}'`,
    },
    renamed("TYPE", "enum"),
    moved("TYPE", "enum"),
    commented("TYPE", "enum"),
    dropped("TYPE", "enum"),
  ]),
  ...mutationsOf("domain", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) => `CREATE DOMAIN ${it}.${newName()} AS ${oneOf(anyType)}`,
    },
    {
      name: "default",
      on: "domain",
      sql: ({ it }, { oneOf }) => `ALTER DOMAIN ${it} SET DEFAULT ${oneOf(["'1'", "'2'", "NULL"])}`,
    },
    { name: "no default", on: "domain", sql: ({ it }) => `ALTER DOMAIN ${it} DROP DEFAULT` },
    {
      name: "not null",
      on: "domain",
      sql: ({ it }, { oneOf }) => `ALTER DOMAIN ${it} ${oneOf(["SET", "DROP"])} NOT NULL`,
    },
    {
      name: "add check",
      on: "domain",
      sql: ({ it }, { newName, oneOf }) =>
        `ALTER DOMAIN ${it} ADD CONSTRAINT ${newName()} CHECK (VALUE::text <> '${oneOf(["x", "y"])}') ${oneOf(["", "NOT VALID"])}`,
    },
    {
      name: "validate",
      on: "domain constraint",
      sql: ({ domain, it }) => `ALTER DOMAIN ${domain} VALIDATE CONSTRAINT ${it}`,
    },
    {
      name: "drop check",
      on: "domain constraint",
      sql: ({ domain, it }) => `ALTER DOMAIN ${domain} DROP CONSTRAINT ${it}`,
    },
    {
      name: "rename check",
      on: "domain constraint",
      sql: ({ domain, it }, { newName }) => `ALTER DOMAIN ${domain} RENAME CONSTRAINT ${it} TO ${newName()}`,
    },
    {
      name: "comment on check",
      on: "domain constraint",
      sql: ({ domain, it }, { newName }) => `COMMENT ON CONSTRAINT ${it} ON DOMAIN ${domain} IS $$${newName()}$$`,
    },
    {
      name: "name of not null",
      on: "domain",
      since: 17,
      sql: ({ it }, { newName }) => `ALTER DOMAIN ${it} ADD CONSTRAINT ${newName()} NOT NULL`,
    },
    renamed("DOMAIN", "domain"),
    moved("DOMAIN", "domain"),
    commented("DOMAIN", "domain"),
    dropped("DOMAIN", "domain"),
  ]),
  ...mutationsOf("composite type", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE TYPE ${it}.${newName()} AS (${newName()} ${oneOf(anyType)}, b text COLLATE "C")`,
    },
    {
      name: "add attribute",
      on: "composite",
      sql: ({ it }, { newName, oneOf }) => `ALTER TYPE ${it} ADD ATTRIBUTE ${newName()} ${oneOf(anyType)} CASCADE`,
    },
    {
      name: "drop attribute",
      on: "attribute",
      sql: ({ type, it }) => `ALTER TYPE ${type} DROP ATTRIBUTE ${it} CASCADE`,
    },
    {
      name: "attribute's type",
      on: "attribute",
      sql: ({ type, it }, { oneOf }) => `ALTER TYPE ${type} ALTER ATTRIBUTE ${it} TYPE ${oneOf(anyType)}`,
    },
    {
      name: "attribute's collation",
      on: "attribute",
      sql: ({ type, it }, { oneOf }) =>
        `ALTER TYPE ${type} ALTER ATTRIBUTE ${it} TYPE text COLLATE ${oneOf(['"POSIX"', "app.plain", '"default"'])}`,
    },
    {
      name: "rename attribute",
      on: "attribute",
      sql: ({ type, it }, { newName }) => `ALTER TYPE ${type} RENAME ATTRIBUTE ${it} TO ${newName()} CASCADE`,
    },
    {
      name: "comment on attribute",
      on: "attribute",
      sql: ({ type, it }, { newName }) => `COMMENT ON COLUMN ${type}.${it} IS $$${newName()}$$`,
    },
    renamed("TYPE", "composite"),
    commented("TYPE", "composite"),
    dropped("TYPE", "composite"),
  ]),
  ...mutationsOf("range", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE TYPE ${it}.${newName()} AS RANGE (SUBTYPE = ${oneOf(["text", "app.mood", "inet"])})`,
    },
    {
      name: "collation",
      on: "schema",
      sql: ({ it }, { newName }) => `CREATE TYPE ${it}.${newName()} AS RANGE (SUBTYPE = text, COLLATION = "POSIX")`,
    },
    {
      name: "operator class and multirange",
      on: "schema",
      sql: ({ it }, { newName }) =>
        `CREATE TYPE ${it}.${newName()} AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops, MULTIRANGE_TYPE_NAME = ${it}.${newName()})`,
    },
    renamed("TYPE", "range"),
    moved("TYPE", "range"),
    commented("TYPE", "range"),
    dropped("TYPE", "range"),
  ]),
  ...mutationsOf("base type", [
    { name: "create a shell", on: "schema", sql: ({ it }, { newName }) => `CREATE TYPE ${it}.${newName()}` },
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) => {
        const [type, input, output] = [newName(), newName(), newName()].map((name) => `${it}.${name}`);
        return `CREATE TYPE ${type};
          CREATE FUNCTION ${input}(cstring) RETURNS ${type} LANGUAGE internal IMMUTABLE STRICT AS 'textin';
          CREATE FUNCTION ${output}(${type}) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
          CREATE TYPE ${type} (INPUT = ${input}, OUTPUT = ${output}, ${oneOf(["LIKE = text", "STORAGE = extended, CATEGORY = 'S', DELIMITER = ';'", "DEFAULT = 'x', COLLATABLE = true, ALIGNMENT = double"])})`;
      },
    },
    {
      name: "storage",
      on: "base type",
      sql: ({ it }, { oneOf }) => `ALTER TYPE ${it} SET (STORAGE = ${oneOf(["external", "extended", "main"])})`,
    },
    {
      name: "receive",
      on: "base type",
      sql: ({ it }, { oneOf }) => `ALTER TYPE ${it} SET (ANALYZE = ${oneOf(["ts_typanalyze", "NONE"])})`,
    },
    renamed("TYPE", "base type"),
    moved("TYPE", "base type"),
    commented("TYPE", "base type"),
    dropped("TYPE", "base type", "CASCADE"),
  ]),
];
