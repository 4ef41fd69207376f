// The file of an attestation: written and read back alike, and refused in one line where it is damaged or hostile.

import { expect, it } from "vitest";
import { type Attestation, readAttestation, writeAttestation } from "../../src/stamp/attestation.ts";
import { useFolder } from "../support/cli.ts";
import { wrongValues } from "../support/wrong-values.ts";

const folder = useFolder();
const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const attestation: Attestation = {
  date: "2027-01-31T10:20:30Z",
  driftcheck: "1.2.3",
  server: "18.6",
  live: "postgres://me@host/db",
  declared: "red\u001b[31m\u202e: #\n",
  tool: "goose",
  versionTable: 'public."odd.name"',
  revision: ["a", "no", "1"],
  migrations: "goose:gm",
  mapSchemas: { app: "public" },
  scope: { schemas: ["public"] },
  allowEmpty: true,
  strict: true,
  privileges: true,
  forced: true,
  drift: 3,
  digests: { schema: digest, model: digest, rules: digest, record: digest },
};

it("reads back as it was written", async () => {
  const text = writeAttestation(attestation);
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  expect(await readAttestation(await folder().write("good.yaml", text))).toEqual(attestation);
});

const good = writeAttestation(attestation);
it.each([
  ["", /the attestation must be a mapping/],
  [good.replace("version: 2", "version: 3"), /field version: must be 2, not 3/],
  [good.replace("\ntool:", "\ntools:"), /field "tools" is unknown. Did you mean tool\?/],
  [good.replace("  record:", "  records:"), /field "digests\.records" is unknown. Did you mean record\?/],
  [good.replace(/^ {2}model.*\n/m, ""), /field digests\.model: is missing/],
  [good.replace(`schema: "${digest}`, `schema: "${digest.slice(0, -1)}`), /64 hexadecimal digits/],
  [good.replace('tool: "goose"', "tool: [goose]"), /field tool: must be text/],
  [good.replace(/revision:.*/, "revision: []"), /field revision: must be a list/],
  [good.replace("forced: true", "forced: 1"), /field forced: must be true/],
  [good.replace("drift: 3", "drift: -1"), /field drift: must be a whole number/],
  [good.replace('tool: "goose"', 'tool: "flyway"'), /field digest: does not match: the file was edited/],
  [good.replace("drift: 3", "drift: 2"), /was edited/],
  [good.replace("forced: true\n", ""), /was edited/],
  [good.replace("strict: true\n", ""), /was edited/],
  [good.replace("2027-01-31T", "soon"), /field date: must be a date/],
  [good.replace(/digests:[\s\S]*/, "digests: x\n"), /field digests: must be a mapping/],
  ["version: &a [*a]\n", /aliases are not supported/],
  [`version: ${"[".repeat(50_000)}`, /bad\.yaml/],
  ["__proto__: { tool: x }\n", /is unknown/],
  ["\0\u0001", /bad\.yaml/],
])("refuses a file that is not one: %#", async (text, problem) => {
  const file = await folder().write("bad.yaml", text);
  const refusal = await readAttestation(file).then(
    () => new Error("was taken"),
    (error: Error) => error,
  );
  expect(refusal.name).toBe("RuleError");
  expect(refusal.message).toMatch(problem);
  expect(refusal.message).not.toContain("\n");
});

it("refuses a value of another type anywhere, whatever its digest", async () => {
  for (const { place, by, document } of wrongValues(JSON.parse(JSON.stringify(attestation)))) {
    if (place.length === 0 || (Array.isArray(by) && isTexts(by) && isListed(place.join(".")))) continue;
    const file = await folder().write("wrong.yaml", signed(document as Attestation));
    const told = `${place.join(".")} = ${JSON.stringify(by)}`;
    await expect(readAttestation(file), told).rejects.toMatchObject({ name: "RuleError" });
  }
});

const isTexts = (list: readonly unknown[]) => list.every((item) => typeof item === "string");
const isListed = (place: string) => ["revision", "scope.schemas"].includes(place);

/** With the digest that its own writer would give it, where it would write it at all. */
function signed(document: Attestation): string {
  try {
    return writeAttestation(document);
  } catch {
    const fields = Object.entries(document).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
    return `version: 2\ndigest: "x"\n${fields.join("")}`;
  }
}

it("refuses one that is not there", async () => {
  await expect(readAttestation(folder().at("none.yaml"))).rejects.toThrow(/cannot read the attestation .*none\.yaml/);
});
