// A version is read only where it is not what its server installs by default, and two servers have other defaults.

import type { AttributeValue, Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { kindOf, parseObjectId } from "../catalog/object-id.ts";
import type { Step } from "./step.ts";

export const extensionVersions: Step = {
  name: "extension versions",
  why: "A version is read only where it is not what its server installs by default, and two servers install different ones.",
  neverHides: "Two installed versions that differ, where at least one of them is not its server's default.",
  run: (comparison) => ({
    ...comparison,
    drift: comparison.drift.flatMap((each) => (isVersion(each) ? told(each, comparison) : each)),
  }),
};

const isVersion = ({ id, type, attribute }: Drift) =>
  type === "changed" && attribute === "version" && kindOf(id) === "extension";

/** With the live side's version, where it is known. What is declared without one stays so. */
function told(drift: Drift, { declared, live }: Readonly<Record<"declared" | "live", Catalog>>): Drift[] {
  const [name = ""] = parseObjectId(drift.id).path;
  const should = drift.declared ?? declared.extensionVersions?.[name];
  const is: AttributeValue | null = (drift.live as AttributeValue | null) ?? live.extensionVersions?.[name] ?? null;
  return should === is ? [] : [{ ...drift, live: is }];
}
