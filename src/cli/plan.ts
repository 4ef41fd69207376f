// driftcheck plan: the statements that take the live schema to the declared one, for the drift that is reported.

import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import { UsageError } from "../errors.ts";
import type { Draft, PlanFormat } from "../plan/formats/format.ts";
import type { Plan } from "../plan/plan.ts";
import { printable } from "../redact.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { comparisonOf } from "./comparison.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";
import { destinationsOf, writeReports } from "./reports.ts";

export function addPlan(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("plan")
    .summary("write the statements that take the drift away")
    .description(
      "Writes the statements that take the live schema to the declared one, for the drift that a check reports and no other. They are proven on a copy. The live database is not changed.",
    );
  addOptions(command, "plan")
    .addHelpText(
      "after",
      "\nExit codes: 0 nothing to plan, or live is as planned for; 1 a plan that is proven; 2 something could not be planned or proven, or live moved.",
    )
    .action(async ({ verify, ...options }: OptionsOf<"plan">) =>
      finish(verify === undefined ? await runPlan(options, streams) : await runVerify(verify, options, streams)),
    );
}

type PlanOptions = Omit<OptionsOf<"plan">, "verify">;

const exitCodes = { nothing: exitCode.clean, proven: exitCode.drift, unproven: exitCode.couldNotTell } as const;

async function runPlan(options: PlanOptions, streams: Streams): Promise<number> {
  const { only, rename, data, dataTimeout, allow, unproven, out } = options;
  const [{ plan }, { planJson }, { reversed }] = await Promise.all([
    import("../plan/make.ts"),
    import("../plan/json.ts"),
    import("../plan/reversed.ts"),
  ]);
  const format = await formatOf(options);
  const checked = await comparisonOf(options);
  const path = await import("../plan/formats/place.ts").then(({ pathOf }) =>
    pathOf(format, out, [checked.migrations, checked.declared]),
  );
  const made = await plan({
    ...checked,
    ...given({ only, renames: rename, data, dataTimeout, unproven }),
    allowDataLoss: allow?.includes("data-loss") === true,
  });
  const planned = options.reverse ? reversed(made) : made;
  const draft =
    made.outcome === "nothing"
      ? { files: [] }
      : await drafted(format, planned, path, { ...options, declared: checked.declared });
  const files = out === undefined || made.outcome === "nothing" ? [] : await written(draft);
  const shown = await textOf(planned, draft, files, only);
  const text = { name: "text", render: () => shown };
  const json = { name: "json", render: () => planJson(planned, files) };
  await writeReports(planned, await destinationsOf(options.reporter, undefined, [text, json]), streams);
  for (const note of draft.notes ?? []) streams.err(`${printable(note)}\n`);
  return exitCodes[made.outcome];
}

async function formatOf({ format = "sql", name }: PlanOptions): Promise<PlanFormat> {
  const { planFormats } = await import("../plan/formats/registry.ts");
  if (name !== undefined) (await import("../plan/formats/folder.ts")).checkName(name);
  const found = planFormats.find((each) => each.name === format);
  if (found === undefined) throw new UsageError(`--format ${JSON.stringify(format)} is not known`);
  return found;
}

interface Drafting extends PlanOptions {
  readonly declared: string;
}

async function drafted(format: PlanFormat, plan: Plan, path: string, options: Drafting): Promise<Draft> {
  const { noted } = await import("../plan/formats/state.ts");
  const { defaultLockTimeout } = await import("../plan/formats/format.ts");
  const { name = "to_declared", lockTimeout: seconds, python, app } = options;
  const lockTimeout = seconds === undefined ? defaultLockTimeout : `${seconds}s`;
  return format.draft(noted(plan, format, options.declared), {
    path,
    name,
    lockTimeout,
    now: new Date(),
    ...given({ python, app }),
  });
}

const written = async (draft: Draft) => (await import("../plan/formats/write.ts")).writeDraft(draft);

/** Where files are written, they are named; otherwise what they would hold is printed. */
async function textOf(plan: Plan, draft: Draft, files: readonly string[], only?: readonly string[]): Promise<string> {
  const { verdict } = await import("../plan/verdict.ts");
  if (plan.outcome === "nothing" && only !== undefined)
    return `-- nothing to plan: no drift is reported of ${only.map(printable).join(", ")} (--only)\n`;
  if (plan.outcome === "nothing") return `-- ${verdict(plan)}\n`;
  if (files.length > 0) return `${[...files.map(printable), verdict(plan)].join("\n")}\n`;
  return (await import("../plan/formats/show.ts")).shown(draft);
}

async function runVerify(file: string, options: PlanOptions, streams: Streams): Promise<number> {
  const { isStillAsPlanned } = await import("../plan/verify.ts");
  if (await isStillAsPlanned(file, await comparisonOf(options))) {
    streams.out(`The live schema is the one that ${printable(file)} was planned for.\n`);
    return exitCode.clean;
  }
  throw new UsageError(`The live schema changed since ${file} was planned. Plan again, and do not run it.`);
}
