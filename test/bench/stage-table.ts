// Where the time of a check goes: the medians of each stage, over several processes that run them one after another.

import { stagesOf, type Workspace } from "./driftcheck.ts";
import { median, milliseconds, printTable } from "./table.ts";

const STAGES = ["import", ...side("declared"), ...side("live"), "diff", "rules", "report", "close"] as const;

export interface StageRow {
  readonly name: string;
  readonly stages: Readonly<Record<string, number | undefined>>;
}

export async function stageRow(
  name: string,
  workspace: Workspace,
  args: readonly string[],
  runs: number,
): Promise<StageRow> {
  const measured: Record<string, number>[] = [];
  for (let run = 0; run < runs; run++) measured.push(await stagesOf(workspace, args));
  const medianOf = (stage: string) => median(measured.map((each) => each[stage]));
  return { name, stages: Object.fromEntries(STAGES.map((stage) => [stage, medianOf(stage)])) };
}

export function printStages(rows: readonly StageRow[]): void {
  const title = [
    "### Stages, in ms, one after another in one process (a check overlaps the two sides)",
    "",
    "open: load a snapshot, connect, or start PGlite and restore · query: the server, the wire and pg's rows · read: rows to",
    "objects, schemas mapped · rules and report: the preset loaded and applied (where nothing differs, to 1 % of the columns taken away)",
  ].join("\n");
  const cells = ({ name, stages }: StageRow) => [name, ...STAGES.map((stage) => milliseconds(stages[stage]))];
  printTable(title, ["", ...STAGES], rows.map(cells));
}

function side<Side extends string>(name: Side) {
  return [`${name} open`, `${name} query`, `${name} read`] as const;
}
