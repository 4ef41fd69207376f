// Functions, procedures and aggregates: what PostgreSQL calls routines and keeps in pg_proc.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { accessColumns, accessOf, owner, privileges } from "./privileges.ts";
import { flag, list, optionalText, text } from "./row.ts";
import { isMadeForAnother, isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";
import { secondFunctions } from "./second/functions.ts";

const unlessZero = (column: string) => `CASE WHEN ${column} <> 0 THEN ${column}::text END`;

// Each property of an aggregate as CREATE AGGREGATE would have it.
const aggregate = `(
  SELECT array_agg(p.name || '=' || p.value ORDER BY p.position) FROM (VALUES
    (1, 'SFUNC', a.aggtransfn::text), (2, 'STYPE', format_type(a.aggtranstype, NULL)),
    (3, 'SSPACE', NULLIF(a.aggtransspace, 0)::text), (4, 'FINALFUNC', ${unlessZero("a.aggfinalfn")}),
    (5, 'FINALFUNC_EXTRA', NULLIF(a.aggfinalextra, false)::text), (6, 'FINALFUNC_MODIFY', a.aggfinalmodify::text),
    (7, 'COMBINEFUNC', ${unlessZero("a.aggcombinefn")}), (8, 'SERIALFUNC', ${unlessZero("a.aggserialfn")}),
    (9, 'DESERIALFUNC', ${unlessZero("a.aggdeserialfn")}), (10, 'INITCOND', a.agginitval),
    (11, 'MSFUNC', ${unlessZero("a.aggmtransfn")}), (12, 'MINVFUNC', ${unlessZero("a.aggminvtransfn")}),
    (13, 'MSTYPE', CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END),
    (14, 'MSSPACE', NULLIF(a.aggmtransspace, 0)::text), (15, 'MFINALFUNC', ${unlessZero("a.aggmfinalfn")}),
    (16, 'MFINALFUNC_EXTRA', NULLIF(a.aggmfinalextra, false)::text), (17, 'MFINALFUNC_MODIFY', a.aggmfinalmodify::text),
    (18, 'MINITCOND', a.aggminitval),
    (19, 'SORTOP', CASE WHEN a.aggsortop <> 0 THEN a.aggsortop::regoperator::text END),
    (20, 'KIND', a.aggkind::text), (21, 'DIRECT', NULLIF(a.aggnumdirectargs, 0)::text)
  ) AS p (position, name, value) WHERE p.value IS NOT NULL)`;

export const functions: Kind = {
  name: "function",
  summary: "A function, procedure, window function or aggregate.",
  beyondModels: true,
  madeBy: ["CreateFunctionStmt"],
  attributes: {
    type: { summary: "`FUNCTION`, `PROCEDURE`, `AGGREGATE` or `WINDOW`" },
    arguments: { summary: "names, modes, types and defaults of its arguments", syntax: "arguments" },
    returns: { summary: "result type", syntax: "type" },
    language: { summary: "language" },
    body: { summary: "the source text, or the SQL-standard body as PostgreSQL prints it", syntax: "body" },
    library: { summary: "object file of a C function" },
    aggregate: { is: "list", summary: "the aggregate's functions and state", syntax: "fragment" },
    volatility: { summary: "`IMMUTABLE` or `STABLE`; nothing for `VOLATILE`" },
    parallel: { summary: "`SAFE` or `RESTRICTED`; nothing for `UNSAFE`" },
    strict: { is: "flag", summary: "`STRICT`" },
    securityDefiner: { is: "flag", summary: "`SECURITY DEFINER`" },
    leakproof: { is: "flag", summary: "`LEAKPROOF`" },
    cost: { summary: "estimated cost" },
    rows: { summary: "estimated rows of a set" },
    support: { summary: "planner support function", syntax: "relation" },
    settings: { is: "list", summary: "`SET` clauses", syntax: "setting", unordered: true },
    transforms: { is: "list", summary: "`TRANSFORM FOR TYPE` clauses", syntax: "type", unordered: true },
    owner,
    privileges,
    comment: { summary: "`COMMENT ON FUNCTION`" },
  },
  query: (target) => `
    SELECT n.nspname AS schema, p.proname AS name, oidvectortypes(p.proargtypes) AS signature,
      CASE p.prokind WHEN 'f' THEN 'FUNCTION' WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'WINDOW' END AS type,
      pg_get_function_arguments(p.oid) AS arguments, pg_get_function_result(p.oid) AS returns, l.lanname AS language,
      CASE WHEN p.prokind = 'a' THEN NULL ELSE coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) END AS body,
      p.probin AS library, CASE p.prokind WHEN 'a' THEN ${aggregate} END AS aggregate,
      CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' END AS volatility,
      CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END AS parallel,
      p.proisstrict AS strict, p.prosecdef AS security_definer, p.proleakproof AS leakproof,
      p.procost::text AS cost, NULLIF(p.prorows, 0)::text AS rows, ${unlessZero("p.prosupport")} AS support,
      p.proconfig AS settings,
      (SELECT array_agg(format_type(x.type, NULL)) FROM unnest(p.protrftypes) AS x (type)) AS transforms,
      ${accessColumns(target, "p.proowner", "p.proacl", "f")}, d.description AS comment
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_language l ON l.oid = p.prolang
    LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
    ${joinComment("pg_proc", "p.oid")}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension("pg_proc", "p.oid")}
      AND NOT ${isMadeForAnother("p.oid")}`,
  read: (row) => ({
    id: objectId("function", [text(row, "schema"), text(row, "name")], text(row, "signature")),
    kind: "function",
    attributes: attributes({
      type: text(row, "type"),
      arguments: optionalText(row, "arguments") || null,
      returns: optionalText(row, "returns"),
      language: text(row, "language"),
      body: optionalText(row, "body"),
      library: optionalText(row, "library"),
      aggregate: list(row, "aggregate"),
      volatility: optionalText(row, "volatility"),
      parallel: optionalText(row, "parallel"),
      strict: flag(row, "strict"),
      securityDefiner: flag(row, "security_definer"),
      leakproof: flag(row, "leakproof"),
      cost: text(row, "cost"),
      rows: optionalText(row, "rows"),
      support: optionalText(row, "support"),
      settings: list(row, "settings"),
      transforms: list(row, "transforms"),
      ...accessOf(row),
      comment: optionalText(row, "comment"),
    }),
  }),
  structure: secondFunctions,
};
