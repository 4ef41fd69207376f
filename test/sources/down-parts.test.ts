// Plain SQL that would undo itself: down parts of tools that are not known are refused, and nothing that only looks like one.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { refuseDownParts } from "../../src/migrations/down-parts.ts";
import { readScripts } from "../../src/scripts/files.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";

const files = useFolder();
const up = "CREATE TABLE t (id integer);";

test.each([
  ["sql-migrate", "-- +migrate Up", "-- +migrate Down"],
  ["tern", "", "---- create above / drop below ----"],
  ["node-pg-migrate", "-- Up Migration", "-- Down Migration"],
  ["MyBatis", "-- // Create it.", "-- //@UNDO"],
  ["dbmate", "-- Migrate:Up", "-- Migrate:Down"],
  ["rambler", "-- rambler up", "-- rambler down"],
  ["Play", "-- !Ups", "-- !Downs"],
  ["Play", "-- --- !Ups", "--- !Downs"],
  ["shmig", "-- ==== UP ====", "-- ==== DOWN ===="],
  ["goose", "-- by goose, in capitals", "-- +goose Down"],
])("a down part as %s marks it is refused, in a folder and in a file", async (tool, above, below) => {
  const folder = `${tool}-${below.length}`;
  const file = await files().write(`${folder}/1_t.sql`, `${above}\n${up}\n\n  ${below}\nDROP TABLE t;\n`);
  const live = await files().write("live.sql", up);
  for (const declared of [files().at(folder), file]) {
    const ran = await driftcheck(["--declared", declared, "--live", live]);
    expectRefusal(ran, `${file}:4: A down migration starts here`, "Pass up scripts only");
  }
});

test.each([
  ["001.undo.a.sql", "001.do.a.sql"],
  ["1-a.rollback.sql", "1-a.sql"],
  ["20240101-a-down.sql", "20240101-a-up.sql"],
  ["down.sql", "up.sql"],
])("%s beside %s is refused", async (down, name) => {
  await files().write(`${down}.d/${name}`, up);
  const file = await files().write(`${down}.d/${down}`, "DROP TABLE t;");
  const live = await files().write("live.sql", up);
  expectRefusal(
    await driftcheck(["--declared", files().at(`${down}.d`), "--live", live]),
    `${file}: A down migration starts here`,
  );
});

test.each([
  ["prose", "-- the server goes down; see -- +migrate Down below\n-- Down Migration notes: none"],
  ["a text", "COMMENT ON TABLE t IS '\n-- +migrate Down\n';"],
  ["a body", "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$\n-- Down Migration\nSELECT '' $$;"],
  ["pg_dump's own", "--\n-- Name: down; Type: TABLE; Schema: public; Owner: -\n--\n\n-- undo\n"],
])("%s is no down part", (_, text) => {
  expect(() => refuseDownParts([{ name: "a.sql", text }])).not.toThrow();
});

test("a file of a name that only ends so is none", () => {
  const named = (...names: string[]) => names.map((name) => ({ name, text: up }));
  expect(() => refuseDownParts(named("a/1_drop_down.sql", "a/2_undo_log.sql", "a/rundown.sql"))).not.toThrow();
});

const dumps = "/work/shared/corpus/dumps";
test.runIf(existsSync(dumps))("no dump of the corpus is refused", async () => {
  for (const name of readdirSync(dumps).filter((each) => each.endsWith(".sql")))
    refuseDownParts(await readScripts(join(dumps, name)));
});
