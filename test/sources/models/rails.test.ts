// Rails' structure.sql is read as it is; its other form is refused with what to do.

import { expect, test } from "vitest";
import { rails } from "../../../src/models/rails.ts";
import { driftcheck, expectRefusal, useFolder } from "../../support/cli.ts";
import { catalogOf, fixture } from "../migrations/fixtures.ts";

const application = useFolder();

test("structure.sql is the dump that it is", async () => {
  const { scripts, lacks } = await rails.ddl(fixture("rails/db/structure.sql"), {});
  expect(lacks).toBeUndefined();
  const ids = [...(await catalogOf(scripts)).objects.keys()].map(String);
  expect(ids).toEqual(expect.arrayContaining(["table:public.books", "trigger:public.books.books_touch"]));
});

test.each(["db/schema.rb", "db/structure.sql", "db", "db/migrate"])(
  "%s of an application that keeps only schema.rb is refused with how to get the other",
  async (path) => {
    await application().write("db/migrate/20200101000000_users.rb", "");
    await application().write("db/schema.rb", "");
    await application().write("live.sql", "CREATE TABLE t (a int);");
    const locators = path.includes(".") ? [`rails:${path}`] : [`rails:${path}`, path];
    for (const locator of locators) {
      const ran = await driftcheck(["--declared", locator, "--live", "live.sql"], { cwd: application().path });
      expectRefusal(ran, "db/schema.rb is Ruby", "config.active_record.schema_format = :sql", "rails db:schema:dump");
    }
  },
);
