// Text as Ruby source that means exactly it.

/** Within a call that stands at this indentation. No text is ever interpolated. */
export function rubyText(text: string, indentation: string): string {
  const isPlain = !/[\p{Cf}\p{Zl}\p{Zp}]|(?![\n])\p{Cc}/u.test(text) && !/^\s/.test(text);
  if (!isPlain) return quoted(text);
  const lines = text.split("\n");
  const words = new Set(lines.map((line) => line.trim()));
  let end = "SQL";
  for (let at = 2; words.has(end); at += 1) end = `SQL${at}`;
  // `~` takes away the indentation of the line that has the least, which is the first one.
  return `<<~'${end}'\n${lines.map((line) => `${indentation}  ${line}`).join("\n")}\n${indentation}${end}`;
}

/** In double quotes, where what can't be seen is escaped. */
function quoted(text: string): string {
  const inside = [...text].map((character) => {
    if (/["\\#]/.test(character)) return `\\${character}`;
    if (character === "\n") return "\\n";
    return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(character) ? `\\u{${character.codePointAt(0)?.toString(16)}}` : character;
  });
  return `"${inside.join("")}"`;
}
