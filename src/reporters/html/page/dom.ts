// Elements as nodes of the page.

import type { Element } from "../view/element.ts";

export function nodeOf(element: Element | string): Node {
  if (typeof element === "string") return document.createTextNode(element);
  const node = document.createElement(element.tag);
  for (const [name, value] of Object.entries(element.attributes)) node.setAttribute(name, value);
  node.append(...element.children.map(nodeOf));
  return node;
}

/** The element of the page that has this id. The page is made by the same program, so that it is there. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T | null {
  return document.getElementById(id) as T | null;
}
