// One process at a time holds a folder, and a process that was killed holds none.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { realpath } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { lockFolder } from "../../src/embedded/folder-lock.ts";
import { useFolder } from "../support/cli.ts";

const folder = useFolder();

// Ports work on every system, and only macOS's kind has to do with them.
describe.each([...(process.platform === "linux" ? ["linux"] : []), "darwin"])("on %s", (platform) => {
  it("is held once, and given back", async () => {
    const unlock = await lockFolder(folder().path, platform);
    await expect(lockFolder(folder().path, platform)).rejects.toThrow(/another driftcheck is writing to/);
    unlock();
    (await lockFolder(folder().path, platform))();
  });

  it("is held by one of many that ask at once, or by none", async () => {
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder().path, platform)));
    const got = asked.filter((each) => each.status === "fulfilled");
    expect(got.length).toBeLessThanOrEqual(1);
    for (const each of got) each.value();
  });
});

const digest = async () =>
  createHash("sha256")
    .update(await realpath(folder().path))
    .digest("hex")
    .slice(0, 32);

it.runIf(process.platform === "linux")("is not held by the dead", async () => {
  const code = `require("node:net").createServer().listen("\\0driftcheck-${await digest()}", () => console.log("held"))`;
  const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  await expect(lockFolder(folder().path, "linux")).rejects.toThrow(/another driftcheck/);
  child.kill("SIGKILL");
  await once(child, "exit");
  (await lockFolder(folder().path, "linux"))();
});

describe("ports that other programs have", () => {
  const others: Server[] = [];
  afterEach(() => {
    for (const server of others.splice(0)) server.close();
  });

  async function take(count: number): Promise<void> {
    const whole = await digest();
    for (const at of [0, 8, 16].slice(0, count)) {
      const server = createServer((socket) => socket.end("220 mail\r\n"));
      others.push(server);
      await once(
        server.listen(20_000 + (Number.parseInt(whole.slice(at, at + 8), 16) % 12_768), "127.0.0.1"),
        "listening",
      );
    }
  }

  it("are no rival's: the folder is locked by those that are left", async () => {
    await take(2);
    const unlock = await lockFolder(folder().path, "darwin");
    await expect(lockFolder(folder().path, "darwin")).rejects.toThrow(/another driftcheck is writing to/);
    unlock();
  });

  it("are told, where they have all", async () => {
    await take(3);
    await expect(lockFolder(folder().path, "darwin")).rejects.toThrow(/other programs use all three local ports/);
  });
});
