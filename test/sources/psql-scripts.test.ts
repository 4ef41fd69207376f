// What a script with psql's commands leaves in a database, beside what psql itself leaves there: the same, or a refusal. A reading
// that differs from psql's without a word is the one thing that must not be.

import { execFile } from "node:child_process";
import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { compare } from "../../src/compare/steps.ts";
import { SourceError } from "../../src/errors.ts";
import { readCatalog } from "../../src/read-catalog.ts";
import { printable } from "../../src/redact.ts";
import { useFolder } from "../support/cli.ts";
import { sample } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithDebian } from "../support/servers.ts";
import { endless, files, scripts } from "./psql-scripts.ts";

const run = promisify(execFile);
const folder = useFolder();

test.each(endless)("%s is refused", async (script) => {
  const file = await folder().write("endless.sql", script);
  await expect(readCatalog(file, { allowEmpty: true })).rejects.toThrow(/endless\.sql:\d+: psql's \\(?:watch|e)/);
});

describeWithDebian((server) => {
  const counts = { same: 0, refused: 0 };
  afterAll(() => {
    process.stderr.write(
      `${counts.same + counts.refused} of ${scripts.length} psql scripts: ${counts.same} read as psql runs them, ${counts.refused} refused\n`,
    );
  });

  /** A script that fails leaves what it had made until then: psql's exit code says nothing of it. */
  async function byPsql(file: string, url: string): Promise<void> {
    const psql = join(server().binDir, "psql");
    await access(psql);
    const given = ["--no-psqlrc", "--no-password", "--quiet", "--file", file, url];
    // No terminal and no input: what asks for something gets nothing.
    const ran = run(psql, given, { cwd: folder().path, env: { PATH: process.env.PATH, PAGER: "cat" } });
    ran.child.stdin?.end();
    await ran.catch(() => undefined);
  }

  test.each(sample(scripts, 12).map((script, at) => [printable(script), script, at] as const))(
    "%s",
    async (_, script, at) => {
      const file = folder().at(`script-${at}.sql`);
      await writeFile(file, script);
      for (const [name, text] of Object.entries(files)) await folder().write(name, text);
      const url = await server().createDatabase();
      await byPsql(file, url);
      const [ours, psqls] = await Promise.all([
        readCatalog(file, { allowEmpty: true }).catch((error: unknown) => error),
        readCatalog(url, { allowEmpty: true }),
      ]);
      await query(server().url, `DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
      if (ours instanceof Error) {
        expect(ours).toBeInstanceOf(SourceError);
        expect(ours.message).toMatch(/\w\.sql:\d/);
        counts.refused += 1;
        return;
      }
      const { drift } = await compare(ours as typeof psqls, psqls);
      expect(drift.map(({ type, id, attribute }) => [type, id, attribute])).toEqual([]);
      counts.same += 1;
    },
  );
});
