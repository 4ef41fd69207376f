// Operator classes and families. Which of the two an operator or function belongs to, pg_depend tells, as pg_dump reads it.

import { type ObjectId, objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { owner, ownerColumn, ownerOf } from "./privileges.ts";
import { nameText, typeText } from "./references.ts";
import { flag, list, optionalText, type Row, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";

const typeName = (oid: string) => `(SELECT t.typname FROM pg_type t WHERE t.oid = ${oid})`;

const membersOf = (catalog: string, owner: string, oid: string) => `
  FROM pg_depend m JOIN ${catalog} x ON x.oid = m.objid
  WHERE m.classid = '${catalog}'::regclass AND m.refclassid = '${owner}'::regclass AND m.refobjid = ${oid}`;

// Sorted by names without their schemas, which --map-schema may change.
const operatorsOf = (owner: string, oid: string) => `(
  SELECT array_agg(x.amopstrategy || ' ' || x.amopopr::regoperator::text
    || coalesce(' FOR ORDER BY ' || (SELECT ${nameText("sn.nspname", "s.opfname")}
        FROM pg_opfamily s JOIN pg_namespace sn ON sn.oid = s.opfnamespace WHERE s.oid = x.amopsortfamily), '')
    ORDER BY x.amopstrategy, ${typeName("x.amoplefttype")}, ${typeName("x.amoprighttype")}, x.amoppurpose)
  ${membersOf("pg_amop", owner, oid)})`;

const functionsOf = (owner: string, oid: string) => `(
  SELECT array_agg(x.amprocnum || ' (' || format_type(x.amproclefttype, NULL) || ', ' || format_type(x.amprocrighttype, NULL) || ') '
    || x.amproc::oid::regprocedure::text
    ORDER BY x.amprocnum, ${typeName("x.amproclefttype")}, ${typeName("x.amprocrighttype")})
  ${membersOf("pg_amproc", owner, oid)})`;

/** Names are unique for each access method. */
const idOf = (kind: string, row: Row, name: string): ObjectId =>
  objectId(kind, [text(row, `${name}schema`), text(row, `${name}name`)], text(row, "method"));

const members = {
  operators: { is: "list", summary: "each operator, after its strategy number", syntax: "fragment" },
  functions: {
    is: "list",
    summary: "each support function, after its number and its operands' types",
    syntax: "fragment",
  },
} as const;

const readMembers = (row: Row) => ({ operators: list(row, "operators"), functions: list(row, "functions") });

export const operatorFamilies: Kind = {
  name: "operator family",
  summary: "An operator family of an access method, with the members that belong to no operator class.",
  beyondModels: true,
  madeBy: ["CreateOpFamilyStmt", "CreateOpClassStmt"],
  attributes: { ...members, owner, comment: { summary: "`COMMENT ON OPERATOR FAMILY`" } },
  query: (target) => `
    SELECT n.nspname AS schema, f.opfname AS name, quote_ident(am.amname) AS method,
      ${operatorsOf("pg_opfamily", "f.oid")} AS operators, ${functionsOf("pg_opfamily", "f.oid")} AS functions,
      ${ownerColumn(target, "f.opfowner")}, d.description AS comment
    FROM pg_opfamily f
    JOIN pg_namespace n ON n.oid = f.opfnamespace
    JOIN pg_am am ON am.oid = f.opfmethod ${joinComment("pg_opfamily", "f.oid")}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension("pg_opfamily", "f.oid")}`,
  read: (row) => ({
    id: idOf("operator family", row, ""),
    kind: "operator family",
    attributes: attributes({ ...readMembers(row), ...ownerOf(row), comment: optionalText(row, "comment") }),
  }),
};

export const operatorClasses: Kind = {
  name: "operator class",
  summary: "An operator class of an access method.",
  beyondModels: true,
  madeBy: ["CreateOpClassStmt"],
  attributes: {
    default: { is: "flag", summary: "the default operator class of its type" },
    type: { summary: "its type", syntax: "type" },
    family: { summary: "its operator family", syntax: "relation" },
    storage: { summary: "the type that the index stores, if another", syntax: "type" },
    ...members,
    owner,
    comment: { summary: "`COMMENT ON OPERATOR CLASS`" },
  },
  query: (target) => `
    SELECT n.nspname AS schema, c.opcname AS name, quote_ident(am.amname) AS method, c.opcdefault AS default,
      format_type(c.opcintype, NULL) AS type, ${nameText("fn.nspname", "f.opfname")} AS family,
      fn.nspname AS family_schema, f.opfname AS family_name, ${typeText("c.opckeytype")} AS storage,
      ${operatorsOf("pg_opclass", "c.oid")} AS operators, ${functionsOf("pg_opclass", "c.oid")} AS functions,
      ${ownerColumn(target, "c.opcowner")}, d.description AS comment
    FROM pg_opclass c
    JOIN pg_namespace n ON n.oid = c.opcnamespace
    JOIN pg_am am ON am.oid = c.opcmethod
    JOIN pg_opfamily f ON f.oid = c.opcfamily
    JOIN pg_namespace fn ON fn.oid = f.opfnamespace ${joinComment("pg_opclass", "c.oid")}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension("pg_opclass", "c.oid")}`,
  read: (row) => ({
    id: idOf("operator class", row, ""),
    kind: "operator class",
    // It can't be without its family, and is dropped with it.
    parent: idOf("operator family", row, "family_"),
    attributes: attributes({
      default: flag(row, "default"),
      type: text(row, "type"),
      family: text(row, "family"),
      storage: optionalText(row, "storage"),
      ...readMembers(row),
      ...ownerOf(row),
      comment: optionalText(row, "comment"),
    }),
  }),
};
