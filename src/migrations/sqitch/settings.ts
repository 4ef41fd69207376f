// Where a Sqitch project keeps its plan and scripts: sqitch.conf's [core], over Sqitch's defaults.

import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

export interface Settings {
  readonly plan: string;
  readonly deploy: string;
  readonly reworked: string;
  readonly extension: string;
}

/** Never fails: without a file, or one that can't be read, the defaults hold. */
export async function settingsOf(root: string): Promise<Settings> {
  const core = coreOf(await readFile(join(root, "sqitch.conf"), "utf8").catch(() => ""));
  const at = (path: string) => (resolve(path) === path ? path : join(root, path));
  const top = core.get("top_dir") ?? ".";
  const deploy = core.get("deploy_dir") ?? join(top, "deploy");
  const reworked = core.get("reworked_dir");
  const reworkedDeploy = core.get("reworked_deploy_dir") ?? (reworked && join(reworked, "deploy"));
  return {
    plan: at(core.get("plan_file") ?? join(top, "sqitch.plan")),
    deploy: at(deploy),
    reworked: at(reworkedDeploy ?? deploy),
    extension: core.get("extension") ?? "sql",
  };
}

/** The file is as git's are: a section in brackets, then `name = value`, with `#` and `;` before comments. */
function coreOf(text: string): Map<string, string> {
  const core = new Map<string, string>();
  let section = "";
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1]?.toLowerCase() ?? section;
    const [, name, value] = /^\s*(\w+)\s*=\s*"?([^"#;]*?)"?\s*(?:[#;].*)?$/.exec(line) ?? [];
    if (section === "core" && name !== undefined && value !== undefined) core.set(name.toLowerCase(), value);
  }
  return core;
}
