// driftcheck check: compare, report, and answer with the exit code.

import { resolve } from "node:path";
import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import { fails } from "../reporters/fail-on.ts";
import { github } from "../reporters/github.ts";
import { githubSummary, summaryAfter } from "../reporters/github-summary.ts";
import { reporters } from "../reporters/registry.ts";
import type { Report, Reporter, Surroundings } from "../reporters/reporter.ts";
import { text } from "../reporters/text/text.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { checkOptionsOf } from "./comparison.ts";
import { configFile, withEnvironment } from "./environment.ts";
import { isOnGithub, tellGithub } from "./github.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";
import { presentationOf } from "./presentation.ts";
import { progressOn } from "./progress.ts";
import { type Destination, destinationsOf, writeReports } from "./reports.ts";
import { folderInRepository } from "./repository.ts";
import { projectRules, ruleFile } from "./rule-file.ts";

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
  if (options.watch) return runWatch(asGiven, { shown, locate, folder, terminal }, streams);
  const report = await reportFor(options, locate, streams);
  await writeReports(report, shown, streams, { folder }, terminal);
  const asked = shown.map(({ form }) => form.name);
  if (onGithub) await tellGithub(report, { github, githubSummary, summaryAfter }, asked, streams, { folder });
  return fails(report) ? exitCode.drift : exitCode.clean;
}

interface Shown {
  readonly shown: readonly Destination<Reporter>[];
  readonly locate: "drift" | boolean;
  readonly folder: string;
  readonly terminal: Surroundings;
}

/** What driftcheck.yaml says may change, too, and so is asked at each look. */
async function runWatch(
  asGiven: OptionsOf<"check">,
  { shown, locate, folder, terminal }: Shown,
  streams: Streams,
): Promise<never> {
  const [{ watchAndCheck }, { configurationFiles }] = await Promise.all([
    import("./watch.ts"),
    import("../config/files.ts"),
  ]);
  // A person reads the first report whole, and then what changed; whatever else reads has all of each.
  const isRead = (each: Destination<Reporter>) => each.file === undefined && each.form === text;
  const look = async () => {
    const options = (await withEnvironment(asGiven)) as OptionsOf<"check">;
    const { declared, live, migrations, rules, baseline, base } = options;
    return {
      names: [declared, live, migrations, baseline, base, ruleFile(rules) ?? projectRules],
      check: () => reportFor(options, locate, streams),
    };
  };
  const write = (report: Report, isFirst: boolean) =>
    writeReports(report, isFirst ? shown : shown.filter((each) => !isRead(each)), streams, { folder }, terminal);
  const tell = shown.some(isRead) ? streams.out : asGiven.quiet ? () => {} : streams.err;
  const configuration = () => configurationFiles(asGiven.config ?? configFile);
  const written = shown.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  return watchAndCheck({ configuration, look, write, tell, written }, streams);
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
