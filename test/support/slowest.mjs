// The slowest tests of a report that `vitest run --reporter=json --outputFile=report.json` wrote, and what all took.
// node test/support/slowest.mjs report.json [how many]

import { readFileSync } from "node:fs";
import { sep } from "node:path";

const [file, most = "20"] = process.argv.slice(2);
if (file === undefined) throw new Error("usage: node test/support/slowest.mjs report.json [how many]");
const { testResults } = JSON.parse(readFileSync(file, "utf8"));
const seconds = (milliseconds) => (milliseconds / 1000).toFixed(1);
const nameOf = ({ name }) => name.split(`${sep}test${sep}`).at(-1);
const tests = testResults.flatMap((each) =>
  each.assertionResults.map(({ duration = 0, fullName }) => ({ duration, file: nameOf(each), fullName })),
);
const slowest = tests.toSorted((one, other) => other.duration - one.duration).slice(0, Number(most));
const work = testResults.reduce((sum, { startTime, endTime }) => sum + endTime - startTime, 0);
const begun = Math.min(...testResults.map(({ startTime }) => startTime));
const ended = Math.max(...testResults.map(({ endTime }) => endTime));
const rows = slowest.map(
  ({ duration, file, fullName }) =>
    `| ${seconds(duration)} | ${file} | ${fullName.replaceAll("|", "\\|").slice(0, 100)} |`,
);
process.stdout.write(
  `${tests.length} tests in ${testResults.length} files: ${seconds(work)} worker-seconds, ${seconds(ended - begun)} s from the first to the last\n\n` +
    `| s | file | test |\n|--:|---|---|\n${rows.join("\n")}\n`,
);
