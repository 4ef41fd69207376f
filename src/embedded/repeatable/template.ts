// The text that an expression makes of constants and of what is not known here: `format('ALTER TABLE %I …', t)`, `'…' || quote_ident(t)`.

import { isTree, nodesOf, parseStatements, type Tree } from "../../sql/parse.ts";

export interface Template {
  readonly text: string;
  /** Nothing in it stands for something else. */
  readonly isWhole: boolean;
}

/** What stands for a name, or a value without quotes, that is not known. */
const open: Template = { text: "x", isWhole: false };

/** Undefined where nothing of the text is known. */
export function templateOf(expression: string): Template | undefined {
  const [target] = nodesOf(parseStatements(`SELECT ${expression}`), "ResTarget");
  const template = textOf(target?.val);
  return template === open ? undefined : template;
}

function textOf(node: unknown): Template {
  if (!isTree(node)) return open;
  const [[type, own] = ["", undefined]] = Object.entries(node);
  if (!isTree(own)) return open;
  if (type === "A_Const") return constant(own);
  if (type === "TypeCast") return textOf(own.arg);
  if (type === "A_Expr" && nameOf(own.name) === "||") return joined([textOf(own.lexpr), textOf(own.rexpr)]);
  return type === "FuncCall" ? textOfCall(own) : open;
}

function constant({ sval }: Tree): Template {
  return isTree(sval) ? { text: String(sval.sval ?? ""), isWhole: true } : open;
}

function textOfCall({ funcname, args }: Tree): Template {
  const given: readonly unknown[] = Array.isArray(args) ? args : [];
  const name = nameOf(funcname);
  if (name === "quote_literal" || name === "quote_nullable") return { text: "'x'", isWhole: false };
  if (name === "concat") return joined(given.map(textOf));
  const format = name === "format" ? textOf(given[0]) : open;
  return format.isWhole ? { text: filled(format.text), isWhole: false } : open;
}

const joined = (parts: readonly Template[]): Template => ({
  text: parts.map(({ text }) => text).join(""),
  isWhole: parts.every(({ isWhole }) => isWhole),
});

/** As PostgreSQL's format() has its specifiers. */
function filled(format: string): string {
  return format.replace(/%(?:\d+\$)?-?(?:\d+|\*(?:\d+\$)?)?([sIL%])/g, (_, type) =>
    type === "%" ? "%" : type === "L" ? "'x'" : "x",
  );
}

function nameOf(name: unknown): unknown {
  const [last] = [...nodesOf([name], "String")].slice(-1);
  return last?.sval;
}
