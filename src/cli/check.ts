// driftcheck check: compare, report, and answer with the exit code.

import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import { reporters } from "../reporters/registry.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { checkOptionsOf } from "./comparison.ts";
import { withEnvironment } from "./environment.ts";
import { isOnGithub, tellGithub } from "./github.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";
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
  const { check } = await import("../check.ts");
  const options = await withEnvironment(asGiven);
  const { data, dataTimeout, reporter, output } = options;
  const onGithub = isOnGithub(options.github);
  const destinations = await destinationsOf(reporter, output, reporters);
  const locate = onGithub || destinations.some(({ form }) => form.locates === true);
  const report = await check({ ...(await checkOptionsOf(options)), ...given({ data, dataTimeout }), locate });
  const surroundings = { folder: folderInRepository() };
  await writeReports(report, destinations, streams, surroundings);
  const asked = destinations.map(({ form }) => form.name);
  if (onGithub) await tellGithub(report, asked, streams, surroundings);
  return report.outcome === "clean" ? exitCode.clean : exitCode.drift;
}
