// Who moved since the last stamp: an attestation holds both sides as they were, also where they differed.

import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { reportOf } from "../support/report.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const folder = useFolder();
const file = "driftcheck-attestation.yaml";
const schema = `CREATE TABLE users (id integer PRIMARY KEY, email varchar(80), age integer);
  CREATE INDEX by_email ON users (email); CREATE INDEX by_age ON users (age);`;

describe("an attestation as the base", () => {
  describeWithServer(18, (server) => {
    it("tells the model from the database, and what differed at the stamp already", async () => {
      const live = await server().createDatabase();
      // Names of indexes don't matter: the base must be understood as a check understands it.
      await query(live, schema.replace("INDEX by_email", "INDEX idx_17_by_email").replace("age integer", "age bigint"));
      await folder().write("model.sql", schema);
      await folder().write("migrations/00001_all.sql", `-- +goose Up\n${schema}\n`);
      const run = (args: readonly string[]) => driftcheck(args, { cwd: folder().path });
      const sides = ["--declared", "model.sql", "--live", live, "--no-rules"];
      const stamped = await run(["stamp", ...sides, "--migrations", "goose:migrations", "--force"]);
      expect([stamped.code, stamped.stderr]).toEqual([0, ""]);
      await query(live, "ALTER TABLE users ADD COLUMN by_hand integer; DROP INDEX by_age; DROP TABLE goose_db_version");
      await folder().write(
        "model.sql",
        schema.replace("CREATE INDEX by_email ON users (email);", "").replace("varchar(80)", "text"),
      );
      const report = reportOf((await run([...sides, "--reporter", "json"])).stdout);
      const marks = Object.fromEntries(
        report.drift.map(({ id, attribute = "", moved }) => [`${id} ${attribute}`, moved]),
      );
      expect(marks).toMatchObject({
        "column:public.users.by_hand ": "database",
        "column:public.users.email type": "model",
        "column:public.users.age type": "neither",
        "index:public.users.by_age ": "database",
        "index:public.users.idx_17_by_email ": "model",
      });
      expect(report.base).toMatchObject({ kind: "attestation", locator: file });
    });

    it("is refused where it was edited, and not taken for another database's", async () => {
      const other = await server().createDatabase();
      await query(other, "CREATE TABLE others (id integer)");
      const sides = ["--declared", "model.sql", "--live", other, "--no-rules", "--reporter", "json"];
      const ran = await driftcheck(sides, { cwd: folder().path });
      expect([ran.code, reportOf(ran.stdout).base]).toEqual([1, undefined]);
      const text = await readFile(folder().at(file), "utf8");
      const edited = text.replace(/^( {2}model: )([^"\s]{8})/m, "$1AAAAAAAA");
      expect(edited).not.toBe(text);
      await writeFile(folder().at("edited.yaml"), edited);
      expectRefusal(await driftcheck([...sides, "--base", "edited.yaml"], { cwd: folder().path }), "edited by hand");
    });
  });
});
