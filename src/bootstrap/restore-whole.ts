// Restores a schema-only dump into a database that is no copy of ours, in the transaction that the client is in: all of it or
// nothing. It makes no role and no tablespace, as those are the cluster's.

import { SourceError } from "../errors.ts";
import { reconnects } from "../scripts/psql-connect.ts";
import { splitScript } from "../scripts/psql-script.ts";
import { attempt, runBatches, type ServerError } from "../scripts/run.ts";
import type { Statement } from "../scripts/statement.ts";
import type { OpenDatabase } from "../sources/source.ts";
import { refuseForeign, withoutLiterals } from "./refusals.ts";

type Client = OpenDatabase["client"];

export interface Dump {
  readonly name: string;
  readonly statements: readonly Statement[];
}

/** @throws SourceError where it holds data, or what can't be part of one transaction */
export async function readDump(name: string, text: string): Promise<Dump> {
  // Only the data of COPY end in such a line.
  const data = /^\\\.\r?$/m.exec(text);
  if (data !== null) {
    const line = text.slice(0, data.index).split("\n").length;
    throw new SourceError(`${name}:${line}: The dump contains data. Make it with pg_dump --schema-only.`);
  }
  const statements = splitScript(text, name).filter((statement) => !isTransactionControl(statement, name));
  if (statements.length === 0) throw new SourceError(`${name} contains no statement to restore`);
  await refuseForeign(statements, name);
  return { name, statements };
}

function isTransactionControl({ words, line }: Statement, name: string): boolean {
  const [word = "", second] = words;
  const isPrepared = word === "prepare" && second === "transaction";
  const isLocal = word === "set" && second === "local";
  if (["rollback", "abort", "savepoint", "release"].includes(word) || isPrepared || isLocal) {
    const what = [word, ...(isPrepared || isLocal ? [second] : [])].join(" ").toUpperCase();
    throw new SourceError(`${name}:${line}: ${what} cannot run in a restore, which is one transaction. Remove it.`);
  }
  return ["begin", "start", "commit", "end", reconnects].includes(word);
}

const batchSize = 50;

/** @returns what was left out, in a sentence each. @throws SourceError at the first statement that fails */
export async function restoreWhole(client: Client, { name, statements }: Dump): Promise<string[]> {
  // A function may call what comes later in the dump; pg_dump says the same.
  await client.query("SET LOCAL check_function_bodies = off");
  await client.query("SET LOCAL statement_timeout = 0");
  await client.query("SET LOCAL search_path TO DEFAULT");
  const batches: Statement[][] = [];
  for (let at = 0; at < statements.length; at += batchSize) batches.push(statements.slice(at, at + batchSize));
  const { outcomes } = await runBatches<Statement, string>(batches, {
    together: async (batch) => (await attempt(client, batch.map(({ sql }) => sql).join(";\n"), true)) === undefined,
    alone: async (statement) => {
      const error = await attempt(client, statement.sql, true);
      return error === undefined ? [] : [await toleratedOrThrow(error, statement, name)];
    },
  });
  return [...outcomes];
}

const undefinedObject = "42704";
const duplicateSchema = "42P06";
const noPrivilege = "42501";
const notInTransaction = "25001";
const notThere = new Set(["0A000", "58P01"]);

async function toleratedOrThrow(error: ServerError, statement: Statement, name: string): Promise<string> {
  const { line, words } = statement;
  const where = `${name}:${line}`;
  const [word, second] = words;
  // A later pg_dump sets what this server does not have: nothing depends on it.
  const isUnknownSetting =
    error.code === undefinedObject && error.message.includes("unrecognized configuration parameter");
  if (word === "set" && isUnknownSetting) return `${where}: ${error.message}`;
  // An empty database has this schema already.
  if (error.code === duplicateSchema && error.message.includes('"public"')) return `${where}: ${error.message}`;
  const role = /^role "(.+)" does not exist$/s.exec(error.message)?.[1];
  const advice =
    role !== undefined || (error.code === noPrivilege && ["alter", "grant", "revoke"].includes(word ?? ""))
      ? "Make the dump with pg_dump --no-owner --no-privileges, or create the role first."
      : error.code === notInTransaction
        ? "A restore is one transaction. Remove the statement, or write it without CONCURRENTLY."
        : word === "create" && second === "extension" && notThere.has(error.code ?? "")
          ? "Install the extension on the server first."
          : "Correct the dump.";
  // A statement's text may hold a password, and a report ends in a log.
  const sort = words.slice(0, 2).join(" ").toUpperCase();
  const message = await withoutLiterals(error.message, statement);
  throw new SourceError(`${where}: cannot restore ${sort}: ${message}. ${advice} The database was left empty.`);
}
