// On paper there is nothing to click: what is folded is opened, and more of the drift is there.

import type { Lists } from "./lists.ts";

export function listenForPrinting(lists: Lists): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    lists.showForPrint();
    opened = [...document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
