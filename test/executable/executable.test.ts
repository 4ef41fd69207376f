// The single executable in a root of its own that has no Node.js: README's example, a live server, and a project's own Python.
// Making it takes long and it has a hundred megabytes, so that only the nightly run does.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeWith } from "../support/python.ts";
import { isNightly } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const bookings = join(repository, "test/fixtures/bookings");
const isAsked = isNightly || process.env.DRIFTCHECK_EXECUTABLE === "1";
const isPossible =
  process.platform === "linux" && process.arch === "x64" && spawnSync("unshare", ["--mount", "true"]).status === 0;
if (isAsked && !isPossible)
  process.stderr.write("\n!! SKIPPED, the executable: it takes Linux x64 and the right to unshare\n\n");

const root = mkdtempSync(join(tmpdir(), "driftcheck-root-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

// What a slim image has: the machine's libraries and Python, and no Node.js. The mounts end with the process.
const enter = `set -e
mount --bind /usr "$ROOT/usr"; mount --bind /etc "$ROOT/etc"; mount --bind /dev "$ROOT/dev"; mount -t proc proc "$ROOT/proc"
for node in "$ROOT/usr/bin/node" "$ROOT/usr/local/bin/node"; do if [ -e "$node" ]; then mount --bind /dev/null "$node"; fi; done
exec chroot "$ROOT" "$@"`;

function inside(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const variables = Object.entries({ PATH: "", HOME: "/home", ...env }).map(([name, value]) => `${name}=${value}`);
  const command = ["/usr/bin/env", "-i", "--chdir=/work", ...variables, "/driftcheck", ...args];
  const { status, stdout, stderr } = spawnSync("unshare", ["--mount", "sh", "-c", enter, "sh", ...command], {
    env: { PATH: process.env.PATH, ROOT: root },
    encoding: "utf8",
  });
  return { code: status, stdout, stderr };
}

describe.runIf(isAsked && isPossible)("the executable", () => {
  beforeAll(() => {
    for (const name of ["usr", "etc", "dev", "proc", "tmp", "home", "work"]) mkdirSync(join(root, name));
    for (const name of ["lib", "lib64", "bin"]) symlinkSync(`usr/${name}`, join(root, name));
    const made = execFileSync(process.execPath, ["executable/make.mjs", join(root, "driftcheck")], {
      cwd: repository,
      encoding: "utf8",
      stdio: "pipe",
    });
    expect(made).toMatch(/driftcheck: \d+ MB$/m);
    for (const name of ["declared.sql", "live.sql"]) cpSync(join(bookings, name), join(root, "work", name));
  });

  const example = ["--declared", "declared.sql", "--live", "live.sql"] as const;

  it("answers README's example, and unpacks itself once", () => {
    const expected = readFileSync(join(bookings, "expected.txt"), "utf8");
    const [first, second] = [inside({}, ...example), inside({}, ...example)];
    expect(first).toEqual({ code: 1, stdout: expected, stderr: "" });
    expect(second).toEqual(first);
    expect(existsSync(join(root, "home/.cache/driftcheck"))).toBe(true);
  });

  it("leaves nothing where nothing can be kept", () => {
    writeFileSync(join(root, "work/file"), "");
    expect(inside({ DRIFTCHECK_CACHE_DIR: "/work/file/below" }, ...example)).toMatchObject({ code: 1, stderr: "" });
    expect(spawnSync("ls", [join(root, "tmp")], { encoding: "utf8" }).stdout).toBe("");
  });

  describeWithServer(15, (server) => {
    it("reads a live server", async () => {
      const url = await server().createDatabase();
      await query(url, readFileSync(join(bookings, "declared.sql"), "utf8"));
      const ran = inside({}, "--declared", "declared.sql", "--live", url);
      expect(ran).toMatchObject({ code: 0, stderr: "" });
      expect(ran.stdout).toMatch(/^No drift\./);
    });
  });

  describeWith("sqlalchemy", () => {
    it("reads models with the project's own Python", () => {
      writeFileSync(
        join(root, "work/models.py"),
        "import sqlalchemy as sa\nmetadata = sa.MetaData()\nsa.Table('t', metadata, sa.Column('id', sa.Integer, primary_key=True))\n",
      );
      writeFileSync(join(root, "work/t.sql"), "CREATE TABLE t (id serial PRIMARY KEY);");
      const ran = inside({ PATH: "/usr/bin" }, "--declared", "sqlalchemy:models:metadata", "--live", "t.sql");
      expect(ran).toMatchObject({ code: 0, stderr: "" });
    });
  });
});
