// How many questions a server is asked does not depend on what is in the database.

import { readFileSync } from "node:fs";
import { Client } from "pg";
import { expect, test } from "vitest";
import { introspect } from "../../src/read/introspect.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { describeWithServer } from "../support/servers.ts";

const file = new URL("../fixtures/shop/live.sql", import.meta.url);
const example = splitScript(readFileSync(file, "utf8"), "live.sql")
  .map(({ sql }) => sql)
  .join(";\n");

describeWithServer(15, (server) => {
  async function asked(sql: string): Promise<{ messages: number; statements: number; objects: number }> {
    const client = new Client({ connectionString: await server().createDatabase() });
    await client.connect();
    try {
      await client.query(sql);
      await client.query("DISCARD ALL");
      const counted = { messages: 0, statements: 0 };
      const query = async (text: string) => {
        const answer = [await client.query(text)].flat();
        counted.messages += 1;
        counted.statements += answer.length;
        return answer;
      };
      const { objects } = await introspect({ query });
      return { ...counted, objects: objects.size };
    } finally {
      await client.end();
    }
  }

  test("a schema of one table and the example's", async () => {
    const [one, many] = [await asked("CREATE TABLE t (a integer)"), await asked(example)];
    expect(many.objects).toBeGreaterThan(50 * one.objects);
    expect([many.messages, many.statements]).toEqual([one.messages, one.statements]);
  });
});
