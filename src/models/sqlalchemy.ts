// A project's SQLAlchemy metadata, as the DDL that SQLAlchemy itself emits for PostgreSQL. It never connects to a database.

import { alwaysQuoted } from "../catalog/object-id.ts";
import { SourceError } from "../errors.ts";
import { loadParser } from "../sql/parse.ts";
import type { Emitted, ModelPlace } from "./emitted.ts";
import type { Model } from "./model.ts";
import { askPython } from "./python.ts";
import { extensionsNeeded } from "./sqlalchemy-extensions.ts";
import { parseSqlalchemyLocator, type SqlalchemyRequest } from "./sqlalchemy-locator.ts";
import { type EmittedStatement, lacksOf, withoutSchemas } from "./sqlalchemy-statements.ts";

export const sqlalchemy: Model = {
  name: "sqlalchemy",
  locator: "sqlalchemy:package.module:metadata",
  ddl: async (path, { python }) => {
    const request = parseSqlalchemyLocator(path);
    const what = `reading ${namesOf(request)}`;
    const job = {
      scripts: ["sqlalchemy_unread.py", "model_places.py", "sqlalchemy_places.py", "sqlalchemy_ddl.py"],
      request,
      folder: process.cwd(),
      what,
    };
    return emittedOf(request, (await askPython(python, job)) as Answer);
  },
};

/** As `sqlalchemy_ddl.py` gives it. */
interface Answer {
  readonly version: string;
  readonly tables: number;
  readonly schemas: readonly string[];
  readonly statements: readonly EmittedStatement[];
  readonly leftOut: readonly { readonly what: string; readonly reason: string }[];
  readonly places: readonly ModelPlace[];
}

async function emittedOf(request: SqlalchemyRequest, answer: Answer): Promise<Emitted> {
  const { version, tables, leftOut } = answer;
  const names = namesOf(request);
  if (tables === 0) throw noTables(names, leftOut);
  await loadParser();
  const schemas = [...new Set(answer.schemas)].filter((schema) => schema !== "public");
  const statements = withoutSchemas(answer.statements, schemas);
  const text = [
    ...schemas.map((schema) => `CREATE SCHEMA ${alwaysQuoted(schema)}`),
    ...extensionsNeeded(statements.map(({ sql }) => sql)).map(
      (name) => `CREATE EXTENSION IF NOT EXISTS ${alwaysQuoted(name)} CASCADE`,
    ),
    ...statements.map(({ sql }) => sql),
  ];
  return {
    scripts: [{ name: `sqlalchemy:${names}`, text: text.map((statement) => `${ended(statement)}\n`).join("\n") }],
    found: `${tables} ${tables === 1 ? "table" : "tables"} in the metadata of ${names} (SQLAlchemy ${version})`,
    lacks: lacksOf(statements, version),
    places: answer.places,
    ...(leftOut.length > 0 && { leftOut }),
  };
}

/** A statement of the project's own may have its semicolon, or end in a comment. */
const ended = (statement: string) => (statement.trimEnd().endsWith(";") ? statement : `${statement}\n;`);

function namesOf({ modules, targets }: SqlalchemyRequest): string {
  return [...targets.map(({ text }) => text), ...modules].join(",");
}

function noTables(names: string, leftOut: Answer["leftOut"]): SourceError {
  const [unread] = leftOut;
  const seen = unread === undefined ? "" : ` (${unread.what}: ${unread.reason})`;
  return new SourceError(
    `${names} has no table${seen}. SQLAlchemy knows a model only after its module is imported. Name the modules too, as in sqlalchemy:${names},app.models`,
  );
}
