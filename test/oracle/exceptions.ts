// Where the two readers differ on purpose. What pg_dump can't say, a check must report all the same.

import type { Drift } from "../../src/catalog/drift.ts";
import { kindOf } from "../../src/catalog/object-id.ts";
import type { Entry } from "./dump/entries.ts";

interface Unseen {
  readonly kind: string;
  /** Of an object that is missing or unexpected, there is none. */
  readonly attribute?: string;
  readonly id?: string;
  /** One of the two values. */
  readonly value?: RegExp;
  readonly reason: string;
}

const ofSmallerType = /^-?(?:32767|32768|2147483647|2147483648)$/;
const identity = "a dump names no type of an identity's sequence, and no bound that is that type's own";

const unseenByDump: readonly Unseen[] = [
  { kind: "extension", attribute: "version", reason: "a dump installs whatever version the server has" },
  { kind: "index", attribute: "invalid", reason: "restoring a dump builds every index" },
  { kind: "index", attribute: "notReady", reason: "restoring a dump builds every index" },
  {
    kind: "constraint",
    attribute: "disabled",
    reason: "a dump switches off triggers that users created, not foreign keys",
  },
  { kind: "sequence", attribute: "max", value: ofSmallerType, reason: identity },
  { kind: "sequence", attribute: "min", value: ofSmallerType, reason: identity },
  { kind: "schema", id: "schema:public", reason: "every new database has it, so that no dump creates or drops it" },
];

export function isUnseenByDump({ id, attribute, declared, live }: Drift): boolean {
  return unseenByDump.some(
    (it) =>
      it.kind === kindOf(id) &&
      it.attribute === attribute &&
      (it.id ?? id) === id &&
      (it.value === undefined || it.value.test(String(declared)) || it.value.test(String(live))),
  );
}

/** What a dump says and our catalog leaves out. */
interface Unread {
  readonly type: string;
  readonly name?: string;
  /** What the entry has in it. */
  readonly text?: string;
  readonly reason: string;
}

const unreadByUs: readonly Unread[] = [
  {
    type: "COMMENT",
    name: "SCHEMA public",
    text: "IS ''",
    reason: "that initdb's own comment is gone, which not every provider's public schema has, counts as nothing",
  },
  {
    type: "SCHEMA",
    name: "public",
    reason: "a dump writes it where its owner is not the usual one, even with --no-owner",
  },
  {
    type: "TRIGGER",
    text: "RI_ConstraintTrigger",
    reason: "the trigger of a foreign key is told of as the constraint, which may be another table's",
  },
  {
    type: "PROCEDURAL LANGUAGE",
    text: "CREATE OR REPLACE",
    reason: "a dump leaves a language's functions out once an extension has one of them, which is told of the function",
  },
];

export function isUnreadByUs({ type, name, text }: Entry): boolean {
  return unreadByUs.some((it) => it.type === type && (it.name ?? name) === name && text.includes(it.text ?? ""));
}
