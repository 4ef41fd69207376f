// JavaScript and TypeScript. A template after a name (`sql\`…\``) is a call of it.

import type { Code } from "../code.ts";
import type { Syntax } from "../syntax.ts";
import type { Language, Read, Rule } from "./language.ts";
import { decoded, textBetween } from "./literal.ts";
import {
  assign,
  binary,
  branch,
  cases,
  constant,
  either,
  given,
  inner,
  list,
  member,
  name,
  other,
  scope,
  thrown,
} from "./rules.ts";

const string: Rule = (node, read) =>
  textBetween(node, read, node.start + 1, node.end - 1, {
    holes: ["template_substitution"],
    escapes: ["escape_sequence"],
    decode: decoded,
  });

const calling =
  (field: string): Rule =>
  (node, read) => {
    const [callee, parts] = [node.at(field), node.at("arguments")];
    if (callee === undefined) return other(node, read);
    const nodes = parts === undefined ? [] : parts.type === "arguments" ? parts.children : [parts];
    return { kind: "call", node, callee: read(callee), values: nodes.map(read), fields: [] };
  };

/** `pair` and `a` alone in `{ a, b: c }`. */
function object(node: Syntax, read: Read): Code {
  const short = node.children.filter(({ type }) => type === "shorthand_property_identifier");
  const rest = node.children.filter(({ type }) => type !== "shorthand_property_identifier");
  const { values, fields } = given(rest, read, { pair: ["key", "value"] });
  const shortFields = short.map((each) => ({ name: each.text, value: read(each) }));
  const all: Code = { kind: "fields", node, fields: [...fields, ...shortFields] };
  return values.length === 0 ? all : { kind: "other", node, children: [...values, all] };
}

const rules: Readonly<Record<string, Rule>> = {
  string,
  template_string: string,
  call_expression: calling("function"),
  new_expression: calling("constructor"),
  identifier: name(),
  type_identifier: name(),
  property_identifier: name(),
  shorthand_property_identifier: name(),
  shorthand_property_identifier_pattern: name(),
  this: name(),
  member_expression: member("object", "property"),
  binary_expression: binary(["+"]),
  parenthesized_expression: inner(),
  await_expression: inner(),
  as_expression: inner(),
  satisfies_expression: inner(),
  non_null_expression: inner(),
  array: list,
  object,
  number: constant,
  true: constant,
  false: constant,
  null: constant,
  ternary_expression: either("consequence", "alternative"),
  variable_declarator: assign("name", "value"),
  assignment_expression: assign("left", "right"),
  augmented_assignment_expression: assign("left", "right", ["+="]),
  public_field_definition: assign("name", "value"),
  field_definition: assign("property", "value"),
  if_statement: branch("consequence", "alternative", ["else_clause"]),
  switch_statement: cases(["switch_case", "switch_default"]),
  try_statement: cases(["statement_block", "catch_clause", "finally_clause"]),
  function_declaration: scope("function", "parameters", "body"),
  function_expression: scope("function", "parameters", "body"),
  generator_function_declaration: scope("function", "parameters", "body"),
  arrow_function: scope("function", "parameters", "body"),
  method_definition: scope("function", "parameters", "body"),
  class_declaration: scope("class", "body"),
  class: scope("class", "body"),
  throw_statement: thrown,
};

const common = {
  rules,
  parameters: ["question", "colon", "dollar", "at", "dollar-name"],
  texts: {
    same: ["trim", "trimStart", "trimEnd", "dedent", "stripIndent", "outdent", "tostring", "string"],
    adds: [],
    makes: [],
    formats: {},
    joins: ["join"],
  },
  messages: [
    "log",
    "debug",
    "info",
    "warn",
    "error",
    "trace",
    "fatal",
    "alert",
    "confirm",
    "prompt",
    "t",
    "$t",
    "i18n",
    "translate",
    "error",
    "describe",
    "it",
    "test",
    "toast",
    "fail",
    "reject",
    "typeerror",
    "rangeerror",
    "setstate",
    "fatal",
    "success",
    "notify",
  ],
} as const satisfies Partial<Language>;

export const javascript: Language = {
  ...common,
  id: "javascript",
  grammar: "javascript",
  extensions: [".js", ".mjs", ".cjs", ".jsx"],
};

export const typescript: Language = {
  ...common,
  id: "typescript",
  grammar: "typescript",
  extensions: [".ts", ".mts", ".cts"],
};

export const tsx: Language = { ...common, id: "tsx", grammar: "tsx", extensions: [".tsx"] };
