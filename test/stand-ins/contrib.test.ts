// Functions in C whose libraries PGlite lacks, and versions of extensions, beside a server that has them.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compare } from "../../src/compare/steps.ts";
import { readCatalog } from "../../src/read-catalog.ts";
import { debianMajor } from "../support/servers/debian.ts";
import { query } from "../support/servers/query.ts";
import { describeWithDebian } from "../support/servers.ts";

const file = join(import.meta.dirname, "contrib.sql");
const hasLibrary = existsSync(`/usr/lib/postgresql/${debianMajor()}/lib/postgis-3.so`);

describeWithDebian((server) => {
  it.skipIf(!hasLibrary)(
    "are compared by what PostgreSQL keeps of them, and each library that is not here is named",
    async () => {
      const url = await server().createDatabase();
      await query(url, await readFile(file, "utf8"));
      const declared = await readCatalog(file);
      expect((await compare(declared, await readCatalog(url))).drift).toEqual([]);
      expect(declared.notCompared.filter(({ what }) => what === "C function")).toEqual([
        {
          what: "C function",
          count: 1,
          reason: expect.stringMatching(/contrib\.sql:4: the library \$libdir\/dblink is not here/),
        },
        {
          what: "C function",
          count: 2,
          reason: expect.stringMatching(/contrib\.sql:9: the library \$libdir\/postgis-3 is not here/),
        },
      ]);
      expect([...declared.objects.values()].some(({ id }) => id.includes("driftcheck"))).toBe(false);
      await query(
        url,
        `CREATE OR REPLACE FUNCTION dblink_error_message(text) RETURNS text AS '$libdir/dblink', 'dblink_connect' LANGUAGE c STRICT;
       DROP EXTENSION pg_trgm; CREATE EXTENSION pg_trgm VERSION '1.5'`,
      );
      const { drift } = await compare(declared, await readCatalog(url));
      expect(drift.map(({ id, attribute, declared: should, live }) => [id, attribute, should, live])).toEqual([
        ["extension:pg_trgm", "version", "1.6", "1.5"],
        ["function:public.dblink_error_message(text)", "body", "dblink_error_message", "dblink_connect"],
      ]);
    },
  );
});
