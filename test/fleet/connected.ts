// A session on a server, for one question.

import { Client } from "pg";

export async function connected<T>(url: string, question: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  await client.connect();
  try {
    return await question(client);
  } finally {
    await client.end();
  }
}
