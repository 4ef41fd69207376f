// A command that explains an object, for a terminal.

import { byId } from "./dom.ts";

export function listenForCopying(): void {
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
    const command = button?.dataset.copy;
    if (button === null || command === undefined) return;
    const copied = await navigator.clipboard.writeText(command).then(
      () => true,
      () => false,
    );
    // Where the browser gives no clipboard, the command is shown, to be copied by hand.
    button.textContent = copied ? "Copied" : command;
    const announce = byId("announce");
    if (announce !== null) announce.textContent = copied ? "Command copied." : "The command is shown on the button.";
    if (copied) setTimeout(() => button.replaceChildren("Copy explain command"), 2_000);
  });
}
