// Python. A string that stands by itself is documentation.

import type { Language, Rule } from "./language.ts";
import { decoded, textBetween } from "./literal.ts";
import {
  assign,
  binary,
  branch,
  cases,
  constant,
  given,
  inner,
  joined,
  list,
  member,
  name,
  nothing,
  other,
  scope,
  thrown,
} from "./rules.ts";

const string: Rule = (node, read) => {
  const opening = node.named("string_start");
  const prefix = opening?.text.toLowerCase() ?? "";
  const start = opening?.end ?? node.start + 1;
  const end = node.named("string_end")?.start ?? node.end;
  return textBetween(node, read, start, end, {
    holes: ["interpolation"],
    escapes: prefix.includes("r") ? ["escape_interpolation"] : ["escape_sequence", "escape_interpolation"],
    decode: (written) => (written.startsWith("\\") ? decoded(written) : written.slice(1)),
  });
};

const statement: Rule = (node, read) => {
  const [only] = node.children;
  const isText = only?.type === "string" || only?.type === "concatenated_string";
  return isText ? nothing(node, read) : other(node, read);
};

const call: Rule = (node, read) => {
  const [callee, parts] = [node.at("function"), node.at("arguments")];
  if (callee === undefined || parts === undefined) return other(node, read);
  const nodes = parts.type === "argument_list" ? parts.children : [parts];
  return {
    kind: "call",
    node,
    callee: read(callee),
    ...given(nodes, read, { keyword_argument: ["name", "value"] }),
  };
};

const conditional: Rule = (node, read) => {
  const [first, condition, second] = node.children;
  if (first === undefined || condition === undefined || second === undefined) return other(node, read);
  return { kind: "either", node, condition: read(condition), options: [read(first), read(second)] };
};

export const python: Language = {
  id: "python",
  grammar: "python",
  extensions: [".py", ".pyi", ".pyw"],
  parameters: ["percent", "question", "colon", "dollar"],
  rules: {
    string,
    concatenated_string: joined,
    expression_statement: statement,
    call,
    conditional_expression: conditional,
    identifier: name(),
    attribute: member("object", "attribute"),
    binary_operator: binary(["+"], true),
    boolean_operator: binary([]),
    parenthesized_expression: (node, read) => (node.children.length === 1 ? inner()(node, read) : other(node, read)),
    await: inner(),
    list,
    tuple: list,
    expression_list: list,
    dictionary: (node, read) => {
      const { values, fields } = given(node.children, read, { pair: ["key", "value"] });
      return values.length === 0 ? { kind: "fields", node, fields } : other(node, read);
    },
    integer: constant,
    float: constant,
    true: constant,
    false: constant,
    none: constant,
    assignment: assign("left", "right"),
    named_expression: assign("name", "value"),
    augmented_assignment: assign("left", "right", ["+="]),
    keyword_argument: assign("name", "value"),
    default_parameter: assign("name", "value"),
    typed_default_parameter: assign("name", "value"),
    if_statement: branch("consequence", "alternative", ["else_clause"]),
    match_statement: cases(["case_clause"]),
    try_statement: cases(["block", "except_clause", "else_clause", "finally_clause"]),
    function_definition: scope("function", "parameters", "body"),
    lambda: inner("body"),
    class_definition: scope("class", "body"),
    raise_statement: thrown,
    assert_statement: thrown,
  },
  texts: {
    same: ["strip", "lstrip", "rstrip", "dedent", "cleandoc", "encode", "str"],
    adds: [],
    makes: [],
    formats: { format: "braces" },
    joins: ["join"],
  },
  messages: [
    "print",
    "debug",
    "info",
    "warning",
    "warn",
    "error",
    "exception",
    "critical",
    "log",
    "flash",
    "echo",
    "_",
    "gettext",
    "ngettext",
    "lazy_gettext",
    "gettext_lazy",
    "ugettext",
    "ugettext_lazy",
    "_l",
    "fail",
    "abort",
    "add_argument",
    "help",
    "secho",
    "skip",
    "skipif",
    "xfail",
  ],
};
