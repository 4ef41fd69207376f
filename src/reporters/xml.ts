// Text in XML: in an element, or on one line in an attribute in double quotes.

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

// Not one of XML's characters, and no reader takes it, not even as a reference.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones.
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu;

export function xmlText(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => entities[character] ?? "")
    .replace(impossible, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}
