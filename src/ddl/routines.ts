// How functions and procedures are written.

import type { Attributes, CatalogObject } from "../catalog/catalog.ts";
import { flag, list, optionalText, text } from "../kinds/row.ts";
import { identifier, nameInSql } from "../sql/identifier.ts";
import { literal } from "../sql/literal.ts";
import { settingClause } from "./settings.ts";

/** `CREATE FUNCTION …` @param replace `OR REPLACE `, or nothing */
export function routineDefinition({ id, attributes }: CatalogObject, replace = ""): string {
  const isProcedure = attributes.type === "PROCEDURE";
  const returns = optionalText(attributes, "returns");
  const head = `CREATE ${replace}${isProcedure ? "PROCEDURE" : "FUNCTION"} ${nameInSql(id)}(${optionalText(attributes, "arguments") ?? ""})`;
  const lines = [
    head + (isProcedure || returns === null ? "" : `\n    RETURNS ${returns}`),
    [`LANGUAGE ${identifier(text(attributes, "language"))}`, ...propertiesOf(attributes)].join(" "),
    ...list(attributes, "settings").map(settingClause),
  ];
  return `${lines.join("\n    ")}\n${bodyOf(attributes)}`;
}

function propertiesOf(own: Attributes): string[] {
  const [volatility, parallel] = [optionalText(own, "volatility"), optionalText(own, "parallel")];
  const [rows, support] = [optionalText(own, "rows"), optionalText(own, "support")];
  const transforms = list(own, "transforms").map((type) => `FOR TYPE ${type}`);
  return [
    ...(transforms.length === 0 ? [] : [`TRANSFORM ${transforms.join(", ")}`]),
    ...(own.type === "WINDOW" ? ["WINDOW"] : []),
    ...(volatility === null ? [] : [volatility]),
    ...(flag(own, "leakproof") ? ["LEAKPROOF"] : []),
    ...(flag(own, "strict") ? ["STRICT"] : []),
    ...(flag(own, "securityDefiner") ? ["SECURITY DEFINER"] : []),
    ...(parallel === null ? [] : [`PARALLEL ${parallel}`]),
    ...costOf(own),
    ...(rows === null || rows === defaultRows ? [] : [`ROWS ${rows}`]),
    ...(support === null ? [] : [`SUPPORT ${support}`]),
  ];
}

const defaultRows = "1000";
const compiled: ReadonlySet<unknown> = new Set(["c", "internal"]);

function costOf(own: Attributes): string[] {
  const usual = compiled.has(own.language) ? "1" : "100";
  return own.type === "PROCEDURE" || own.cost === usual ? [] : [`COST ${text(own, "cost")}`];
}

/** PostgreSQL prints a body that it has parsed, which stands in no quotes. */
export const isParsedBody = ({ language, body }: Attributes): boolean =>
  language === "sql" && typeof body === "string" && /^(?:BEGIN ATOMIC|RETURN)\s/.test(body);

function bodyOf(own: Attributes): string {
  const [body, library] = [optionalText(own, "body") ?? "", optionalText(own, "library")];
  if (isParsedBody(own)) return body;
  return library === null ? `AS ${inDollars(body)}` : `AS ${literal(library)}, ${literal(body)}`;
}

/** With a tag that the text doesn't hold. */
function inDollars(text: string): string {
  let tag = "$$";
  for (let count = 0; text.includes(tag) || text.endsWith("$"); count += 1) {
    tag = `$body${count === 0 ? "" : count}$`;
    if (!text.includes(tag)) break;
  }
  return `${tag}${text}${tag}`;
}
