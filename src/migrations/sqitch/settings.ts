// Where a Sqitch project keeps its plan and scripts: sqitch.conf's [core], over Sqitch's defaults.

import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

export interface Settings {
  readonly plan: string;
  readonly deploy: string;
  readonly revert: string;
  readonly verify: string;
  readonly reworked: string;
  readonly extension: string;
}

/** Never fails: without a file, or one that can't be read, the defaults hold. */
export async function settingsOf(root: string): Promise<Settings> {
  const core = sectionOf(await readFile(join(root, "sqitch.conf"), "utf8").catch(() => ""), "core");
  const at = (path: string) => (resolve(path) === path ? path : join(root, path));
  const top = core.get("top_dir") ?? ".";
  const deploy = core.get("deploy_dir") ?? join(top, "deploy");
  const reworked = core.get("reworked_dir");
  const reworkedDeploy = core.get("reworked_deploy_dir") ?? (reworked && join(reworked, "deploy"));
  return {
    plan: at(core.get("plan_file") ?? join(top, "sqitch.plan")),
    deploy: at(deploy),
    revert: at(core.get("revert_dir") ?? join(top, "revert")),
    verify: at(core.get("verify_dir") ?? join(top, "verify")),
    reworked: at(reworkedDeploy ?? deploy),
    extension: core.get("extension") ?? "sql",
  };
}

/** The file is as git's are: a section in brackets, then `name = value`, with `#` and `;` before comments. */
export function sectionOf(text: string, wanted: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  let section = "";
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1]?.toLowerCase() ?? section;
    const [, name, value] = /^\s*(\w+)\s*=\s*"?([^"#;]*?)"?\s*(?:[#;].*)?$/.exec(line) ?? [];
    if (section === wanted && name !== undefined && value !== undefined) settings.set(name.toLowerCase(), value);
  }
  return settings;
}
