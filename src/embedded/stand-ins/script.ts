// The control file and the script of a stand-in, for CREATE EXTENSION to read.

import { literal } from "../../sql/literal.ts";
import { castBetween } from "./casts.ts";
import type { KnownExtension } from "./known.ts";
import { operatorClass } from "./operator-classes.ts";
import { accessMethod, baseType, type Made, operator, routine, type Signature, schemaUnlessThere } from "./sql.ts";

/** Only what a script names is made: `isNamed` says which functions it may mean. */
export function scriptOf(known: KnownExtension, isNamed: (name: string) => boolean): string {
  const types = Object.entries(known.types ?? {});
  const statements: Made[] = [
    ...(known.schemas ?? []).map(schemaUnlessThere),
    ...types.flatMap(([name, modifiers]) =>
      baseType(name, modifiers === "plain" ? undefined : modifiers === "integer" ? "bittypmodout" : "enum_out"),
    ),
    ...(known.relations ?? []).map((sql) => ({ sql })),
    ...signaturesOf(known).filter(isOf(isNamed)).flatMap(routine),
    ...lines(known.operators).flatMap(operatorsOf),
    ...(known.casts ?? []).flatMap(cast),
    ...(known.methods ?? []).flatMap((method) => accessMethod(method)),
    ...(known.operatorClasses ?? []).flatMap(operatorClassOf),
  ];
  return statements.map(({ sql }) => `${sql};\n`).join("");
}

const isOf =
  (isNamed: (name: string) => boolean) =>
  ({ name }: Signature) =>
    isNamed(plain(name));

/** The last part of a dotted name. */
const plain = (name: string) => name.split(".").at(-1) ?? name;

const lines = (text = "") => text.split("\n").filter((each) => each.trim() !== "");

export function signaturesOf({ functions }: KnownExtension): Signature[] {
  return lines(functions).flatMap((line) => {
    const open = line.indexOf("(");
    const close = line.lastIndexOf(")", line.indexOf(": ", open));
    const kind = { aggregate: "aggregate", window: "window", procedure: "procedure" }[line.slice(0, open).trim()];
    const [result = "", names = ""] = line.slice(close + 1).split(": ");
    const given = line.slice(open + 1, close).replaceAll("?", " DEFAULT NULL");
    return names.split(" ").map((name) => ({
      name,
      kind: (kind ?? "function") as Signature["kind"],
      arguments: given,
      result: result.trim(),
    }));
  });
}

function operatorsOf(line: string): Made[] {
  const [operands = "", names = ""] = line.split(": ");
  const [left = "", right = "", result = ""] = operands.split(" ");
  return names.split(" ").flatMap((name) => operator({ name, left, right, result }));
}

function cast(line: string): readonly Made[] {
  const [source = "", target = "", context = "", modified] = line.split(" ");
  return castBetween({ source, target, context, method: "function", isModified: modified !== undefined });
}

function operatorClassOf(line: string): Made[] {
  const [what = "", operators = ""] = line.split(": ");
  const [method = "", type = "", name = "", standard] = what.split(" ");
  const members = operators.split(" ").filter((each) => each !== "");
  const numbered = members.map((each, at) => `${at + 1} ${each}`);
  return operatorClass({ method, type, name, isDefault: standard === "default", members: numbered });
}

export interface Control {
  readonly schema?: string | undefined;
  readonly isRelocatable: boolean;
  readonly requires?: readonly string[] | undefined;
  readonly version: string;
  readonly comment: string;
}

export function controlOf({ schema, isRelocatable, requires = [], version, comment }: Control): string {
  const lines = [
    `default_version = ${quoted(version)}`,
    `comment = ${quoted(comment)}`,
    `relocatable = ${isRelocatable}`,
    ...(schema === undefined ? [] : [`schema = ${quoted(schema)}`]),
    ...(requires.length === 0 ? [] : [`requires = ${quoted(requires.join(", "))}`]),
  ];
  return lines.map((each) => `${each}\n`).join("");
}

/** A line, as the control file takes it and COPY writes it. */
const quoted = (text: string) => literal(text.replaceAll(/[\\\p{Cc}]/gu, " "));

/** No real extension has it. */
export const version = "stand-in";
