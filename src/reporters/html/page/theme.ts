// Light or dark: as the system has it, until somebody chooses otherwise.

import { byId } from "./dom.ts";

const key = "driftcheck-theme";

export function listenForTheme(): void {
  const button = byId("theme");
  if (button === null) return;
  button.hidden = false;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const tell = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `Use ${isDark() ? "light" : "dark"} colours`);
  };
  const chosen = remembered();
  if (chosen !== undefined) root.dataset.theme = chosen;
  tell();
  dark.addEventListener("change", tell);
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    tell();
  });
}

/** A browser may refuse to remember anything for a page from disk. */
function remembered(): string | undefined {
  try {
    const chosen = localStorage.getItem(key);
    return chosen === "dark" || chosen === "light" ? chosen : undefined;
  } catch {
    return undefined;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(key, theme);
  } catch {}
}
