// In which order files run: those that take longest first, so that both workers end together. Vitest itself orders by what it
// remembers of earlier runs, of which a fresh clone has none, and else by the size of a file, which says little here.

import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest of a first run, in their order; whatever is not named here comes after them. */
const longest = [
  "prove/prove",
  "bootstrap/crash",
  "sources/embedded",
  "mutations/mutations",
  "rules/examples",
  "cases/cases",
  "sources/psql-scripts",
  "bootstrap/bootstrap",
  "connection/silence",
  "sources/models/alembic",
  "stamp/tools",
  "stamp/pglite",
  "oracle/oracle",
  "cli/baseline",
  "corpus/versions",
  "mutations/servers",
  "conformance/conformance",
  "prove/cli",
  "check/scope",
  "corpus/dumps",
  "stamp/stamp",
  "connection/beside-ddl",
  "data/servers",
  "prove/corpus",
  "corpus/pgloader",
  "stamp/crash",
].map((name) => `/test/${name}.test.ts`);

const rankOf = ({ moduleId }: TestSpecification) => {
  const rank = longest.findIndex((name) => moduleId.endsWith(name));
  return rank === -1 ? longest.length : rank;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rankOf(one) - rankOf(other));
  }
}
