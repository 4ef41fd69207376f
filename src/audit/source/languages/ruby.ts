// Ruby. The body of a heredoc stands after the line that opens it, as a node of its own.

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
  joined,
  list,
  member,
  name,
  nothing,
  other,
  scope,
} from "./rules.ts";

/** `"a"`, `'a'`, `%q(a)`, `%(a)`: the first child's start is not the opening's end where the text begins with spaces. */
const string: Rule = (node, read) => {
  const opening = /^%[qQ]?./.exec(node.text)?.[0].length ?? 1;
  return textBetween(node, read, node.start + opening, node.end - 1, {
    holes: ["interpolation"],
    escapes: ["escape_sequence"],
    decode: decoded,
  });
};

const heredoc: Rule = (node, read) => {
  const body = read.heredocs.get(node.start);
  if (body === undefined) return nothing(node, read);
  const start = read.source.text.indexOf("\n", body.start) + 1;
  const end = body.named("heredoc_end")?.start ?? body.end;
  const text = textBetween(body, read, start > 0 ? start : body.start, end, {
    holes: ["interpolation"],
    escapes: ["escape_sequence"],
    decode: decoded,
  });
  return { ...text, node };
};

const call: Rule = (node, read) => {
  const method = node.at("method");
  const receiver = node.at("receiver");
  const callee = {
    kind: "name" as const,
    node,
    name: method?.text ?? "",
    ...(receiver !== undefined && { of: read(receiver) }),
  };
  const block = node.at("block");
  const { values, fields } = given(node.at("arguments")?.children ?? [], read, { pair: ["key", "value"] });
  if (callee.name === "raise" || callee.name === "fail") return { kind: "thrown", node, children: [...values] };
  // A name with nothing given is a name: `self.table`, `a.b`.
  if (
    values.length + fields.length === 0 &&
    block === undefined &&
    node.at("arguments") === undefined &&
    !isText(callee.name)
  )
    return { ...callee, node };
  return { kind: "call", node, callee, values, fields, ...(block !== undefined && { rest: [read(block)] }) };
};

const same = ["squish", "strip", "freeze", "strip_heredoc", "chomp", "dup", "to_s", "html_safe", "lstrip", "rstrip"];
const isText = (method: string) => same.includes(method);

const shifted: Rule = (node, read) =>
  node.at("operator")?.text === "<<" ? assign("left", "right", ["<<"])(node, read) : binary(["+"], true)(node, read);

export const ruby: Language = {
  id: "ruby",
  grammar: "ruby",
  extensions: [".rb", ".rake", ".erb.rb"],
  parameters: ["question", "colon", "dollar"],
  rules: {
    string,
    bare_string: nothing,
    chained_string: joined,
    heredoc_beginning: heredoc,
    heredoc_body: nothing,
    call,
    identifier: name(),
    constant: name(),
    instance_variable: name(),
    self: name(),
    scope_resolution: member("scope", "name"),
    binary: shifted,
    parenthesized_statements: (node, read) => (node.children.length === 1 ? inner()(node, read) : other(node, read)),
    array: list,
    right_assignment_list: list,
    hash: (node, read) => ({
      kind: "fields",
      node,
      fields: given(node.children, read, { pair: ["key", "value"] }).fields,
    }),
    integer: constant,
    float: constant,
    true: constant,
    false: constant,
    nil: constant,
    conditional: either("consequence", "alternative"),
    assignment: assign("left", "right"),
    operator_assignment: assign("left", "right", ["+="]),
    if: branch("consequence", "alternative", ["else"]),
    elsif: branch("consequence", "alternative", ["else"]),
    unless: branch("consequence", "alternative", ["else"]),
    if_modifier: branch("body", "alternative", []),
    unless_modifier: branch("body", "alternative", []),
    case: cases(["when", "else"]),
    method: scope("function", "parameters", "body"),
    singleton_method: scope("function", "parameters", "body"),
    class: scope("class", "body"),
    module: scope("class", "body"),
  },
  texts: {
    same,
    adds: ["concat", "insert"],
    makes: ["new"],
    formats: { format: "percent", sprintf: "percent" },
    joins: ["join"],
  },
  messages: [
    "puts",
    "print",
    "warn",
    "debug",
    "info",
    "error",
    "fatal",
    "log",
    "t",
    "say",
    "say_with_time",
    "describe",
    "it",
    "context",
    "abort",
    "flash",
    "notice",
    "alert",
    "p",
    "add",
  ],
};
