// What it costs to start the program at all: `--help` beside a node that does nothing.

import { driftcheck, inWorkspace, node } from "./driftcheck.ts";
import { measure, type Usage } from "./measure.ts";
import { runs } from "./options.ts";
import { medians, megabytes, milliseconds, printTable } from "./table.ts";

const GRACE_MS = 100;
const FACTOR = 1.5;

export async function measureStartup(): Promise<void> {
  const [helps, bares]: [Usage[], Usage[]] = [[], []];
  await inWorkspace(async (workspace) => {
    // Short runs vary most, and cost least to repeat.
    for (let run = 0; run < 3 * runs(); run++) {
      helps.push(await measure(driftcheck(workspace, ["--help"], [0])));
      bares.push(await measure(node(["-e", "0"])));
    }
  });
  const [help, bare] = [medians(helps), medians(bares)];
  const allowed = bare.wallMs === undefined ? undefined : FACTOR * bare.wallMs + GRACE_MS;
  printTable(
    "### Starting, whole process",
    ["command", "wall ms", "cpu ms", "peak", "mark"],
    [
      ["node -e 0", milliseconds(bare.wallMs), milliseconds(bare.cpuMs), megabytes(bare.peakMb), ""],
      [
        "driftcheck --help",
        ...[milliseconds(help.wallMs), milliseconds(help.cpuMs), megabytes(help.peakMb)],
        `within ${milliseconds(allowed)} ms: ${FACTOR} times a bare node, and ${GRACE_MS} ms`,
      ],
    ],
  );
}
