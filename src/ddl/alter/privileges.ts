// Grants: from one list of lines, as the kinds read them, to another.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import type { Action, Alter, Refusal } from "./alter.ts";
import { textOf } from "./values.ts";

// What PUBLIC may do with a new one. https://www.postgresql.org/docs/18/ddl-priv.html
const granted: Readonly<Record<string, readonly string[]>> = {
  FUNCTION: ["PUBLIC: ALL"],
  PROCEDURE: ["PUBLIC: ALL"],
  ROUTINE: ["PUBLIC: ALL"],
  TYPE: ["PUBLIC: ALL"],
  DOMAIN: ["PUBLIC: ALL"],
  LANGUAGE: ["PUBLIC: ALL"],
};

interface Line {
  readonly grantee: string;
  readonly privileges: string;
  readonly withGrant: boolean;
  readonly by: string | undefined;
}

/** `its owner` and `PUBLIC` are no roles; every other grantee is quoted already. */
function lineOf(text: string): Line {
  const match = /^(PUBLIC|its owner|"(?:[^"]|"")+"|[^":]+): (.*?)( WITH GRANT OPTION)?(?: GRANTED BY (.*))?$/.exec(
    text,
  );
  const [, grantee = "", privileges = "", withGrant, by] = match ?? [];
  return { grantee, privileges, withGrant: withGrant !== undefined, by };
}

const linesOf = (value: unknown, standard: readonly string[]): readonly string[] => {
  if (!Array.isArray(value)) return standard;
  return value.filter((line) => line !== "only its owner");
};

/** @param what as in `GRANT … ON TABLE` */
export const privilegesOn =
  (
    what: string,
    named: (object: CatalogObject) => string = ({ id }) => nameInSql(id),
    attribute = "privileges",
  ): Alter =>
  ({ from, to }) => {
    const standard = granted[what] ?? [];
    const before = linesOf(from.attributes[attribute], standard);
    const after = linesOf(to.attributes[attribute], standard);
    return grants(before, after, `${what} ${named(to)}`, textOf(to, "owner"));
  };

/** @param on as in `GRANT … ON TABLE public.users`; columns stand with the privileges then */
export function grants(
  before: readonly string[],
  after: readonly string[],
  on: string,
  owner: string | undefined,
  columns = "",
): readonly Action[] | Refusal {
  const lines = [...before, ...after].map(lineOf);
  if (lines.some(({ by }) => by !== undefined)) return { reason: "another role than its owner granted them" };
  if (owner === undefined && lines.some(({ grantee }) => grantee === "its owner"))
    return { reason: "its owner is not known, whose own privileges differ" };
  const role = (grantee: string) => (grantee === "its owner" ? identifier(owner ?? "") : grantee);
  const grantees = [...new Set(lines.map(({ grantee }) => grantee))];
  return grantees.flatMap((grantee) => {
    const [old, wanted] = [before, after].map((texts) => texts.filter((text) => lineOf(text).grantee === grantee));
    if (old?.join("\n") === wanted?.join("\n")) return [];
    // An owner that no line tells of has everything.
    const now = wanted?.length === 0 && grantee === "its owner" ? ["its owner: ALL"] : (wanted ?? []);
    const has = (old?.length ?? 0) > 0 || grantee === "its owner";
    return [
      ...(has ? [{ sql: `REVOKE ALL${columns} ON ${on} FROM ${role(grantee)}` }] : []),
      ...now.map(lineOf).flatMap(({ privileges, withGrant }) =>
        privileges === "nothing"
          ? []
          : [
              {
                sql: `GRANT ${privileges
                  .split(", ")
                  .map((each) => each + columns)
                  .join(", ")} ON ${on} TO ${role(grantee)}${withGrant ? " WITH GRANT OPTION" : ""}`,
              },
            ],
      ),
    ];
  });
}
