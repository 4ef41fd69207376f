// The allowlist of an audit: the one that is named, else the one that lies in the folder.

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AllowedEntry } from "../audit/allowlist/entry.ts";

/** @throws RuleError where it can't be read, or a reason is still to be written */
export async function allowlistOf(named: string | undefined, folder: string): Promise<AllowedEntry[] | undefined> {
  const { defaultAllowlist, loadAllowlist } = await import("../audit/allowlist/entry.ts");
  const file = named ?? join(folder, defaultAllowlist);
  return named !== undefined || existsSync(file) ? await loadAllowlist(file) : undefined;
}
