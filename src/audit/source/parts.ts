// What is in a piece of code, of whatever sort it is.

import type { Code } from "./code.ts";

export function partsOf(code: Code): readonly Code[] {
  switch (code.kind) {
    case "text":
      return code.parts.filter((part): part is Code => "kind" in part);
    case "join":
      return code.parts;
    case "format":
      return [code.template, ...code.values, ...code.fields.map(({ value }) => value)];
    case "name":
      return code.of === undefined ? [] : [code.of];
    case "call":
      return [code.callee, ...code.values, ...code.fields.map(({ value }) => value), ...(code.rest ?? [])];
    case "list":
      return code.items;
    case "fields":
      return code.fields.map(({ value }) => value);
    case "either":
      return [...(code.condition === undefined ? [] : [code.condition]), ...code.options];
    case "assign":
      return [code.target, code.value];
    case "branch":
      return [...(code.condition === undefined ? [] : [code.condition]), ...code.arms.flat()];
    case "scope":
      return code.body;
    case "thrown":
    case "other":
      return code.children;
    case "constant":
      return [];
  }
}
