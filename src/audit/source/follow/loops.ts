// Loops over what the file itself lists: the variable of the loop is each of it in turn.

import type { Code } from "../code.ts";
import { type Environment, worlds } from "./environment.ts";
import type { Value } from "./value.ts";
import { namesIn, origin } from "./variables.ts";

interface Loop {
  /** The variables, in their order. */
  readonly names: readonly string[];
  readonly over: Code;
}

const loops = /^(?:for_statement|for_in_statement|foreach_statement|enhanced_for_statement|range_clause)$/;

/** Sets the variables of a loop, where the code is one. @param valueIn of an expression */
export function enterLoop(code: Code, env: Environment, valueIn: (code: Code) => Value | undefined): void {
  const loop = loopOf(code);
  if (loop === undefined) return;
  const written = origin(loop.over, env);
  const values = loopValues({ ...loop, over: written.kind === "list" ? written : loop.over }, valueIn);
  for (const [at, name] of loop.names.entries())
    env.set(
      name,
      Array.from({ length: worlds }, () => values[at]),
    );
}

/** Of `for`, `foreach` and Go's `range`. */
function loopOf(code: Code): Loop | undefined {
  if (code.kind !== "other" || !loops.test(code.node.type)) return undefined;
  const at = (...fields: readonly string[]) => code.children.find(({ node }) => fields.includes(node.field ?? ""));
  const [first, second] = code.children;
  // PHP has no names for its parts: `foreach ($over as $name)`.
  const isBare = code.node.type === "foreach_statement" && at("left", "right") === undefined;
  const [left, right] = isBare ? [second, first] : [at("left", "name"), at("right", "value")];
  if (left === undefined || right === undefined) return undefined;
  return { names: [...namesIn(left)], over: listed(right) };
}

/** `x` of `x.items()` and of `Object.entries(x)`. */
function listed(code: Code): Code {
  if (code.kind !== "call" || code.callee.kind !== "name" || !/^(?:items|values|entries)$/.test(code.callee.name))
    return code;
  const [first] = code.values;
  return first ?? code.callee.of ?? code;
}

/** What each variable may be. @param valueIn by the expression that the loop goes over, and by parts of it */
function loopValues({ names, over }: Loop, valueIn: (code: Code) => Value | undefined): readonly (Value | undefined)[] {
  if (names.length > 1 && over.kind === "list" && over.items.every(({ kind }) => kind === "list"))
    return names.map((_, at) =>
      choicesOf(
        over.items.map((item) => (item.kind === "list" ? item.items[at] : undefined)),
        valueIn,
      ),
    );
  const value = valueIn(over);
  const last = names.length - 1;
  return names.map((_, at) => (at === last ? eachOf(value) : undefined));
}

function choicesOf(
  codes: readonly (Code | undefined)[],
  valueIn: (code: Code) => Value | undefined,
): Value | undefined {
  const choices = codes.flatMap((code) => {
    const value = code && valueIn(code);
    return value !== undefined && "pieces" in value ? [value.pieces] : [];
  });
  return choices.length === 0 ? undefined : { choices };
}

/** Of a list its items, of a dictionary its values. */
export function eachOf(value: Value | undefined): Value | undefined {
  if (value === undefined || "pieces" in value) return undefined;
  if ("items" in value) return value.items.length === 0 ? undefined : { choices: value.items };
  if ("choices" in value) return value;
  const choices = value.entries.flatMap(([, each]) =>
    "pieces" in each ? [each.pieces] : "choices" in each ? each.choices : [],
  );
  return choices.length === 0 ? undefined : { choices };
}
