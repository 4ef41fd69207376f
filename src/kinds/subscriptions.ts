// Subscriptions of logical replication. The password in a connection string never leaves the server.

import { objectId } from "../catalog/object-id.ts";
import { notRead } from "./foreign-options.ts";
import { attributes, type Kind, type Target } from "./kind.ts";
import { owner, ownerColumn, ownerOf } from "./privileges.ts";
import { flag, list, optionalText, text } from "./row.ts";
import { joinComment } from "./scope.ts";
import { field } from "./statements.ts";

const secretWords = "pass|secret|token|key|%";

// libpq reads `name = value`, the value in quotes or not, with backslashes, and after a quoted one needs no space; or a URI,
// where the password stands before the @ or in a parameter, whose name may be percent-encoded.
const pair =
  "([^=[:space:]]+)[[:space:]]*=[[:space:]]*(''(?:[^''\\\\]|\\\\.)*''|(?:[^''[:space:]\\\\]|\\\\.)(?:[^[:space:]\\\\]|\\\\.)*|)";
const inUri = `[?&][^=&]*(?:${secretWords})[^=&]*=)[^&]*`;
const beforeHost = "^(postgres(?:ql)?://[^:@/]*):[^@/]*@";

const replaced = (text: string, pattern: string, by: string) => `regexp_replace(${text}, '${pattern}', '${by}', 'gi')`;

/** Pair by pair, each as it begins: a secret's name may as well be a part of another's value. What is no pairs is all hidden. */
const withoutSecretPairs = (connection: string) => `CASE
      WHEN regexp_replace(${connection}, '${pair}', '', 'g') !~ '^[[:space:]]*$' THEN '${notRead}'
      ELSE (SELECT string_agg(p.it[1] || '=' || CASE WHEN p.it[1] ~* '${secretWords}' THEN '${notRead}' ELSE p.it[2] END, ' ' ORDER BY p.at)
        FROM regexp_matches(${connection}, '${pair}', 'g') WITH ORDINALITY AS p (it, at)) END`;

/** This connection string with each of its secrets replaced. */
export function withoutSecrets(connection: string): string {
  const uri = replaced(replaced(connection, beforeHost, `\\1:${notRead}@`), `(${inUri}`, `\\1${notRead}`);
  return `CASE WHEN ${connection} ~* '^postgres(ql)?://' THEN ${uri} ELSE ${withoutSecretPairs(connection)} END`;
}

/** A condition: those of this database, of the whole cluster's. */
export const isOfThisDatabase = (alias: string) =>
  `${alias}.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())`;

// What CREATE SUBSCRIPTION chooses by itself is nothing: `off` before PostgreSQL 18, `parallel` since.
const streaming = ({ major }: Target) => {
  if (major >= 18) return "CASE s.substream WHEN 't' THEN 'on' WHEN 'f' THEN 'off' END";
  if (major >= 16) return "CASE s.substream WHEN 't' THEN 'on' WHEN 'p' THEN 'parallel' END";
  return "CASE WHEN s.substream THEN 'on' END";
};

/** What servers before this major don't know: there, it is as later ones have it by default. */
const since = ({ major }: Target, first: number, column: string) => (major >= first ? column : "NULL");

export const subscriptions: Kind = {
  name: "subscription",
  summary: "A subscription of logical replication.",
  beyondModels: true,
  madeBy: ["CreateSubscriptionStmt"],
  standalone: { path: field("subname"), alter: "AlterSubscriptionStmt", objectType: "OBJECT_SUBSCRIPTION" },
  global: true,
  heldIn: "pg_subscription",
  attributes: {
    connection: { summary: `the connection string; passwords in it are \`${notRead}\`` },
    publications: { is: "list", summary: "the publications that it subscribes to" },
    enabled: { is: "flag", summary: "it is enabled" },
    binary: { is: "flag", summary: "data is sent in binary" },
    streaming: { summary: "`on`, `parallel` or `off`, if not the server's default" },
    twoPhase: { is: "flag", summary: "prepared transactions are sent when they are prepared" },
    disableOnError: { is: "flag", summary: "an error disables it" },
    slotName: { summary: "the replication slot, or `NONE`" },
    synchronousCommit: { summary: "`synchronous_commit` of the process that applies its changes" },
    passwordNotRequired: { is: "flag", summary: "it may connect without a password" },
    runAsOwner: { is: "flag", summary: "changes are applied as its owner" },
    origin: { summary: "`none` if only changes made on the publisher itself are sent" },
    failover: { is: "flag", summary: "its slot is synchronized to standbys" },
    owner,
    comment: { summary: "`COMMENT ON SUBSCRIPTION`" },
  },
  query: (target) => `
    SELECT s.subname AS name, ${target.readsConnections ? withoutSecrets("s.subconninfo") : "NULL"} AS connection,
      s.subpublications AS publications, s.subenabled AS enabled, s.subbinary AS binary, ${streaming(target)} AS streaming,
      ${since(target, 15, "s.subtwophasestate <> 'd'")} AS two_phase, ${since(target, 15, "s.subdisableonerr")} AS disable_on_error,
      coalesce(s.subslotname::text, 'NONE') AS slot_name, s.subsynccommit AS synchronous_commit,
      ${since(target, 16, "NOT s.subpasswordrequired")} AS password_not_required,
      ${since(target, 16, "s.subrunasowner")} AS run_as_owner, ${since(target, 16, "NULLIF(s.suborigin, 'any')")} AS origin,
      ${since(target, 17, "s.subfailover")} AS failover,
      ${ownerColumn(target, "s.subowner")}, d.description AS comment
    FROM pg_subscription s ${joinComment("pg_subscription", "s.oid")}
    WHERE ${isOfThisDatabase("s")}`,
  read: (row) => ({
    id: objectId("subscription", [text(row, "name")]),
    kind: "subscription",
    attributes: attributes({
      connection: optionalText(row, "connection"),
      // A set, in whatever order it was written.
      publications: list(row, "publications").toSorted(),
      enabled: flag(row, "enabled"),
      binary: flag(row, "binary"),
      streaming: optionalText(row, "streaming"),
      twoPhase: flag(row, "two_phase"),
      disableOnError: flag(row, "disable_on_error"),
      slotName: text(row, "slot_name"),
      synchronousCommit: text(row, "synchronous_commit"),
      passwordNotRequired: flag(row, "password_not_required"),
      runAsOwner: flag(row, "run_as_owner"),
      origin: optionalText(row, "origin"),
      failover: flag(row, "failover"),
      ...ownerOf(row),
      comment: optionalText(row, "comment"),
    }),
  }),
};
