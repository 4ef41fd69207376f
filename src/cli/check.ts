// driftcheck check: compare, report, and answer with the exit code.

import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import { fails } from "../reporters/fail-on.ts";
import { github } from "../reporters/github.ts";
import { githubSummary, summaryAfter } from "../reporters/github-summary.ts";
import { reporters } from "../reporters/registry.ts";
import type { Report, Reporter } from "../reporters/reporter.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { checkOptionsOf } from "./comparison.ts";
import { withEnvironment } from "./environment.ts";
import { isOnGithub, tellGithub } from "./github.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";
import { presentationOf } from "./presentation.ts";
import { progressOn } from "./progress.ts";
import { destinationsOf, writeReports } from "./reports.ts";
import { folderInRepository } from "./repository.ts";

export function addCheck(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("check", { isDefault: true })
    .summary("report the differences (default command)")
    .description("Compares the live schema with the declared one and reports the differences.");
  addOptions(command, "check").action(async (options: OptionsOf<"check">) => finish(await runCheck(options, streams)));
}

async function runCheck(asGiven: OptionsOf<"check">, streams: Streams): Promise<number> {
  if (asGiven.printQueries) {
    const isFleet = namesMany(asGiven);
    const options = isFleet ? asGiven : ((await withEnvironment(asGiven)) as OptionsOf<"check">);
    streams.out(await (await import("./print-queries.ts")).queriesText(options, isFleet));
    return exitCode.clean;
  }
  if (!mayBeMany(asGiven)) return runOne(asGiven, (await withEnvironment(asGiven)) as OptionsOf<"check">, streams);
  const { targets, options } = await (await import("./fleet-targets.ts")).fleetOf(asGiven);
  if (targets !== undefined) return (await import("./fleet.ts")).runFleet({ targets, options }, streams);
  return runOne(asGiven, options, streams);
}

/** Whoever names both sides means one database, and waits for no file. */
const mayBeMany = (options: OptionsOf<"check">) =>
  options.declared === undefined || options.live === undefined || namesMany(options);

const namesMany = ({ env = [], allEnvs, targets, shard, since, journal }: OptionsOf<"check">) =>
  env.length > 1 || [allEnvs, targets, shard, since, journal].some((each) => each !== undefined);

/** @param options with what the environment adds to those given */
async function runOne(asGiven: OptionsOf<"check">, options: OptionsOf<"check">, streams: Streams): Promise<number> {
  const terminal = presentationOf(options, streams);
  const destinations = await destinationsOf(options.reporter, options.output, reporters);
  const shown = options.quiet ? destinations.filter(({ file }) => file !== undefined) : destinations;
  const onGithub = isOnGithub(options.github);
  const locate = onGithub || locatesOf(shown.map(({ form }) => form));
  const folder = folderInRepository();
  const write = (report: Report) => writeReports(report, shown, streams, { folder }, terminal);
  if (options.watch) {
    const { watchAndCheck } = await import("./watch.ts");
    // What driftcheck.yaml says may change, too.
    const check = async () => reportFor(await withEnvironment(asGiven), locate, streams);
    const { declared, live, migrations, rules, baseline } = options;
    const names = [declared, live, migrations, rules, baseline, asGiven.config ?? "driftcheck.yaml"];
    return watchAndCheck({ names, check, write }, streams);
  }
  const report = await reportFor(options, locate, streams);
  await write(report);
  const asked = shown.map(({ form }) => form.name);
  if (onGithub) await tellGithub(report, { github, githubSummary, summaryAfter }, asked, streams, { folder });
  return fails(report) ? exitCode.drift : exitCode.clean;
}

/** As much as the one of them that shows the most. */
function locatesOf(forms: readonly Reporter[]): "drift" | boolean {
  if (forms.some(({ locates }) => locates === true)) return true;
  return forms.some(({ locates }) => locates === "drift") && "drift";
}

async function reportFor(options: OptionsOf<"check">, locate: "drift" | boolean, streams: Streams): Promise<Report> {
  const { check } = await import("../check.ts");
  const { data, dataTimeout, failOn } = options;
  const progress = progressOn(streams);
  const more = { locate, ...given({ data, dataTimeout, restored: progress?.restored, again: options.watch }) };
  const asked = await checkOptionsOf(options);
  const { findBase } = await import("../stamp/find-base.ts");
  const { python, timeout, restoreTimeout, privileges } = options;
  const reading = given({ base: options.base, python, timeout, restoreTimeout, privileges });
  const base = given({ base: findBase(reading, asked.declared, asked.live) });
  const checked = await check({ ...asked, ...more, ...base }).finally(() => progress?.end());
  const report = { ...checked, ...given({ failOn }) };
  await (await import("./last-ids.ts")).rememberIds(report);
  return report;
}
