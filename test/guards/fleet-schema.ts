// The JSON Schema of a fleet's report: what is its own here, what a check's report has from that one's. UPDATE_SCHEMAS=1 writes it.

import { readFileSync } from "node:fs";

type Schema = Readonly<Record<string, unknown>>;

const ofCheck = JSON.parse(
  readFileSync(new URL("../../src/reporters/report.schema.json", import.meta.url), "utf8"),
) as Schema & {
  readonly $defs: Readonly<
    Record<string, Schema & { readonly required?: readonly string[]; readonly properties?: object }>
  >;
};

const names = { description: "The targets, by name.", type: "array", minItems: 1, items: { type: "string" } };
const text = (description: string) => ({ description, type: "string" });
const count = (description: string) => ({ description, type: "integer", minimum: 0 });

const object = (
  description: string,
  properties: Readonly<Record<string, object>>,
  optional: readonly string[] = [],
) => ({
  description,
  type: "object",
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

const list = (description: string, items: object) => ({ description, type: "array", items });

const clusters = (description: string, drift: string) =>
  list(
    description,
    object("One difference and the targets that have it.", {
      id: text("The same in every report that has this difference."),
      drift: { description: "As the first of the targets has it.", $ref: `#/$defs/${drift}` },
      targets: names,
    }),
  );

/** What a check's report says of one database, with the targets of which it is said. */
function shared(description: string, name: string): object {
  const { required = [], properties = {} } = ofCheck.$defs[name] ?? {};
  return list(description, {
    type: "object",
    additionalProperties: false,
    required: [...required, "targets"],
    properties: { ...properties, targets: names },
  });
}

const said = (description: string) =>
  list(description, object("A sentence and its targets.", { says: text("The sentence."), targets: names }));

const digest = (description: string) => text(description);

const outcome = (description: string) => ({ description, enum: ["clean", "drift", "could-not-tell"] });

const target = object(
  "A database, or a schema of one.",
  {
    name: text("Its name, unique in the report."),
    outcome: outcome("What was found out about it."),
    error: text("Why it could not be checked. Absent otherwise."),
    clusters: list("The ids of the clusters that it belongs to.", { type: "string" }),
    server: text("Version of its server."),
    compared: count("The number of objects compared."),
    migrations: { description: "As in the report of a check.", $ref: "#/$defs/migrations" },
    fingerprint: digest(
      "Digest of its catalog and of all that decides its outcome. --since compares it. Absent if it must be read each time.",
    ),
    versions: digest(
      "Digest of the versions of its catalog's rows. If it is the same, --since does not ask for the fingerprint.",
    ),
  },
  ["error", "server", "compared", "migrations", "fingerprint", "versions"],
);

export function fleetSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:driftcheck:fleet-report:1",
    title: "driftcheck report on many databases",
    ...object(
      "The output of `driftcheck check --reporter json` for several targets, and of `driftcheck merge`. The same databases give the same bytes.",
      {
        version: { description: "Version of this format. Another number means another schema.", const: 1 },
        outcome: outcome(
          "`could-not-tell` if one target could not be checked (exit code 2), else `drift` if one has drift (exit code 1, unless --fail-on says otherwise), else `clean` (exit code 0).",
        ),
        driftcheck: text("Version of driftcheck."),
        declared: list(
          "The declared schemas.",
          object(
            "A declared schema.",
            {
              locator: text("As given, without passwords; `majority` if the targets were compared with each other."),
              server: text("Version of the server that printed its expressions."),
              found: text("For a model: what was found, in words."),
              digest: digest("Digest of its contents."),
            },
            ["found"],
          ),
        ),
        options: digest("Digest of the options and rules that decide the outcome."),
        list: object("All targets, those of other shards too.", {
          count: count("How many."),
          digest: digest("Digest of their names."),
        }),
        strict: { description: "--strict was given.", const: true },
        failOn: (ofCheck as unknown as { properties: Record<string, object> }).properties.failOn ?? {},
        counts: object("Targets by outcome.", {
          targets: count("Targets in this report."),
          clean: count("Targets without drift."),
          drift: count("Targets with drift."),
          couldNotTell: count("Targets that could not be checked."),
        }),
        shard: object("Which part of the targets this report has. Absent if it has all.", {
          index: count("From 1."),
          of: count("Number of shards."),
        }),
        targets: list("The targets, by name.", target),
        clusters: clusters("Every difference that no rule explains, the most frequent first.", "drift"),
        ignored: clusters("Every difference that a rule explains.", "ignored"),
        baselined: clusters("Every difference that a baseline accepts.", "baselined"),
        fixedInBaseline: shared("Baseline entries already fixed in these targets.", "fixed"),
        data: shared("Problems in the live data. Only with --data.", "dataFinding"),
        failures: said("Reasons other than drift why a target fails."),
        findings: shared("Causes that many drifts of a target share.", "finding"),
        hints: said("What to try if the comparison itself looks wrong."),
        notCompared: shared("Objects that exist and were not compared.", "notCompared"),
        staleRules: shared(
          "Rules that did nothing for these targets. A rule is stale only if all targets are listed.",
          "staleRule",
        ),
        disabledRules: shared("Shipped rules that a rule file switches off.", "disabledRule"),
        digest: digest("Digest of all of the above. --since and merge refuse a report that was edited."),
      },
      ["strict", "failOn", "shard"],
    ),
    $defs: ofCheck.$defs,
  };
}
