// What most grammars have in common: how calls, concatenations, branches and assignments are read.

import type { Code, Field } from "../code.ts";
import type { Syntax } from "../syntax.ts";
import type { Read, Rule } from "./language.ts";

export const other = (node: Syntax, read: Read): Code => ({ kind: "other", node, children: node.children.map(read) });

/** Texts in it are for people. */
export const thrown: Rule = (node, read) => ({ kind: "thrown", node, children: node.children.map(read) });

/** Nothing in it is read. */
export const nothing: Rule = (node) => ({ kind: "other", node, children: [] });

/** It is what is in it: parentheses, casts, `await`. */
export const inner =
  (field?: string): Rule =>
  (node, read) => {
    const child = field === undefined ? node.children[0] : (node.at(field) ?? node.children.at(-1));
    return child === undefined ? nothing(node, read) : read(child);
  };

/** A name alone. `clean` takes away what is no part of it (`$`). */
export const name =
  (clean: (text: string) => string = (text) => text): Rule =>
  (node) => ({ kind: "name", node, name: clean(node.text) });

export const member =
  (object: string, property: string, clean: (text: string) => string = (text) => text): Rule =>
  (node, read) => {
    const of = node.at(object);
    return {
      kind: "name",
      node,
      name: clean(node.at(property)?.text ?? ""),
      ...(of !== undefined && { of: read(of) }),
    };
  };

/** A binary operator: one that joins texts makes them one. */
export const binary =
  (joining: readonly string[], percent = false): Rule =>
  (node, read) => {
    const operator = node.at("operator")?.text ?? "";
    const [left, right] = [node.at("left"), node.at("right")];
    if (left === undefined || right === undefined) return other(node, read);
    if (joining.includes(operator)) return { kind: "join", node, parts: [read(left), read(right)] };
    if (percent && operator === "%") return percentFormat(node, read(left), read(right));
    if (operator === "??" || operator === "||" || operator === "or")
      return { kind: "either", node, options: [read(left), read(right)] };
    return other(node, read);
  };

function percentFormat(node: Syntax, template: Code, given: Code): Code {
  const values = given.kind === "list" ? given.items : given.kind === "fields" ? [] : [given];
  const fields = given.kind === "fields" ? given.fields : [];
  return { kind: "format", style: "percent", node, template, values, fields };
}

export const joined: Rule = (node, read) => ({ kind: "join", node, parts: node.children.map(read) });

export const list: Rule = (node, read) => ({ kind: "list", node, items: node.children.map(read) });

/** The children with a name and a value are fields, others are values. */
export function given(
  nodes: readonly Syntax[],
  read: Read,
  pairs: Readonly<Record<string, readonly [string, string]>>,
) {
  const values: Code[] = [];
  const fields: Field[] = [];
  for (const node of nodes) {
    const [key, value] = pairs[node.type] ?? [];
    const [keyNode, valueNode] = [key && node.at(key), value && node.at(value)];
    if (keyNode && valueNode) fields.push({ name: keyText(keyNode), value: read(valueNode) });
    else values.push(read(node));
  }
  return { values, fields };
}

/** Without its quotes, or the colon of a symbol. */
const keyText = (node: Syntax) => node.text.replace(/^[rbuf]*['"`:]|['"`:]$/g, "");

export const assign =
  (left: string, right: string, adding: readonly string[] = []): Rule =>
  (node, read) => {
    const [target, value] = [node.at(left), node.at(right)];
    if (target === undefined || value === undefined) return other(node, read);
    const operator = node.at("operator")?.text ?? "=";
    return { kind: "assign", node, target: read(target), value: read(value), adds: adding.includes(operator) };
  };

export const constant: Rule = (node, read) => {
  const text = node.text.toLowerCase();
  if (text === "true" || text === "false") return { kind: "constant", node, value: text === "true" };
  if (text === "none" || text === "null" || text === "nil") return { kind: "constant", node, value: null };
  const value = Number(text.replace(/_/g, ""));
  return Number.isNaN(value) ? nothing(node, read) : { kind: "constant", node, value };
};

export const either =
  (...fields: readonly string[]): Rule =>
  (node, read) => {
    const condition = node.at("condition");
    const options = fields.flatMap((field) => node.all(field)).map(read);
    return { kind: "either", node, options, ...(condition !== undefined && { condition: read(condition) }) };
  };

/** @param elses types of nodes that stand for an `else`; one that is itself a branch gives its arms */
export const branch =
  (consequence: string, alternative: string, elses: readonly string[]): Rule =>
  (node, read) => {
    const condition = conditionOf(node);
    const arms: (readonly Code[])[] = [[...node.all(consequence).map(read)]];
    let ends = false;
    for (const each of node.all(alternative)) {
      const body = elses.includes(each.type) && each.children.length === 1 ? (each.children[0] ?? each) : each;
      const code = read(body);
      if (code.kind === "branch" && code.node === body) {
        arms.push(...code.arms);
        if (code.condition !== undefined)
          arms[arms.length - code.arms.length] = [code.condition, ...(code.arms[0] ?? [])];
        ends = true;
      } else {
        arms.push([code]);
        ends ||= !body.children.some((child) => child.field === "condition");
      }
    }
    if (!ends) arms.push([]);
    return { kind: "branch", node, arms, ...(condition !== undefined && { condition: read(condition) }) };
  };

/** With what is set in it: `if err := f(); err != nil`. */
function conditionOf(node: Syntax): Syntax | undefined {
  const [first, condition] = [node.at("initializer"), node.at("condition")];
  if (first === undefined || condition === undefined) return condition;
  return condition.with(first.start, condition.end, [first, condition]);
}

/** One arm for each child of those types, and one where none runs. */
export const cases =
  (types: readonly string[]): Rule =>
  (node, read) => {
    const arms = casesIn(node, types).map((each) => each.children.map(read));
    return { kind: "branch", node, arms: arms.length === 0 ? [[]] : arms };
  };

function casesIn(node: Syntax, types: readonly string[]): Syntax[] {
  return node.children.flatMap((child) =>
    types.includes(child.type)
      ? [child]
      : child.children.some((one) => types.includes(one.type))
        ? casesIn(child, types)
        : [],
  );
}

export const scope =
  (sort: "function" | "class", ...fields: readonly string[]): Rule =>
  (node, read) => ({
    kind: "scope",
    sort,
    node,
    name: node.at("name")?.text ?? "",
    body: (fields.length === 0 ? node.children : fields.flatMap((field) => node.all(field))).map(read),
  });
