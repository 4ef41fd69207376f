// What psql's lexer (psqlscan.l) makes of a character.

export const isSpace = (character: string) =>
  character === " " ||
  character === "\n" ||
  character === "\t" ||
  character === "\r" ||
  character === "\f" ||
  character === "\v";
export const isWordStart = (character: string) =>
  (character >= "a" && character <= "z") ||
  (character >= "A" && character <= "Z") ||
  character === "_" ||
  character >= "\u0080";
export const isWordPart = (character: string) =>
  isWordStart(character) || (character >= "0" && character <= "9") || character === "$";
