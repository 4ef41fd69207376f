// Owners and privileges, of the lines in which a catalog has them: `PUBLIC: SELECT, INSERT WITH GRANT OPTION GRANTED BY admin`.

import type { Attributes } from "../catalog/catalog.ts";
import { list, optionalText } from "../kinds/row.ts";
import { identifier } from "../sql/identifier.ts";
import { CannotWrite, type Statement } from "./statement.ts";

/** What is granted on, twice: as ALTER has it and as GRANT has it. */
export interface Holder {
  /** `TABLE public.users`, `FUNCTION public.f(integer)` */
  readonly altered: string;
  readonly granted?: string;
}

/** `ALTER … OWNER TO`, then the grants that differ from the default ones. */
export function accessTo({ altered, granted = altered }: Holder, own: Attributes): Statement[] {
  return [...ownedBy(altered, own), ...grantsOn(granted, list(own, "privileges"), optionalText(own, "owner"))];
}

export function ownedBy(altered: string, own: Attributes): Statement[] {
  const owner = optionalText(own, "owner");
  return owner === null ? [] : [{ sql: `ALTER ${altered} OWNER TO ${identifier(owner)}` }];
}

export interface Grant {
  /** As SQL has it: quoted, or `PUBLIC`. */
  readonly grantee: string;
  readonly isOwner: boolean;
  /** `ALL`, or some; none of `its owner: nothing`. */
  readonly privileges: readonly string[];
  readonly isGrantable: boolean;
  /** Where it is not the owner. */
  readonly grantor?: string;
}

/** @param columns of a column's grants: its name, in parentheses behind each privilege */
export function grantsOn(what: string, lines: readonly string[], owner: string | null, columns = ""): Statement[] {
  if (lines.length === 0) return [];
  const grants = lines.flatMap((line) => grantOf(line, owner));
  const ofOwner = grants.filter(({ isOwner }) => isOwner);
  // A column has no default; that all are taken from its owner first would take the table's from nobody.
  const taken = columns === "" ? ["PUBLIC", ...ofOwner.slice(0, 1).map(({ grantee }) => grantee)] : [];
  const isFirst = ({ grantor }: Grant) => (grantor === undefined ? 0 : 1);
  return [
    ...taken.map((from) => ({ sql: `REVOKE ALL ON ${what} FROM ${from}` })),
    ...grants.toSorted((a, b) => isFirst(a) - isFirst(b)).flatMap((grant) => granting(grant, what, columns)),
  ];
}

export function granting(
  { grantee, privileges, isGrantable, grantor }: Grant,
  what: string,
  columns: string,
): Statement[] {
  if (privileges.length === 0) return [];
  const each = privileges.map((privilege) => privilege + columns).join(", ");
  const sql = `GRANT ${each} ON ${what} TO ${grantee}${isGrantable ? " WITH GRANT OPTION" : ""}`;
  return asGrantor(grantor, sql);
}

/** PostgreSQL records who it is that grants, and takes no other name for it. */
function asGrantor(grantor: string | undefined, sql: string): Statement[] {
  if (grantor === undefined) return [{ sql }];
  return [{ sql: `SET SESSION AUTHORIZATION ${grantor}` }, { sql }, { sql: "RESET SESSION AUTHORIZATION" }];
}

const onlyOwner = ["only its owner", "nobody"];
const grantOption = " WITH GRANT OPTION";

/** @param owner unquoted */
export function grantOf(line: string, owner: string | null): Grant[] {
  if (onlyOwner.includes(line)) return [];
  const [holder = "", name = ""] = /^((?:"(?:[^"]|"")*"|[^":]*)): /s.exec(line) ?? [];
  const [told = "", by] = line.slice(holder.length).split(" GRANTED BY ");
  const isGrantable = told.endsWith(grantOption);
  const some = isGrantable ? told.slice(0, -grantOption.length) : told;
  return [
    {
      grantee: name === "its owner" ? ownerNamed(owner) : name,
      isOwner: name === "its owner",
      privileges: some === "nothing" ? [] : some.split(", "),
      isGrantable,
      ...(by !== undefined && { grantor: by }),
    },
  ];
}

function ownerNamed(owner: string | null): string {
  if (owner === null)
    throw new CannotWrite("Its owner's privileges are not the default ones, and its owner is unknown");
  return identifier(owner);
}
