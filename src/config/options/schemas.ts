// What is compared with what, and how each side is read.

import { comparing, type Options } from "./option.ts";

export const schemas = {
  declared: {
    form: "locator",
    value: "<locator>",
    help: "schema you expect: a .sql file or folder, a snapshot, a postgres:// URL, or a model such as sqlalchemy:app.models:Base or alembic:alembic.ini",
    commands: [...comparing, "prove", "init"],
    differs: { init: { help: "schema you expect, if it is not the one that init finds" } },
    inFile: "schema.sql",
  },
  live: {
    form: "locator",
    value: "<locator>",
    help: "database to check: a postgres:// URL, or anything that --declared accepts",
    default: "$DATABASE_URL, then the PG* variables",
    commands: ["check", "explain", "baseline", "stamp", "rules", "rules suggest", "plan", "prove", "init"],
    differs: {
      init: { help: "database to check, if it is not the one that init finds; a password is not written down" },
      prove: {
        help: "schema to mutate: a .sql file or folder; a live server's and a snapshot's is copied into the embedded PostgreSQL",
      },
    },
    inFile: "{ env: STAGING_URL }",
  },
  from: {
    form: "locator",
    value: "<locator>",
    help: "schema to write down: a postgres:// URL, a .sql file or folder, or a model",
    commands: ["snapshot"],
    required: ["snapshot"],
  },
  dump: {
    form: "file",
    value: "<file>",
    help: "file that pg_dump --schema-only wrote",
    commands: ["bootstrap"],
    required: ["bootstrap"],
  },
  into: {
    form: "locator",
    value: "<locator>",
    help: "empty database to fill: a postgres:// URL, or pglite:folder to create one in a new folder",
    commands: ["bootstrap"],
    required: ["bootstrap"],
    mistakenFor: ["live"],
  },
  env: {
    form: "text",
    value: "<name>",
    help: "use this environment of driftcheck.yaml; the command line overrides it, and --no-strict etc. switch an option off",
    default: "the file's own default, if --declared is missing",
    commands: [...comparing, "prove"],
  },
  config: {
    form: "file",
    value: "<file>",
    help: "read environments from this file",
    default: "./driftcheck.yaml",
    commands: [...comparing, "prove"],
  },
  "map-schema": {
    form: "mapping",
    value: "<live=declared>",
    help: "compare a live schema with a declared schema of another name",
    commands: [...comparing, "prove"],
    inFile: "{ app: public }",
  },
  scope: {
    form: "scope",
    help: "compare only these schemas and tables, and count the rest; globs over the declared names, `!` first excludes",
    default: "everything",
    commands: comparing,
    inFile: "{ schemas: [public], tables: ['!public.legacy_*'] }",
  },
  python: {
    form: "program",
    value: "<path>",
    help: "Python that runs the models",
    default: "the project's virtual environment, then python3",
    commands: [...comparing, "snapshot", "ddl", "init"],
    inFile: ".venv/bin/python",
  },
  "allow-empty": {
    form: "flag",
    help: "accept a side with no objects",
    commands: [...comparing, "ddl"],
    differs: { ddl: { help: "accept a schema with no objects" } },
    inFile: "true",
  },
  "allow-incomplete": {
    form: "flag",
    help: "exit with 0 though some objects could not be written; they are still listed",
    commands: ["ddl"],
  },
} as const satisfies Options;
