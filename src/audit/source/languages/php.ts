// PHP. `$` is no part of a name here; `->` and `::` are both a dot.

import type { Code, Literal } from "../code.ts";
import type { Syntax } from "../syntax.ts";
import type { Language, Read, Rule } from "./language.ts";
import { decoded, rawText, textBetween } from "./literal.ts";
import { phpReadable } from "./misread.ts";
import {
  assign,
  binary,
  branch,
  cases,
  constant,
  either,
  inner,
  member,
  name,
  nothing,
  other,
  scope,
  thrown,
} from "./rules.ts";

const bare = (text: string) => text.replace(/^\$/, "");

const holes = [
  "variable_name",
  "member_access_expression",
  "nullsafe_member_access_expression",
  "subscript_expression",
  "member_call_expression",
  "scoped_call_expression",
  "scoped_property_access_expression",
  "dynamic_variable_name",
  "function_call_expression",
];

const expression = (hole: Syntax) => hole;

const quoted: Rule = (node, read) => {
  const [start, end] = node.text.startsWith("b") ? [node.start + 2, node.end - 1] : [node.start + 1, node.end - 1];
  // Braces around an expression are no text.
  return withoutBraces(
    textBetween(node, read, start, end, { holes, escapes: ["escape_sequence"], decode: decoded, expression }),
  );
};

/** `{$a}` is `$a`, and its braces stand in the text around it. */
function withoutBraces(text: Extract<Code, { kind: "text" }>): Code {
  const isHole = (at: number) => text.parts[at] !== undefined && "kind" in (text.parts[at] ?? {});
  const parts = text.parts.flatMap((part, at): (Literal | Code)[] => {
    if ("kind" in part) return [part];
    const opens = isHole(at + 1) && part.text.endsWith("{");
    const closes = isHole(at - 1) && part.text.startsWith("}") && opened(text.parts[at - 2]);
    const kept = part.text.slice(closes ? 1 : 0, opens ? -1 : undefined);
    const shift = closes ? 1 : 0;
    const lines = part.lines.map(([offset, line]) => [Math.max(0, offset - shift), line] as const);
    return kept === "" ? [] : [{ text: kept.endsWith("$") && opens ? kept.slice(0, -1) : kept, lines }];
  });
  return { ...text, parts };
}

const opened = (part: Extract<Code, { kind: "text" }>["parts"][number] | undefined) =>
  part !== undefined && !("kind" in part) && part.text.endsWith("{");

const heredoc: Rule = (node, read) => {
  const body = node.at("value");
  if (body === undefined) return nothing(node, read);
  // The line that opens it is no part of it.
  const start = /^\r?\n/.test(body.text) ? body.start + body.text.indexOf("\n") + 1 : body.start;
  if (node.type === "nowdoc") return rawText(body, read, start, body.end);
  return withoutBraces(
    textBetween(body, read, start, body.end, { holes, escapes: ["escape_sequence"], decode: decoded, expression }),
  );
};

const calling =
  (callee: (node: Syntax, read: Read) => Code | undefined): Rule =>
  (node, read) => {
    const called = callee(node, read);
    const parts = node.at("arguments") ?? node.named("arguments");
    if (called === undefined) return other(node, read);
    return { kind: "call", node, callee: called, values: (parts?.children ?? []).map(read), fields: [] };
  };

const method = (object: string) => calling((node, read) => member(object, "name", bare)(node, read));

