import type { Code } from "../code.ts";
import type { ValueClass } from "./class.ts";

const words = new Set(["true", "false", "1", "0", "yes", "no", "t", "f", "y", "n", "on", "off"]);

function isBooleanLike(value: Code): boolean {
  if (value.kind === "constant") return value.value === 0 || value.value === 1;
  if (value.kind !== "text") return false;
  const [only, ...others] = value.parts;
  return only !== undefined && !("kind" in only) && others.length === 0 && words.has(only.text.toLowerCase());
}

export const booleanValue: ValueClass = {
  id: "boolean-value",
  of: "value",
  severity: "advisory",
  summary: "booleans given as something else",
  types: /^boolean$/,
  message:
    "This is given to a boolean column, and is not a boolean. PostgreSQL has no cast from a number to a boolean here.",
  advice: "Pass the language's own true or false.",
  isSuspect: isBooleanLike,
  example: {
    language: "python",
    code: 'cursor.execute("UPDATE users SET active = %s", (1,))',
    types: { "users.active": "boolean" },
  },
  nearMiss: {
    language: "python",
    code: 'cursor.execute("UPDATE users SET active = %s", (True,))',
    types: { "users.active": "boolean" },
  },
};
