// Full text search: parsers, templates, dictionaries, configurations. Parsers and templates have no owner.

import type { CatalogObject } from "../catalog/catalog.ts";
import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { owner, ownerColumn, ownerOf } from "./privileges.ts";
import { nameText, routineText } from "./references.ts";
import { list, optionalText, type Row, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";

const inSchema = (catalog: string, alias: string, namespace: string, joins = "") => `
    FROM ${catalog} ${alias} JOIN pg_namespace n ON n.oid = ${alias}.${namespace} ${joins}${joinComment(catalog, `${alias}.oid`)}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension(catalog, `${alias}.oid`)}`;

const object = (row: Row, kind: string, values: Parameters<typeof attributes>[0]): CatalogObject => ({
  id: objectId(kind, [text(row, "schema"), text(row, "name")]),
  kind,
  attributes: attributes({ ...values, comment: optionalText(row, "comment") }),
});

export const textSearchParsers: Kind = {
  name: "text search parser",
  summary: "A text search parser, which splits text into tokens.",
  beyondModels: true,
  madeBy: ["DefineStmt"],
  attributes: {
    start: { summary: "`START` function", syntax: "relation" },
    getToken: { summary: "`GETTOKEN` function", syntax: "relation" },
    end: { summary: "`END` function", syntax: "relation" },
    headline: { summary: "`HEADLINE` function", syntax: "relation" },
    lexTypes: { summary: "`LEXTYPES` function", syntax: "relation" },
    comment: { summary: "`COMMENT ON TEXT SEARCH PARSER`" },
  },
  query: () => `
    SELECT n.nspname AS schema, p.prsname AS name, ${routineText("p.prsstart")} AS start,
      ${routineText("p.prstoken")} AS get_token, ${routineText("p.prsend")} AS end,
      ${routineText("p.prsheadline")} AS headline, ${routineText("p.prslextype")} AS lex_types, d.description AS comment
    ${inSchema("pg_ts_parser", "p", "prsnamespace")}`,
  read: (row) =>
    object(row, "text search parser", {
      start: text(row, "start"),
      getToken: text(row, "get_token"),
      end: text(row, "end"),
      headline: optionalText(row, "headline"),
      lexTypes: text(row, "lex_types"),
    }),
};

export const textSearchTemplates: Kind = {
  name: "text search template",
  summary: "A text search template, on which dictionaries are based.",
  beyondModels: true,
  madeBy: ["DefineStmt"],
  attributes: {
    init: { summary: "`INIT` function", syntax: "relation" },
    lexize: { summary: "`LEXIZE` function", syntax: "relation" },
    comment: { summary: "`COMMENT ON TEXT SEARCH TEMPLATE`" },
  },
  query: () => `
    SELECT n.nspname AS schema, t.tmplname AS name, ${routineText("t.tmplinit")} AS init,
      ${routineText("t.tmpllexize")} AS lexize, d.description AS comment
    ${inSchema("pg_ts_template", "t", "tmplnamespace")}`,
  read: (row) => object(row, "text search template", { init: optionalText(row, "init"), lexize: text(row, "lexize") }),
};

export const textSearchDictionaries: Kind = {
  name: "text search dictionary",
  summary: "A text search dictionary, which turns a token into lexemes.",
  beyondModels: true,
  madeBy: ["DefineStmt"],
  attributes: {
    template: { summary: "`TEMPLATE`", syntax: "relation" },
    options: { summary: "the template's options" },
    owner,
    comment: { summary: "`COMMENT ON TEXT SEARCH DICTIONARY`" },
  },
  query: (target) => `
    SELECT n.nspname AS schema, x.dictname AS name, ${nameText("tn.nspname", "t.tmplname")} AS template,
      x.dictinitoption AS options, ${ownerColumn(target, "x.dictowner")}, d.description AS comment
    ${inSchema(
      "pg_ts_dict",
      "x",
      "dictnamespace",
      "JOIN pg_ts_template t ON t.oid = x.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace ",
    )}`,
  read: (row) =>
    object(row, "text search dictionary", {
      template: text(row, "template"),
      options: optionalText(row, "options"),
      ...ownerOf(row),
    }),
};

export const textSearchConfigurations: Kind = {
  name: "text search configuration",
  summary: "A text search configuration: the dictionaries for each type of token.",
  readByExpressions: true,
  beyondModels: true,
  madeBy: ["DefineStmt"],
  attributes: {
    parser: { summary: "`PARSER`", syntax: "relation" },
    mappings: { is: "list", summary: "the dictionaries for each type of token, in order", syntax: "fragment" },
    owner,
    comment: { summary: "`COMMENT ON TEXT SEARCH CONFIGURATION`" },
  },
  // A type of token that its parser doesn't know any more has only its number.
  query: (target) => `
    SELECT n.nspname AS schema, c.cfgname AS name, ${nameText("pn.nspname", "p.prsname")} AS parser,
      (SELECT array_agg(coalesce(quote_ident(k.alias), m.token::text) || ' WITH ' || m.dictionaries ORDER BY m.token)
        FROM (
          SELECT x.maptokentype AS token, string_agg(x.mapdict::regdictionary::text, ', ' ORDER BY x.mapseqno) AS dictionaries
          FROM pg_ts_config_map x WHERE x.mapcfg = c.oid GROUP BY x.maptokentype
        ) m LEFT JOIN ts_token_type(c.cfgparser) k ON k.tokid = m.token) AS mappings,
      ${ownerColumn(target, "c.cfgowner")}, d.description AS comment
    ${inSchema(
      "pg_ts_config",
      "c",
      "cfgnamespace",
      "JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace ",
    )}`,
  read: (row) =>
    object(row, "text search configuration", {
      parser: text(row, "parser"),
      mappings: list(row, "mappings"),
      ...ownerOf(row),
    }),
};
