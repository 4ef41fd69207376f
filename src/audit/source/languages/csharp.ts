// C#. A verbatim string doubles its quotes; an interpolated one doubles its braces.

import type { Syntax } from "../syntax.ts";
import type { Language, Rule } from "./language.ts";
import { decoded, rawText, textBetween } from "./literal.ts";
import { csharpReadable } from "./misread.ts";
import {
  assign,
  binary,
  branch,
  cases,
  constant,
  either,
  inner,
  list,
  member,
  name,
  nothing,
  other,
  scope,
  thrown,
} from "./rules.ts";

const string: Rule = (node, read) =>
  textBetween(node, read, node.start + 1, node.text.endsWith('"u8') ? node.end - 3 : node.end - 1, {
    escapes: ["escape_sequence"],
    decode: decoded,
  });

const verbatim: Rule = (node, read) => {
  const text = rawText(node, read, node.start + 2, node.end - 1);
  return { ...text, parts: text.parts.map((part) => ("kind" in part ? part : undoubled(part, '"'))) };
};

const raw: Rule = (node, read) => {
  const content = node.named("raw_string_content");
  return content === undefined ? nothing(node, read) : rawText(node, read, content.start, content.end);
};

const interpolated: Rule = (node, read) => {
  const opening = /^[$@]+"+/.exec(node.text)?.[0] ?? '$"';
  const isVerbatim = opening.includes("@");
  const quotes = isVerbatim ? 1 : opening.replace(/[^"]/g, "").length;
  const start = node.start + (isVerbatim ? 3 : opening.length);
  const text = textBetween(node, read, start, node.end - quotes, {
    holes: ["interpolation"],
    escapes: isVerbatim ? [] : ["escape_sequence"],
    decode: decoded,
    expression: (hole: Syntax) => hole.children.find(({ type }) => type !== "interpolation_brace"),
  });
  const doubled = [...(isVerbatim ? ['"'] : []), ...(quotes > 1 ? [] : ["{", "}"])];
  return { ...text, parts: text.parts.map((part) => ("kind" in part ? part : doubled.reduce(undoubled, part))) };
};

function undoubled<P extends { readonly text: string }>(part: P, character: string): P {
  return { ...part, text: part.text.replaceAll(character + character, character) };
}

const call: Rule = (node, read) => {
  const callee = node.at("function");
  if (callee === undefined) return other(node, read);
  return { kind: "call", node, callee: read(callee), values: argumentsOf(node).map(read), fields: [] };
};

const created: Rule = (node, read) => {
  const type = node.at("type");
  if (type === undefined) return other(node, read);
  const rest = node.children.filter(({ field }) => field === "initializer").map(read);
  return { kind: "call", node, callee: read(type), values: argumentsOf(node).map(read), fields: [], rest };
};

const argumentsOf = (node: Syntax) => node.at("arguments")?.children ?? [];

/** `a?.B` and `B<T>` are names. */
const conditional: Rule = (node, read) => {
  const [object] = node.children;
  const binding = node.named("member_binding_expression")?.at("name");
  if (object === undefined || binding === undefined) return other(node, read);
  return { kind: "name", node, name: binding.text.replace(/<.*$/s, ""), of: read(object) };
};

const declarator: Rule = (node, read) => {
  const target = node.at("name");
  const value = node.children.at(-1);
  if (target === undefined || value === undefined || value === target) return nothing(node, read);
  return { kind: "assign", node, target: read(target), value: read(value), adds: false };
};

const bare = (text: string) => text.replace(/<.*$/s, "");

/** `new { Id = x, y }`: names and values in turn can't be told apart, so that all are read as values. */
export const csharp: Language = {
  id: "csharp",
  grammar: "c-sharp",
  extensions: [".cs"],
  readable: csharpReadable,
  parameters: ["at", "question", "colon", "dollar"],
  rules: {
    string_literal: string,
    verbatim_string_literal: verbatim,
    raw_string_literal: raw,
    interpolated_string_expression: interpolated,
    invocation_expression: call,
    object_creation_expression: created,
    identifier: name(),
    generic_name: name(bare),
    predefined_type: name(),
    this: name(),
    member_access_expression: member("expression", "name", bare),
    conditional_access_expression: conditional,
    argument: (node, read) =>
      inner()(node.children.length > 1 ? node.with(node.start, node.end, node.children.slice(-1)) : node, read),
    await_expression: inner(),
    parenthesized_expression: inner(),
    cast_expression: inner("value"),
    arrow_expression_clause: inner(),
    binary_expression: binary(["+"]),
    initializer_expression: list,
    integer_literal: constant,
    boolean_literal: constant,
    null_literal: constant,
    conditional_expression: either("consequence", "alternative"),
    variable_declarator: declarator,
    property_declaration: assign("name", "value"),
    assignment_expression: assign("left", "right", ["+="]),
    if_statement: branch("consequence", "alternative", []),
    switch_statement: cases(["switch_section"]),
    switch_expression: cases(["switch_expression_arm"]),
    try_statement: cases(["block", "catch_clause", "finally_clause"]),
    method_declaration: scope("function"),
    constructor_declaration: scope("function"),
    local_function_statement: scope("function"),
    class_declaration: scope("class"),
    record_declaration: scope("class"),
    attribute_list: nothing,
    throw_statement: thrown,
    throw_expression: thrown,
  },
  texts: {
    same: ["tostring", "trim"],
    adds: ["append", "appendline", "appendformat"],
    makes: ["stringbuilder"],
    formats: { format: "braces", appendformat: "braces" },
    joins: ["join"],
  },
  messages: [
    "createquery",
    "writeline",
    "write",
    "logdebug",
    "loginformation",
    "logwarning",
    "logerror",
    "logcritical",
    "debug",
    "info",
    "warn",
    "error",
    "fatal",
    "information",
    "warning",
    "show",
    "fail",
  ],
};
