// Makes the program one file for Linux x64, for teams without Node.js: `npm run executable`. It is this machine's own Node.js with an
// archive of what the package and its dependencies need at run time, and a launcher that unpacks it.

import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { inject } from "postject";

const root = fileURLToPath(new URL("..", import.meta.url));

// Types and maps are for compilers, PGlite's second build is for CommonJS; its entry is asked only where it is.
const isNeeded = (name) =>
  !/\.(?:map|md|markdown|[cm]?ts|flow)$/i.test(name) && !/@electric-sql\/pglite\/.*(?<!dist\/index)\.cjs$/.test(name);

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Each folder that npm installed for the program to run, as `npm ls` tells them. */
function dependencies() {
  const listed = execFileSync("npm", ["ls", "--omit=dev", "--all", "--parseable"], { cwd: root, encoding: "utf8" });
  return [...new Set(listed.trim().split("\n").slice(1))];
}

const isNested = (file, folder) => relative(folder, file).split("/").includes("node_modules");

function contents() {
  const own = ["package.json", "LICENSE"].map((name) => join(root, name));
  const needed = dependencies().flatMap((folder) => filesIn(folder).filter((file) => !isNested(file, folder)));
  return [...own, ...filesIn(join(root, "dist")), ...needed]
    .filter((file) => isNeeded(file))
    .map((file) => [relative(root, file), readFileSync(file)]);
}

// The launcher is CommonJS without modules of its own, the program an ECMAScript module.
const start = `import("./dist/cli.js").catch((error) => {
  process.stderr.write(\`driftcheck: \${error.message}\\n\`);
  process.exitCode = 2;
});\n`;

function archive() {
  const files = [["start.cjs", Buffer.from(start)], ...contents()];
  const head = Buffer.from(JSON.stringify(files.map(([name, bytes]) => [name, bytes.length])));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return gzipSync(Buffer.concat([length, head, ...files.map(([, bytes]) => bytes)]), { level: 9 });
}

async function main(out) {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error("The executable is made on Linux x64, of the Node.js that runs this script.");
  const scratch = mkdtempSync(join(tmpdir(), "driftcheck-executable-"));
  try {
    const at = (name) => join(scratch, name);
    writeFileSync(at("program"), archive());
    const config = {
      main: fileURLToPath(new URL("launcher.cjs", import.meta.url)),
      output: at("blob"),
      disableExperimentalSEAWarning: true,
      assets: { program: at("program") },
    };
    writeFileSync(at("config.json"), JSON.stringify(config));
    execFileSync(process.execPath, ["--experimental-sea-config", at("config.json")], { stdio: "ignore" });
    copyFileSync(process.execPath, at("driftcheck"));
    chmodSync(at("driftcheck"), 0o755);
    await inject(at("driftcheck"), "NODE_SEA_BLOB", readFileSync(at("blob")), {
      sentinelFuse: "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2",
    });
    mkdirSync(join(out, ".."), { recursive: true });
    copyFileSync(at("driftcheck"), out);
    process.stdout.write(`${out}: ${(statSync(out).size / 1e6).toFixed(0)} MB\n`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

await main(process.argv[2] ?? join(root, "dist-executable/driftcheck-linux-x64"));
