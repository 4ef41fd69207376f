// Makes dist: the bundles that run, the types that their users need, and beside them the files that are no code.
// `npm run build`.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, parse as parsePath } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { parse as parseYaml } from "yaml";
import { bundleHtmlReport } from "./src/reporters/html/bundle.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const at = (...path) => join(root, ...path);
const kept = at("node_modules/.cache/driftcheck");

/** Read by the program at run time. YAML is read here already, as that takes longer than to judge thousands of drifts. */
const yaml = ["ignore-rules.yaml", "src/judge/losses/losses.yaml"];
const python = readdirSync(at("src/models")).filter((name) => name.endsWith(".py"));
const schemas = [
  "reporters/report",
  "reporters/fleet/fleet-report",
  "audit/reporters/audit",
  "config/driftcheck",
  "judge/rules/ignore-rules",
  "plan/plan",
];

/** Bundles entry points into one flat folder, where each chunk finds what `src/package-files.ts` names. */
async function bundle(entryPoints, outdir) {
  await build({
    absWorkingDir: root,
    entryPoints: { ...entryPoints, "thread-main": "src/embedded/thread-main.ts" },
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    chunkNames: "[name]-[hash]",
    external: ["@electric-sql/pglite", "pg-structure", "libpg-query", "yaml", "pg-native"],
    // pg is CommonJS.
    banner: { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" },
    logLevel: "warning",
  });
  for (const name of yaml)
    writeFileSync(
      join(outdir, `${basename(name, ".yaml")}.json`),
      JSON.stringify(parseYaml(readFileSync(at(name), "utf8"))),
    );
  writeFileSync(join(outdir, "html-report.cjs"), await bundleHtmlReport());
  for (const name of python) cpSync(at("src/models", name), join(outdir, "models", name));
}

/** tsc writes the types of every file; what index.d.ts leads to is all that a user's compiler reads. */
function types(outdir) {
  const all = mkdtempSync(join(tmpdir(), "driftcheck-types-"));
  execFileSync(process.execPath, [
    at("node_modules/typescript/bin/tsc"),
    "-p",
    at("tsconfig.build.json"),
    "--outDir",
    all,
  ]);
  const copied = new Set();
  const copy = (file) => {
    if (copied.has(file)) return;
    copied.add(file);
    const led = [];
    // tsc leaves the names of the sources in them.
    const text = readFileSync(join(all, file), "utf8").replace(
      /( from |import\()"(\.[^"]*)\.ts"/g,
      (_, before, name) => {
        led.push(name);
        return `${before}"${name}.js"`;
      },
    );
    mkdirSync(dirname(join(outdir, file)), { recursive: true });
    writeFileSync(join(outdir, file), text);
    for (const name of led) copy(join(dirname(file), `${name}.d.ts`));
  };
  copy("index.d.ts");
  rmSync(all, { recursive: true, force: true });
}

/** The data directory of the embedded PostgreSQL takes seconds to make, so it is kept for the next build. */
async function data(outdir) {
  const program = join(kept, "ship-data.mjs");
  const entryPoints = [at("src/embedded/ship-data.ts")];
  await build({ entryPoints, outfile: program, bundle: true, format: "esm", platform: "node", packages: "external" });
  const { shipData } = await import(pathToFileURL(program).href);
  const file = await shipData(kept);
  cpSync(file, join(outdir, basename(file)));
}

/** By it the program knows whether a catalog that it kept was read by this same code. */
function codeDigest(outdir) {
  const digest = createHash("sha256");
  for (const name of readdirSync(outdir)
    .filter((each) => each.endsWith(".js"))
    .sort())
    digest.update(name).update(readFileSync(join(outdir, name)));
  writeFileSync(join(outdir, "code.sha256"), digest.digest("hex"));
}

function digestOf(files) {
  const digest = createHash("sha256");
  for (const file of files) digest.update(file).update(readFileSync(file));
  return digest.digest("hex");
}

function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return entries.map((each) => join(each.parentPath ?? each.path, each.name)).sort();
}

/** Of all that it is made of, and of what was made: `npm ci` has built what `npm test` asks for again. */
function buildDigest() {
  const others = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json", yaml[0]];
  return digestOf([...filesUnder(at("src")), ...others.map((name) => at(name)), ...filesUnder(at("dist"))]);
}

async function main() {
  const dist = at("dist");
  const record = join(kept, "built");
  if (existsSync(record) && readFileSync(record, "utf8") === buildDigest()) return;
  rmSync(record, { force: true });
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  await bundle({ cli: "src/cli.ts", index: "src/index.ts" }, dist);
  codeDigest(dist);
  types(join(dist, "types"));
  for (const name of schemas) cpSync(at("src", `${name}.schema.json`), join(dist, `${basename(name)}.schema.json`));
  await data(dist);
  writeFileSync(record, buildDigest());
}

// With an entry point and a folder, only that is bundled, and runs there as the program does.
const [entry, folder] = process.argv.slice(2);
if (entry === undefined) await main();
else {
  await bundle({ [parsePath(entry).name]: entry }, folder);
  await data(folder);
}
