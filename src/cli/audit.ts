// driftcheck audit: the SQL in the application's source, judged by PostgreSQL against the schema.

import { existsSync } from "node:fs";
import { resolve, sep } from "node:path";
import type { Command } from "commander";
import type { AuditReport } from "../audit/report.ts";
import { github } from "../audit/reporters/github.ts";
import { githubSummary, summaryAfter } from "../audit/reporters/github-summary.ts";
import { auditReporters } from "../audit/reporters/registry.ts";
import type { OptionsOf } from "../config/options/table.ts";
import { cacheDirectory } from "../embedded/prepared-data.ts";
import { UsageError } from "../errors.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { isOnGithub, tellGithub } from "./github.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";
import { presentationOf } from "./presentation.ts";
import { destinationsOf, writeReports } from "./reports.ts";
import { folderInRepository } from "./repository.ts";

export function addAudit(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("audit")
    .argument("[paths...]", "files and folders of source", ["."])
    .summary("judge the SQL in the application's source")
    .description(
      "Reads the SQL in the application's source, and has PostgreSQL parse and prepare each statement against the schema. Nothing of the source or the SQL is executed.",
    );
  addOptions(command, "audit")
    .addHelpText("after", "\nExit codes: 0 no new blocker, 1 a blocker that is not allowed, 2 could not tell.")
    .action(async (paths: readonly string[], options: OptionsOf<"audit">) =>
      finish(await runAudit(paths, options, streams)),
    );
}

async function runAudit(paths: readonly string[], options: OptionsOf<"audit">, streams: Streams): Promise<number> {
  const { accept, check, strict } = options;
  if (accept && check) throw new UsageError("--accept and --check contradict each other. Remove one.");
  const terminal = presentationOf(options, streams);
  const destinations = await destinationsOf(options.reporter, options.output, auditReporters);
  const shown = options.quiet ? destinations.filter(({ file }) => file !== undefined) : destinations;
  const { defaultAllowlist, loadAllowlist } = await import("../audit/allowlist/entry.ts");
  const file = options.allowlist ?? defaultAllowlist;
  const isThere = options.allowlist !== undefined || existsSync(file);
  // Whoever accepts adds to the file, whatever its reasons say yet.
  const allowlist = isThere && !accept ? await loadAllowlist(file) : undefined;
  const { audit } = await import("../audit/audit.ts");
  const report = await audit({
    paths,
    root: rootOf(paths),
    ...auditOptionsOf(options),
    ...given({ allowlist, strict, memory: cacheDirectory() }),
  });
  if (accept) return acceptToday(file, report, streams);
  const folder = folderInRepository();
  const told = check ? onlyNew(report) : report;
  await writeReports(told, shown, streams, { folder }, terminal);
  const asked = shown.map(({ form }) => form.name);
  if (isOnGithub(options.github))
    await tellGithub(told, { github, githubSummary, summaryAfter }, asked, streams, { folder });
  return report.outcome === "clean" ? exitCode.clean : exitCode.drift;
}

function auditOptionsOf({ schema, searchPath, sinks, python, timeout, restoreTimeout }: OptionsOf<"audit">) {
  const names = sinks?.split(",").map((name) => name.trim());
  return given({ schema, searchPath, sinks: names, python, timeout, restoreTimeout });
}

async function acceptToday(file: string, { findings }: AuditReport, streams: Streams): Promise<number> {
  const { acceptFindings } = await import("../audit/allowlist/accept.ts");
  const count = await acceptFindings(file, findings);
  const entries = count === 1 ? "1 entry" : `${count} entries`;
  const next = count === 0 ? "" : " Write each reason before driftcheck audit reads the file.";
  streams.out(`${file}: ${entries} added.${next}\n`);
  return exitCode.clean;
}

/** What a pull request must answer for. The counts stay those of all. */
function onlyNew(report: AuditReport): AuditReport {
  const findings = report.findings.filter(({ severity, allowed }) => severity === "blocker" && allowed === undefined);
  return { ...report, findings };
}

/** Names are relative to the working directory, or to what alone is audited outside of it. */
function rootOf(paths: readonly string[]): string {
  const here = process.cwd();
  const isInside = (path: string) => `${resolve(path)}${sep}`.startsWith(`${here}${sep}`);
  const [first = ".", ...others] = paths;
  return paths.every(isInside) || others.length > 0 ? here : resolve(first);
}
