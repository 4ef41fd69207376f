// Sentences of ours, in which code stands between backticks.

import { type Element, h } from "./element.ts";

export function prose(text: string): (Element | string)[] {
  const parts = text.split("`");
  // One that has no partner is only a character.
  return parts.length % 2 === 0 ? [text] : parts.map((part, at) => (at % 2 === 1 ? h("code", {}, part) : part));
}
