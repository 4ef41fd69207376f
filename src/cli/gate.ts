// driftcheck gate: drift of the project's environments, its audit and its own commands, and one exit code for all.

import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import type { Gate, GateAudit } from "../config/gate.ts";
import type { OptionsOf } from "../config/options/table.ts";
import type { Variable } from "../config/place.ts";
import { cacheDirectory } from "../embedded/prepared-data.ts";
import { UsageError } from "../errors.ts";
import type { Result, Step } from "../gate/step.ts";
import { amongKnown } from "../input/nearest.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { checkOptionsOf } from "./comparison.ts";
import { configFile, withEnvironment } from "./environment.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";

export function addGate(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("gate")
    .summary("check drift, audit and run the project's own commands")
    .description(
      "Runs what the gate of driftcheck.yaml names: the check of each environment, the audit, and the project's own commands, such as its compatibility tests.",
    );
  addOptions(command, "gate")
    .addHelpText("after", "\nExit codes: 0 every step passed, 1 a step failed, 2 could not tell.")
    .action(async (options: OptionsOf<"gate">) => finish(await runGateCommand(options, streams)));
}

async function runGateCommand(options: OptionsOf<"gate">, streams: Streams): Promise<number> {
  const { config = configFile, only, release, output } = options;
  const [{ loadGate }, { runGate, outcomeOf }, text, { checklist }, { writeWhole }] = await Promise.all([
    import("../config/gate.ts"),
    import("../gate/gate.ts"),
    import("../gate/text.ts"),
    import("../gate/release.ts"),
    import("../files.ts"),
  ]);
  const steps = chosen(await stepsOf(await loadGate(config), options.config), only, config);
  const written: string[] = [];
  const out = output === undefined ? streams.out : (line: string) => written.push(line);
  const results = await runGate(steps, (result: Result) => {
    if (!release) out(text.lineOf(result, steps));
    streams.err(text.printedBy(result));
  });
  out(release ? checklist(results) : text.verdictOf(results));
  if (output !== undefined) await writeWhole(output, written.join(""));
  return { passed: exitCode.clean, failed: exitCode.drift, "could not tell": exitCode.couldNotTell }[
    outcomeOf(results)
  ];
}

async function stepsOf({ drift, audit, commands }: Gate, config: string | undefined): Promise<Step[]> {
  const [{ driftStep }, { auditStep }, { commandStep }] = await Promise.all([
    import("../gate/drift.ts"),
    import("../gate/audit.ts"),
    import("../gate/command.ts"),
  ]);
  const folder = dirname(resolve(config ?? configFile));
  const withConfig = config === undefined ? "" : ` --config ${config}`;
  return [
    ...drift.map((env) => driftStep(env, `driftcheck check --env ${env}${withConfig}`, () => checkOf(env, config))),
    ...(audit ? [auditStep(asCommandLine(audit), () => auditOf(audit, folder))] : []),
    ...commands.map((each) => commandStep(each, folder)),
  ];
}

/** By a step's name, the name of its environment, or all of one sort. */
function chosen(steps: readonly Step[], only: readonly string[] | undefined, config: string): readonly Step[] {
  if (steps.length === 0) throw new UsageError(`${config}: gate: names nothing to run. Add drift, audit or commands.`);
  if (only === undefined) return steps;
  const names = new Map<string, Step[]>();
  const add = (name: string, step: Step) => names.set(name, [...(names.get(name) ?? []), step]);
  for (const step of steps) {
    const [, environment] = /^drift (.*)$/s.exec(step.name) ?? [];
    for (const name of environment === undefined ? [step.name] : ["drift", environment, step.name]) add(name, step);
  }
  const asked = only.flatMap((each) => each.split(",").map((name) => name.trim()));
  const unknown = asked.find((each) => !names.has(each));
  if (unknown !== undefined)
    throw new UsageError(`--only ${unknown}: the gate has no such step.${amongKnown(unknown, [...names.keys()])}`);
  const found = new Set(asked.flatMap((each) => names.get(each) ?? []));
  return steps.filter((step) => found.has(step));
}

async function checkOf(env: string, config: string | undefined) {
  const options = await withEnvironment<OptionsOf<"check">>({ env: [env], ...given({ config }) });
  const { check } = await import("../check.ts");
  const { data, dataTimeout, failOn } = options;
  const report = await check({ ...(await checkOptionsOf(options)), ...given({ data, dataTimeout }) });
  return { ...report, ...given({ failOn }) };
}

/** Its paths, and those in its report, are relative to the folder of driftcheck.yaml. */
async function auditOf({ schema, allowlist, ...more }: GateAudit, folder: string) {
  const [{ audit }, { allowlistOf }] = await Promise.all([import("../audit/audit.ts"), import("./allowlist.ts")]);
  return await audit({
    ...more,
    root: folder,
    ...given({
      memory: cacheDirectory(),
      schema: await locatorOf(schema),
      allowlist: await allowlistOf(allowlist, folder),
    }),
  });
}

async function locatorOf(schema: string | Variable | undefined): Promise<string | undefined> {
  return typeof schema === "object" ? await (await import("../config/place.ts")).readVariable(schema) : schema;
}

/** What shows the findings, as far as a line can say it. */
function asCommandLine({ paths, schema, searchPath }: GateAudit): string {
  const locator = typeof schema === "object" ? `"$${schema.variable}"` : schema;
  return [
    ...["driftcheck audit", ...paths.filter((path) => path !== ".")],
    ...(locator === undefined ? [] : [`--schema ${locator}`]),
    ...(searchPath === undefined ? [] : [`--search-path ${searchPath}`]),
  ].join(" ");
}
