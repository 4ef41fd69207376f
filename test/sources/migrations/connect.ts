// A connection for a test that speaks to a server as one role.

import { Client } from "pg";

export async function connectPostgres(url: string): Promise<{ client: Client; close: () => Promise<void> }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return { client, close: () => client.end() };
}
