// How many columns of a terminal a text takes: some characters take two, some stand on the one before. Nothing is cut inside of one.

const wide =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Yi}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const none = /[\p{Mn}\p{Me}]/u;

export const columnsOf = (text: string): number =>
  isAscii(text) ? text.length : [...text].reduce((sum, each) => sum + ofCharacter(each), 0);

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of them.
const isAscii = (text: string) => /^[\u0000-\u007f]*$/.test(text);

const ofCharacter = (character: string) => (none.test(character) ? 0 : wide.test(character) ? 2 : 1);

/** The text in pieces of so many columns, at least one. */
export function piecesOf(text: string, columns: number): readonly string[] {
  const pieces: string[] = [];
  let [piece, taken] = ["", 0];
  for (const character of text) {
    const own = ofCharacter(character);
    if (taken + own > columns && piece !== "") {
      pieces.push(piece);
      [piece, taken] = ["", 0];
    }
    piece += character;
    taken += own;
  }
  return [...pieces, piece];
}
