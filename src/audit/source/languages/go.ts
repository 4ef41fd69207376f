// Go.

import type { Code } from "../code.ts";
import type { Syntax } from "../syntax.ts";
import type { Language, Read, Rule } from "./language.ts";
import { decoded, rawText, textBetween } from "./literal.ts";
import { binary, branch, cases, constant, given, inner, member, name, other, scope } from "./rules.ts";

const string: Rule = (node, read) =>
  textBetween(node, read, node.start + 1, node.end - 1, { escapes: ["escape_sequence"], decode: decoded });

/** `a, b := f(), "x"`: pairs by their order, where there are as many. */
const pairs =
  (left: string, right: string): Rule =>
  (node, read) => {
    const targets = expressions(node, left);
    const values = expressions(node, right);
    const [only] = targets;
    // `var b strings.Builder` is an empty text.
    if (values.length === 0 && only !== undefined && /Builder|Buffer|^string$/.test(node.at("type")?.text ?? ""))
      return { kind: "assign", node, target: read(only), value: { kind: "text", node, parts: [] }, adds: false };
    const adds = node.at("operator")?.text === "+=";
    const all = values.map((value, at): Code => {
      const target = targets[at];
      if (target === undefined) return read(value);
      return { kind: "assign", node: value, target: read(target), value: read(value), adds };
    });
    return all.length === 1 && all[0] !== undefined ? all[0] : { kind: "other", node, children: all };
  };

const expressions = (node: Syntax, field: string): readonly Syntax[] =>
  node.all(field).flatMap((each) => (each.type === "expression_list" ? each.children : [each]));

const call: Rule = (node, read) => {
  const callee = node.at("function");
  if (callee === undefined) return other(node, read);
  const called = read(callee);
  const values = (node.at("arguments")?.children ?? []).map(read);
  if (called.kind === "name" && called.name === "panic") return { kind: "thrown", node, children: values };
  return { kind: "call", node, callee: called, values, fields: [] };
};

function composite(node: Syntax, read: Read): Code {
  const { values, fields } = given(node.children, read, {});
  const keyed = node.children.filter(({ type }) => type === "keyed_element");
  if (keyed.length === 0) return { kind: "list", node, items: values };
  const named = keyed.flatMap(({ children: [key, value] }) =>
    key === undefined || value === undefined
      ? []
      : [{ name: key.text.replace(/^["`]|["`]$/g, ""), value: read(value) }],
  );
  return { kind: "fields", node, fields: [...fields, ...named] };
}

export const go: Language = {
  id: "go",
  grammar: "go",
  extensions: [".go"],
  parameters: ["question", "dollar", "at", "colon"],
  rules: {
    interpreted_string_literal: string,
    raw_string_literal: (node, read) => rawText(node, read, node.start + 1, node.end - 1),
    call_expression: call,
    identifier: name(),
    type_identifier: name(),
    selector_expression: member("operand", "field"),
    binary_expression: binary(["+"]),
    parenthesized_expression: inner(),
    literal_value: composite,
    literal_element: inner(),
    composite_literal: inner("body"),
    int_literal: constant,
    float_literal: constant,
    true: constant,
    false: constant,
    nil: constant,
    const_spec: pairs("name", "value"),
    var_spec: pairs("name", "value"),
    short_var_declaration: pairs("left", "right"),
    assignment_statement: pairs("left", "right"),
    if_statement: branch("consequence", "alternative", []),
    expression_switch_statement: cases(["expression_case", "default_case"]),
    type_switch_statement: cases(["type_case", "default_case"]),
    function_declaration: scope("function", "parameters", "body"),
    method_declaration: scope("function", "parameters", "body"),
    func_literal: scope("function", "parameters", "body"),
  },
  texts: {
    same: ["string", "trimspace", "unindent"],
    adds: ["writestring"],
    makes: [],
    appends: "append",
    formats: { sprintf: "percent" },
    joins: ["join"],
  },
  messages: [
    "errorf",
    "new",
    "println",
    "printf",
    "print",
    "fatalf",
    "fatal",
    "debugf",
    "infof",
    "warnf",
    "debug",
    "info",
    "warn",
    "error",
    "wrap",
    "wrapf",
    "logf",
    "log",
    "skip",
    "skipf",
    "panicf",
    "msg",
    "msgf",
    "tr",
  ],
};
