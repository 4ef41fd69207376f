// Collations and encoding conversions. A collation's version is the operating system's or ICU's library's, and no property of it.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { owner, ownerColumn, ownerOf } from "./privileges.ts";
import { routineText } from "./references.ts";
import { flag, optionalText, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";

/** Up to PostgreSQL 14, ICU's one locale stands in both of libc's columns. */
function localeColumns(major: number): string {
  if (major >= 17) return "c.colllocale AS locale, c.collcollate AS lc_collate, c.collctype AS lc_ctype";
  if (major >= 15) return "c.colliculocale AS locale, c.collcollate AS lc_collate, c.collctype AS lc_ctype";
  const isOne = "c.collprovider = 'i' AND c.collcollate = c.collctype";
  const unlessOne = (column: string) => `CASE WHEN NOT (${isOne}) THEN ${column}::text END`;
  return `CASE WHEN ${isOne} THEN c.collcollate::text END AS locale,
      ${unlessOne("c.collcollate")} AS lc_collate, ${unlessOne("c.collctype")} AS lc_ctype`;
}

export const collations: Kind = {
  name: "collation",
  summary: "A collation (`CREATE COLLATION`).",
  readByExpressions: true,
  beyondModels: true,
  madeBy: ["DefineStmt"],
  attributes: {
    provider: { summary: "`libc`, `icu` or `builtin`" },
    locale: { summary: "locale, for providers that have one; for ICU a language tag" },
    lcCollate: { summary: "`LC_COLLATE`, for libc" },
    lcCtype: { summary: "`LC_CTYPE`, for libc" },
    nondeterministic: { is: "flag", summary: "`DETERMINISTIC = false`" },
    rules: { summary: "ICU rules" },
    owner,
    comment: { summary: "`COMMENT ON COLLATION`" },
  },
  query: (target) => `
    SELECT n.nspname AS schema, c.collname AS name,
      CASE c.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'default' END AS provider,
      ${localeColumns(target.major)}, NOT c.collisdeterministic AS nondeterministic,
      ${target.major >= 16 ? "c.collicurules" : "NULL"} AS rules,
      ${ownerColumn(target, "c.collowner")}, d.description AS comment
    FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace ${joinComment("pg_collation", "c.oid")}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension("pg_collation", "c.oid")}`,
  read: (row) => {
    const [provider, locale] = [text(row, "provider"), optionalText(row, "locale")];
    return {
      id: objectId("collation", [text(row, "schema"), text(row, "name")]),
      kind: "collation",
      attributes: attributes({
        provider,
        locale: locale !== null && provider === "icu" ? languageTag(locale) : locale,
        lcCollate: optionalText(row, "lc_collate"),
        lcCtype: optionalText(row, "lc_ctype"),
        nondeterministic: flag(row, "nondeterministic"),
        rules: optionalText(row, "rules"),
        ...ownerOf(row),
        comment: optionalText(row, "comment"),
      }),
    };
  },
};

/** As PostgreSQL 16 and later keep it: `en_US` is `en-US`. Older ones keep what was written; what is no tag stays as it is. */
function languageTag(locale: string): string {
  if (locale === "" || locale.toLowerCase() === "root") return "und";
  try {
    return Intl.getCanonicalLocales(locale.replaceAll("_", "-"))[0] ?? locale;
  } catch {
    return locale;
  }
}

export const conversions: Kind = {
  name: "conversion",
  summary: "A conversion between character set encodings.",
  readByExpressions: true,
  beyondModels: true,
  madeBy: ["CreateConversionStmt"],
  attributes: {
    default: { is: "flag", summary: "the default conversion between its encodings" },
    from: { summary: "source encoding" },
    to: { summary: "destination encoding" },
    function: { summary: "the conversion function", syntax: "relation" },
    owner,
    comment: { summary: "`COMMENT ON CONVERSION`" },
  },
  query: (target) => `
    SELECT n.nspname AS schema, c.conname AS name, c.condefault AS default,
      pg_encoding_to_char(c.conforencoding)::text AS from, pg_encoding_to_char(c.contoencoding)::text AS to,
      ${routineText("c.conproc")} AS function, ${ownerColumn(target, "c.conowner")}, d.description AS comment
    FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace ${joinComment("pg_conversion", "c.oid")}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension("pg_conversion", "c.oid")}`,
  read: (row) => ({
    id: objectId("conversion", [text(row, "schema"), text(row, "name")]),
    kind: "conversion",
    attributes: attributes({
      default: flag(row, "default"),
      from: text(row, "from"),
      to: text(row, "to"),
      function: text(row, "function"),
      ...ownerOf(row),
      comment: optionalText(row, "comment"),
    }),
  }),
};
