// One process at a time holds a folder, and a process that was killed holds none.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { realpath } from "node:fs/promises";
import { expect, it } from "vitest";
import { lockFolder } from "../../src/sources/folder-lock.ts";
import { useFolder } from "../support/cli.ts";

const folder = useFolder();

it("is held once, and given back", async () => {
  const unlock = await lockFolder(folder().path);
  await expect(lockFolder(folder().path)).rejects.toThrow(/another driftcheck is writing to/);
  unlock();
  (await lockFolder(folder().path))();
});

it.runIf(process.platform === "linux")("is not held by the dead", async () => {
  const digest = createHash("sha256")
    .update(await realpath(folder().path))
    .digest("hex")
    .slice(0, 32);
  const code = `require("node:net").createServer().listen("\\0driftcheck-${digest}", () => console.log("held"))`;
  const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  await expect(lockFolder(folder().path)).rejects.toThrow(/another driftcheck/);
  child.kill("SIGKILL");
  await once(child, "exit");
  (await lockFolder(folder().path))();
});
