// Comments are for people, unless a tool takes its directives from them or code that is stored tells them.

import { declined, type Equivalence } from "../equivalence.ts";
import { saidInCode } from "./named-in-code.ts";

export const commentForPeople: Equivalence = {
  name: "comment-for-people",
  summary:
    "Neither comment has a directive (PostGraphile's `@omit`, `@graphql(…)`), and no function or view in the database reads comments.",
  about: { type: ["changed"], attribute: ["comment", "indexComment", "attributeComments", "notNullComment"] },
  prove: ({ declared, live }, comparison) => {
    const directive = [declared, live].flatMap(commentsOf).find(hasDirective);
    if (directive !== undefined) return declined("the comment has a directive for PostGraphile or pg_graphql");
    return (
      saidInCode(readers, comparison, "reads comments") ??
      "the comment is a note, and no function or view in the database reads it"
    );
  },
};

/** Those of a composite type's attributes stand behind their names. */
const commentsOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.map((each) => String(each).replace(/^(?:"(?:[^"]|"")*"|\S+) /, ""))
    : [String(value ?? "")];

const hasDirective = (comment: string) => /^\s*@\w|@graphql\s*\(/m.test(comment);

const readers = ["obj_description", "col_description", "shobj_description", "pg_description", "pg_shdescription"];
