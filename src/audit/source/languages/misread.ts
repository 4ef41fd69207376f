// Code that a grammar misreads though its language has it, written in as many characters as something that the grammar reads.
// It is only tried where the grammar fails, and texts are taken from the file itself, at the same offsets.

/** In `$@"…""{x}"""` the last quotes are two quotes of the text and its end. And `[]`, a collection of nothing. */
export function csharpReadable(text: string): string {
  const signs = text.split("");
  for (const { index } of text.matchAll(/(?:\$@|@\$)"/g)) if (signs[index] !== "'") verbatim(signs, index + 3);
  return signs.join("").replace(/(?<=(?:[(,=:]|=>|\?\?|\? |\breturn)\s*)\[\]/g, "0 ");
}

/** @returns where the string ends */
function verbatim(signs: string[], from: number): number {
  for (let at = from; at < signs.length; at += 1) {
    const isTwice = signs[at] === signs[at + 1];
    if (signs[at] === '"' && !isTwice) return at + 1;
    if (signs[at] === '"') {
      signs[at] = "'";
      signs[at + 1] = "'";
      at += 1;
    } else if (signs[at] === "{" && isTwice) at += 1;
    else if (signs[at] === "{") at = expression(signs, at + 1);
  }
  return signs.length;
}

/** @returns where its brace closes */
function expression(signs: string[], from: number): number {
  let depth = 1;
  for (let at = from; at < signs.length; at += 1) {
    if (signs[at] === "{") depth += 1;
    if (signs[at] === "}") depth -= 1;
    if (depth === 0) return at;
    if (signs[at] === '"') at = string(signs, at) - 1;
  }
  return signs.length;
}

function string(signs: string[], quote: number): number {
  const opening = `${signs[quote - 2] ?? ""}${signs[quote - 1] ?? ""}`;
  if (opening.includes("@")) return verbatim(signs, quote + 1);
  for (let at = quote + 1; at < signs.length; at += 1) {
    if (signs[at] === "\\") at += 1;
    else if (signs[at] === '"') return at + 1;
  }
  return signs.length;
}

const phpKeywords =
  "abstract and as break callable case catch class clone const continue declare default do echo else elseif enddeclare endfor endforeach endif endswitch endwhile extends final finally fn for foreach function global goto if implements include include_once instanceof insteadof interface match namespace new or print private protected public readonly require require_once return static switch throw trait try use var while xor yield";
const phpKey = new RegExp(`(?<=\\$\\w+\\[)(?:${phpKeywords.replaceAll(" ", "|")})(?=\\])`, "gi");

/** In `"$field[default]"` the word is a key of the array's, whatever it means elsewhere. */
export function phpReadable(text: string): string {
  return text.replace(phpKey, (word) => `_${word.slice(1)}`);
}