const array: Rule = (node, read) => {
  const elements = node.children.filter(({ type }) => type === "array_element_initializer");
  const keyed = elements.filter(({ children }) => children.length > 1);
  if (keyed.length === 0) return { kind: "list", node, items: elements.map(read) };
  const fields = keyed.flatMap(({ children: [key, value] }) =>
    key === undefined || value === undefined
      ? []
      : [{ name: key.text.replace(/^['"]:?|['"]$/g, ""), value: read(value) }],
  );
  return { kind: "fields", node, fields };
};

const matched: Rule = (node, read) => {
  const values = node.at("body")?.children.flatMap((each) => each.at("return_expression") ?? []) ?? [];
  return { kind: "either", node, options: values.map(read) };
};

/** The elements of a constant or a property: the name first, the value last. */
const element: Rule = (node, read) => {
  const target = node.at("name") ?? node.children[0];
  const value = node.at("default_value") ?? node.children[1];
  if (target === undefined || value === undefined) return nothing(node, read);
  return { kind: "assign", node, target: read(target), value: read(value), adds: false };
};

/** `$list[] = $x` adds to a list. */
const assignment: Rule = (node, read) => {
  const [left, right] = [node.at("left"), node.at("right")];
  const [list, ...index] = left?.children ?? [];
  if (left?.type !== "subscript_expression" || list === undefined || index.length > 0 || right === undefined)
    return assign("left", "right")(node, read);
  const items = [read(right)];
  return { kind: "assign", node, target: read(list), value: { kind: "list", node: right, items }, adds: true };
};

export const php: Language = {
  id: "php",
  grammar: "php",
  extensions: [".php", ".phtml", ".inc", ".module", ".install"],
  readable: phpReadable,
  parameters: ["question", "colon", "dollar"],
  rules: {
    text: nothing,
    string: quoted,
    encapsed_string: quoted,
    heredoc,
    nowdoc: heredoc,
    name: name(),
    qualified_name: name((text) => text.split("\\").at(-1) ?? text),
    relative_scope: name(),
    variable_name: name(bare),
    member_access_expression: member("object", "name", bare),
    nullsafe_member_access_expression: member("object", "name", bare),
    scoped_property_access_expression: member("scope", "name", bare),
    class_constant_access_expression: (node, read) => {
      const [of, constantName] = node.children;
      return { kind: "name", node, name: constantName?.text ?? "", ...(of !== undefined && { of: read(of) }) };
    },
    function_call_expression: calling((node, read) => {
      const called = node.at("function");
      return called && read(called);
    }),
    member_call_expression: method("object"),
    nullsafe_member_call_expression: method("object"),
    scoped_call_expression: method("scope"),
    object_creation_expression: calling((node, read) => {
      const called = node.named("name", "qualified_name", "variable_name");
      return called && read(called);
    }),
    argument: inner("value"),
    array_creation_expression: array,
    array_element_initializer: inner(),
    binary_expression: binary(["."]),
    parenthesized_expression: inner(),
    conditional_expression: either("body", "alternative"),
    match_expression: matched,
    integer: constant,
    float: constant,
    boolean: constant,
    null: constant,
    assignment_expression: assignment,
    augmented_assignment_expression: assign("left", "right", [".="]),
    const_element: element,
    property_element: element,
    if_statement: branch("body", "alternative", ["else_clause"]),
    switch_statement: cases(["case_statement", "default_statement"]),
    try_statement: cases(["compound_statement", "catch_clause", "finally_clause"]),
    method_declaration: scope("function", "parameters", "body"),
    function_definition: scope("function", "parameters", "body"),
    anonymous_function: scope("function", "parameters", "body"),
    arrow_function: scope("function", "parameters", "body"),
    class_declaration: scope("class", "body"),
    trait_declaration: scope("class", "body"),
    throw_expression: thrown,
  },
  texts: {
    same: ["trim", "ltrim", "rtrim", "strval"],
    adds: [],
    makes: [],
    formats: { sprintf: "percent", vsprintf: "percent" },
    joins: ["implode", "join"],
  },
  messages: [
    "createquery",
    "error_log",
    "trigger_error",
    "die",
    "exit",
    "__",
    "_e",
    "_x",
    "_n",
    "esc_html__",
    "esc_html_e",
    "esc_attr__",
    "t",
    "trans",
    "lang",
    "get_string",
    "print_error",
    "debug",
    "info",
    "warning",
    "error",
    "log",
    "notice",
    "critical",
    "add_error",
    "plural",
    "exception",
    "printf",
    "wfdebug",
    "display_error",
  ],
};
