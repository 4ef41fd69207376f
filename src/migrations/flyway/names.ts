// What Flyway makes of a file's name, by its default prefixes, separator and suffix. Versions are compared part by part.

export interface Named {
  readonly sort: "versioned" | "baseline" | "repeatable" | "undo" | "callback" | "unknown" | "other";
  /** The version, without what doesn't change its value; of a repeatable one, the file's name. */
  readonly id: string;
  readonly title: string;
  readonly isSql: boolean;
}

export function flywayName(name: string): Named {
  const isSql = name.endsWith(".sql");
  const stem = name.replace(/\.(?:sql|java|class|kt)$/, "");
  const none = { id: "", title: "", isSql };
  if (stem === name) return { ...none, sort: "other" };
  const [, prefix = "", version = "", description = ""] = /^([VBUR])(.*?)__(.*)$/s.exec(stem) ?? [];
  const title = description.replaceAll("_", " ");
  if (prefix === "R" && version === "") return { sort: "repeatable", id: `R__${description}.sql`, title, isSql };
  const id = versionId(version);
  if (prefix !== "" && prefix !== "R" && id !== undefined)
    return { sort: sorts[prefix] ?? "unknown", id, title, isSql };
  if (/^(?:before|after|create)[A-Z]/.test(stem)) return { ...none, sort: isSql ? "callback" : "other" };
  return { ...none, sort: isSql ? "unknown" : "other" };
}

const sorts: Readonly<Record<string, Named["sort"]>> = { V: "versioned", B: "baseline", U: "undo" };

/** `1_02.0` as `1.2`: the same version to Flyway. Undefined for what is none. */
export function versionId(version: string): string | undefined {
  if (!/^\d+(?:[._]\d+)*$/.test(version)) return undefined;
  return version
    .split(/[._]/)
    .map((part) => String(BigInt(part)))
    .join(".")
    .replace(/(?:\.0)+$/, "");
}

export function byVersion({ id: a }: Pick<Named, "id">, { id: b }: Pick<Named, "id">): number {
  const [left, right] = [a, b].map((id) => id.split(".").map(BigInt));
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at += 1) {
    const [one, other] = [left?.[at] ?? 0n, right?.[at] ?? 0n];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
