// Java. An annotation with SQL is read as a call of its name: `@Select("…")`.

import type { Language, Rule } from "./language.ts";
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
  nothing,
  other,
  scope,
  thrown,
} from "./rules.ts";

const string: Rule = (node, read) => {
  const isBlock = node.text.startsWith('"""');
  const [start, end] = isBlock ? [node.start + 3, node.end - 3] : [node.start + 1, node.end - 1];
  return textBetween(node, read, start, end, { escapes: ["escape_sequence"], decode: decoded });
};

const call: Rule = (node, read) => ({
  kind: "call",
  node,
  callee: member("object", "name")(node, read),
  values: (node.at("arguments")?.children ?? []).map(read),
  fields: [],
});

const created: Rule = (node, read) => {
  const type = node.at("type");
  if (type === undefined) return other(node, read);
  return {
    kind: "call",
    node,
    callee: { kind: "name", node: type, name: type.text.replace(/<.*$/s, "") },
    values: (node.at("arguments")?.children ?? []).map(read),
    fields: [],
    rest: node.children.filter(({ type: sort }) => sort === "class_body").map(read),
  };
};

const annotation: Rule = (node, read) => {
  const parts = node.at("arguments")?.children ?? [];
  const { values, fields } = given(parts, read, { element_value_pair: ["key", "value"] });
  const callee = { kind: "name" as const, node, name: `@${node.at("name")?.text ?? ""}` };
  return { kind: "call", node, callee, values, fields };
};

export const java: Language = {
  id: "java",
  grammar: "java",
  extensions: [".java"],
  parameters: ["question", "colon", "hash"],
  rules: {
    string_literal: string,
    character_literal: string,
    line_comment: nothing,
    block_comment: nothing,
    method_invocation: call,
    object_creation_expression: created,
    annotation,
    identifier: name(),
    type_identifier: name(),
    this: name(),
    field_access: member("object", "field"),
    binary_expression: binary(["+"]),
    parenthesized_expression: inner(),
    cast_expression: inner("value"),
    array_initializer: list,
    element_value_array_initializer: list,
    array_creation_expression: inner("value"),
    decimal_integer_literal: constant,
    true: constant,
    false: constant,
    null_literal: constant,
    ternary_expression: either("consequence", "alternative"),
    variable_declarator: assign("name", "value"),
    assignment_expression: assign("left", "right", ["+="]),
    if_statement: branch("consequence", "alternative", []),
    switch_expression: cases(["switch_block_statement_group", "switch_rule"]),
    try_statement: cases(["block", "catch_clause", "finally_clause"]),
    method_declaration: scope("function"),
    constructor_declaration: scope("function"),
    lambda_expression: inner("body"),
    class_declaration: scope("class"),
    interface_declaration: scope("class"),
    throw_statement: thrown,
    assert_statement: thrown,
  },
  texts: {
    same: ["tostring", "trim", "strip", "stripindent", "intern", "valueof"],
    adds: ["append"],
    makes: ["stringbuilder", "stringbuffer", "stringwriter"],
    formats: { format: "percent", formatted: "percent" },
    joins: ["join"],
  },
  messages: [
    "@query",
    "@namedquery",
    "createquery",
    "println",
    "printf",
    "debug",
    "info",
    "warn",
    "error",
    "trace",
    "log",
    "fatal",
    "severe",
    "warning",
    "fail",
    "getmessage",
    "addactionerror",
    "@displayname",
    "@operation",
    "@apioperation",
    "@schema",
    "@parameter",
    "@notblank",
  ],
};
