// One check in one process, a stage at a time, by the program's own pieces. It is bundled as the program is, and run by bare node.
// argv: declared locator, live locator, optionally live=declared schemas. Prints a JSON object: stage → milliseconds.

const [declaredLocator, liveLocator, mapping] = process.argv.slice(2);
const times = {};

function add(stage, since) {
  times[stage] = (times[stage] ?? 0) + performance.now() - since;
}

async function stage(name, work) {
  const start = performance.now();
  try {
    return await work();
  } finally {
    add(name, start);
  }
}

/** The program loads drivers when it opens a source; they are loaded here, so that opening is opening alone. */
async function load() {
  const locators = [declaredLocator, liveLocator];
  if (locators.some((locator) => !/\.(ya?ml|json)$/.test(locator))) await import("pg");
  if (locators.some((locator) => locator.endsWith(".sql"))) await import("@electric-sql/pglite");
  await Promise.all([import("../../src/cli/program.ts"), import("../../src/check.ts")]);
  const [sources, introspection, mapped, differ, kinds, reporters] = await Promise.all([
    import("../../src/sources/registry.ts"),
    import("../../src/read/introspect.ts"),
    import("../../src/compare/map-schema.ts"),
    import("../../src/compare/diff/diff.ts"),
    import("../../src/kinds/registry.ts"),
    import("../../src/reporters/registry.ts"),
  ]);
  return { ...sources, ...introspection, ...mapped, ...differ, ...kinds, ...reporters };
}

const program = await stage("import", load);

async function readSide(side, locator, beside) {
  const opened = await stage(`${side} open`, () => program.openSource(locator));
  if ("catalog" in opened) return stage(`${side} read`, () => opened.catalog(beside));
  const query = (...args) => stage(`${side} query`, () => opened.client.query(...args));
  const start = performance.now();
  const catalog = await program.introspect({ query });
  add(`${side} read`, start + times[`${side} query`]);
  await stage("close", opened.close);
  return catalog;
}

const shape = (object, usedBy) => program.kindNamed(object.kind)?.shape?.(object, usedBy);

const rules = await stage("import", async () => {
  const modules = await Promise.all([
    import("../../src/judge/rules/load.ts"),
    import("../../src/judge/rules/apply.ts"),
    import("../../src/judge/losses/losses.ts"),
    import("../../src/judge/half-migrated.ts"),
  ]);
  return Object.assign({}, ...modules);
});

/** All that a check does with rules. */
async function applyPreset(comparison) {
  const judged = await rules.applyRules(comparison, await rules.loadPreset(), "2000-01-01");
  const told = rules.findHalfMigrated(await rules.explainLosses(judged.drift, comparison), comparison);
  return { ...judged, drift: told.drift };
}

/** Where nothing differs no rule is asked: then each hundredth declared column is taken away, so that rules are. */
function withDrift(comparison) {
  if (comparison.drift.length > 0) return comparison;
  const columns = [...comparison.declared.objects.values()].filter(({ kind }) => kind === "column");
  const gone = new Set(columns.filter((_, at) => at % 100 === 0).map(({ id }) => id));
  const left = [...comparison.declared.objects].filter(([id]) => !gone.has(id));
  return program.diff({ ...comparison.declared, objects: new Map(left) }, comparison.live, shape);
}

const [text] = program.reporters;
const live = await readSide("live", liveLocator);
const declared = await readSide("declared", declaredLocator, live);
const schemas = new Map(mapping === undefined ? [] : [mapping.split("=")]);
const renamed = await stage("live read", () => program.mapSchemas(live, schemas));
const comparison = await stage("diff", () => program.diff(declared, renamed, shape));
const drifted = withDrift(comparison);
const judged = await stage("rules", () => applyPreset(drifted));
await stage("report", () =>
  text.render({
    version: 1,
    outcome: judged.drift.length === 0 ? "clean" : "drift",
    declared: { locator: declaredLocator, server: declared.server },
    live: { locator: liveLocator, server: live.server },
    compared: {},
    notCompared: [],
    hints: [],
    ...judged,
  }),
);
// Not times: what the time was taken for.
const counts = { differences: drifted.drift.length, noise: judged.ignored.length };
process.stdout.write(JSON.stringify({ ...times, ...counts }));
