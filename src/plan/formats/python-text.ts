// Text as Python source that means exactly it, one string a line.

/** As an argument that stands alone in a call's brackets. */
export function pythonText(text: string, indentation: string): string {
  const lines = text.split("\n");
  return lines
    .map((line, at) => `${indentation}${pythonString(at === lines.length - 1 ? line : `${line}\n`)}`)
    .join("\n");
}

/** What can't be seen is escaped. */
export function pythonString(text: string): string {
  const inside = [...text].map((character) => {
    if (character === '"' || character === "\\") return `\\${character}`;
    if (character === "\n") return "\\n";
    return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(character) ? escaped(character) : character;
  });
  return `"${inside.join("")}"`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
