// driftcheck kinds: what is compared, and what is only counted.

import type { Command } from "commander";
import type { Finish, Streams } from "./command.ts";

export function addKinds(program: Command, streams: Streams, _finish: Finish): void {
  program
    .command("kinds")
    .summary("list the kinds of objects that are compared")
    .description(
      "Lists the kinds of objects that are compared, with their attributes, and those that are only counted.",
    )
    .action(async () => {
      const [{ kinds }, { unmodeledKinds }] = await Promise.all([
        import("../kinds/registry.ts"),
        import("../kinds/unmodeled.ts"),
      ]);
      for (const { name, summary, attributes } of kinds) {
        streams.out(`${name}\n  ${summary}\n`);
        for (const [attribute, { summary: what, since, privileges }] of Object.entries(attributes))
          streams.out(`  - ${attribute}: ${what}${when(since, privileges)}\n`);
      }
      streams.out(`Not compared, only counted: ${unmodeledKinds.join(", ")}\n`);
    });
}

function when(since: number | undefined, privileges: boolean | undefined): string {
  if (privileges) return " (with --privileges)";
  return since === undefined ? "" : ` (where both servers are PostgreSQL ${since} or later)`;
}
