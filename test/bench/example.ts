// The README's example: for the first time on a machine, restored again, and remembered.

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { driftcheck, forgetCatalogs, inWorkspace, repository, type Workspace } from "./driftcheck.ts";
import { measure, type Usage } from "./measure.ts";
import { runs } from "./options.ts";
import { type StageRow, stageRow } from "./stage-table.ts";
import { medians, megabytes, printTable, ratio, seconds, times } from "./table.ts";

const shop = (name: string) => join(repository, "test", "fixtures", "shop", name);
const [declared, live, mapping] = [shop("declared.sql"), shop("live.sql"), "shop=public"];

export function measureExample(): Promise<StageRow> {
  return inWorkspace(async (workspace) => {
    const [firsts, colds, warms]: [Usage[], Usage[], Usage[]] = [[], [], []];
    for (let run = 0; run < runs(); run++) {
      await empty(workspace.cache);
      firsts.push(await measure(example(workspace)));
      await forgetCatalogs(workspace);
      colds.push(await measure(example(workspace)));
      warms.push(await measure(example(workspace)));
    }
    printExample(firsts, colds, warms);
    return stageRow("the example", workspace, [declared, live, mapping], runs());
  });
}

function example(workspace: Workspace) {
  const args = ["--declared", declared, "--live", live, "--map-schema", mapping];
  // In the clone, as README has it, where there is a rule file.
  return { ...driftcheck(workspace, args, [1]), cwd: repository };
}

async function empty(folder: string): Promise<void> {
  await rm(folder, { recursive: true });
  await mkdir(folder);
}

function printExample(firsts: readonly Usage[], colds: readonly Usage[], warms: readonly Usage[]): void {
  const row = (name: string, usages: readonly Usage[], ...more: string[]) => {
    const { wallMs, cpuMs, peakMb } = medians(usages);
    return [name, seconds(wallMs), seconds(cpuMs), megabytes(peakMb), ...more];
  };
  printTable(
    "### The README's example, whole process",
    ["run", "wall", "cpu", "peak", "of the first", "mark"],
    [
      row("first, with an empty cache", firsts, "", ""),
      row("cold, its catalogs forgotten", colds, times(ratio(colds, firsts)), ""),
      row("warm, its catalogs remembered", warms, times(ratio(warms, firsts)), "under 0.50×"),
    ],
  );
}
