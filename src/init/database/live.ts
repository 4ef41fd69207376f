// How driftcheck.yaml says which database is live. No password is ever part of it.

import { redact } from "../../redact.ts";
import { type ComposeDatabase, composeDatabase } from "./compose.ts";
import { type UrlVariable, urlVariable, usual } from "./variables.ts";

export interface Live {
  /** As YAML has it. */
  readonly written: string;
  /** Why it is that, for a comment and for whoever ran init. */
  readonly why: string;
  /** What must be done before it leads anywhere, as a sentence. */
  readonly toDo?: string;
  /** The variable that it reads, and the file that may set it. */
  readonly variable?: string;
  readonly file?: string;
  /** The locator itself, where it is known now. */
  readonly locator?: string;
}

/** @param given what --live says */
export async function liveOf(root: string, given: string | undefined): Promise<Live> {
  const compose = await composeDatabase(root);
  if (given !== undefined) return ofOption(given);
  const variable = await urlVariable(root);
  if (variable !== undefined) return ofVariable(variable, compose);
  if (compose?.port !== undefined) {
    const url = urlOf(compose);
    const why = `service ${compose.service} of ${compose.file}`;
    return {
      written: url,
      why,
      locator: url,
      toDo: "Set PGPASSWORD, or add the password to ~/.pgpass, if the server asks for one.",
    };
  }
  const toDo = `Set ${usual}: export ${usual}=postgres://user:password@host:5432/database`;
  return { written: `{ env: ${usual} }`, why: "the variable's name, never its value", toDo, variable: usual };
}

function ofOption(given: string): Live {
  if (redact(given) === given) return { written: JSON.stringify(given), why: "given by --live", locator: given };
  const toDo = `Set ${usual} to the URL. It has a password, so it was not written down.`;
  return { written: `{ env: ${usual} }`, why: "--live has a password", toDo, variable: usual, locator: given };
}

function ofVariable({ variable, listedIn, file, isSet }: UrlVariable, compose: ComposeDatabase | undefined): Live {
  const written = file === undefined ? `{ env: ${variable} }` : `{ env: ${variable}, file: ${file} }`;
  const why = listedIn === undefined ? "set in the environment" : `listed in ${listedIn}`;
  const known = { written, why, variable, ...(file !== undefined && { file }) };
  if (isSet) return known;
  const example = compose?.port === undefined ? "postgres://user:password@host:5432/database" : urlOf(compose);
  const how = `Set ${variable} in ${file ?? "the environment"} or export it, as in export ${variable}=${example}`;
  return { ...known, toDo: how };
}

const urlOf = ({ user, port, database }: ComposeDatabase) =>
  `postgres://${encodeURIComponent(user)}@localhost:${port}/${encodeURIComponent(database)}`;
