// `npm run nightly`: everything, part by part, each named before it runs and timed after. What fails does not keep the next from
// running; the exit code says whether all went well.

import { spawnSync } from "node:child_process";

const parts = [
  {
    name: "types, lint and build",
    commands: ["npm run types", "npm run lint", "npm run build"],
  },
  {
    name: "the tests in full: every mutation alone, every pair and dump of the corpus, every major, kill point and silence",
    commands: ["npx vitest run"],
    env: { DRIFTCHECK_NIGHTLY: "1" },
  },
  {
    name: "the oracle: a thousand steps from a new seed, shrunk where they fail",
    commands: ["npm run oracle"],
  },
  {
    name: "the fuzz: two thousand scripts that an accident changed, beside psql",
    commands: ["npm run fuzz"],
  },
  {
    name: "the soak: ten minutes of DDL, checks and stamps side by side on one server",
    commands: ["npm run soak"],
  },
  {
    name: "the benchmark: times and memory, of which none is asserted",
    commands: ["npm run bench"],
  },
];

const seconds = (since) => `${Math.round((performance.now() - since) / 1000)} s`;
const say = (text) => process.stdout.write(`\n== ${text}\n`);

function succeeds(command, env) {
  return spawnSync(command, { shell: true, stdio: "inherit", env: { ...process.env, ...env } }).status === 0;
}

for (const [at, { name }] of parts.entries()) say(`${at + 1} of ${parts.length}: ${name}`);
const outcomes = parts.map(({ name, commands, env = {} }, at) => {
  say(`${at + 1} of ${parts.length} begins: ${name}`);
  const started = performance.now();
  const isGood = commands.every((each) => succeeds(each, env));
  return { name, isGood, took: seconds(started) };
});
for (const { name, isGood, took } of outcomes) say(`${isGood ? "passed" : "FAILED"} in ${took}: ${name}`);
process.exitCode = outcomes.every(({ isGood }) => isGood) ? 0 : 1;
