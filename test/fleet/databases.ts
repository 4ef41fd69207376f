// A small model, and databases of it that differ in known ways.

import type { AddressInfo } from "node:net";
import { connect, createServer, type Server as TcpServer } from "node:net";
import { query } from "../support/servers/query.ts";
import type { Server } from "../support/servers.ts";

export const model = `CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL, total numeric(10,2));
CREATE INDEX ix_orders_status ON orders (status);
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id));`;

/** What each has otherwise than the model; `shop_09` lets nobody in but its owner. */
const changes: Readonly<Record<string, string>> = {
  shop_01: "DROP INDEX ix_orders_status",
  shop_02: "DROP INDEX ix_orders_status",
  shop_03: "DROP INDEX ix_orders_status; ALTER TABLE items ADD note text",
  shop_04: "ALTER TABLE items ADD note text",
  shop_05: "",
  shop_06: "",
  shop_07: "",
  shop_08: "ALTER TABLE orders ALTER status DROP NOT NULL",
  shop_09: "",
};

/** @returns the URL of the role that checks them, with its password and without a database */
export async function makeShops(server: Server): Promise<string> {
  await query(server.url, "CREATE ROLE checker LOGIN PASSWORD 'hush-hush'");
  await query(await server.createDatabase("shop_model"), `${model} ALTER DATABASE shop_model IS_TEMPLATE true`);
  for (const [name, sql] of Object.entries(changes)) {
    await query(server.url, `CREATE DATABASE ${name} TEMPLATE shop_model`);
    if (sql !== "") await query(urlOf(server, name), sql);
  }
  await query(server.url, "REVOKE CONNECT ON DATABASE shop_09 FROM PUBLIC");
  const url = new URL(server.url);
  return `postgres://checker:hush-hush@${url.host}`;
}

export function urlOf(server: Server, database: string): string {
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  return url.href;
}

/** Takes every connection and says nothing, until it is told to hang up. */
export async function silentServer(): Promise<{
  readonly url: string;
  readonly end: () => void;
  readonly asked: Promise<void>;
}> {
  let told = () => {};
  const asked = new Promise<void>((resolve) => {
    told = resolve;
  });
  let isEnded = false;
  const sockets = new Set<{ destroy: () => void }>();
  const server: TcpServer = createServer((socket) => {
    socket.on("error", () => {});
    if (isEnded) socket.destroy();
    sockets.add(socket);
    told();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const end = () => {
    isEnded = true;
    for (const socket of sockets) socket.destroy();
  };
  return { url: `postgres://checker@127.0.0.1:${(server.address() as AddressInfo).port}/silent`, end, asked };
}

const startingUp = "SFATAL\0C57P03\0Mthe database system is starting up\0\0";

/** A way to a server that at first is starting up, so often. */
export async function startingServer(server: string, times: number): Promise<string> {
  let left = times;
  const { hostname, port } = new URL(server);
  const listener = createServer((socket) => {
    socket.on("error", () => {});
    if (left === 0) {
      const through = connect(Number(port), hostname);
      through.on("error", () => {});
      socket.pipe(through).pipe(socket);
      return;
    }
    left -= 1;
    socket.once("data", () => {
      const length = Buffer.alloc(4);
      length.writeInt32BE(startingUp.length + 4);
      socket.end(Buffer.concat([Buffer.from("E"), length, Buffer.from(startingUp)]));
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  listener.unref();
  const url = new URL(server);
  url.port = String((listener.address() as AddressInfo).port);
  url.searchParams.set("sslmode", "disable");
  return url.href;
}
