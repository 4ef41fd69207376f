// Globs over object ids: `*` stands for anything but a dot, `**` for anything. Linear in the text, whatever the pattern.

export function matchesGlob(glob: string, text: string): boolean {
  const star = glob.indexOf("*");
  if (star === -1) return glob === text;
  if (!text.startsWith(glob.slice(0, star))) return false;
  const parts = glob.split(/(\*\*?)/);
  let reachable = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    if (part.startsWith("*")) {
      for (let from = Math.min(...reachable, text.length); from <= text.length; from += 1) {
        const open = reachable.has(from) || (next.has(from - 1) && (part === "**" || text[from - 1] !== "."));
        if (open) next.add(from);
      }
    } else {
      for (const from of reachable) if (text.startsWith(part, from)) next.add(from + part.length);
    }
    if (next.size === 0) return false;
    reachable = next;
  }
  return reachable.has(text.length);
}
