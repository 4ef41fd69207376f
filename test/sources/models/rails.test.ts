// Rails' structure.sql is read as it is; its other form is refused with what to do.

import { expect, test } from "vitest";
import { rails } from "../../../src/sources/models/rails.ts";
import { catalogOf, fixture } from "../migrations/fixtures.ts";

test("structure.sql is the dump that it is", async () => {
  const { scripts, lacks } = await rails.ddl(fixture("rails/db/structure.sql"), {});
  expect(lacks).toBeUndefined();
  const ids = [...(await catalogOf(scripts)).objects.keys()].map(String);
  expect(ids).toEqual(expect.arrayContaining(["table:public.books", "trigger:public.books.books_touch"]));
});

test("schema.rb is refused", async () => {
  const refused = rails.ddl(fixture("rails/db/schema.rb"), {});
  await expect(refused).rejects.toThrow(/schema\.rb is Ruby.*config\.active_record\.schema_format = :sql/);
});
