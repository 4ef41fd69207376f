// What may be the declared schema of a folder, the best first: a history of migrations, as it alone tells what is pending, before a
// model, and that before a file in SQL; of each sort what lies nearest to the folder; of these the registry's order.

import { migrationTools, tableKeepers } from "../migrations/registry.ts";
import { models } from "../models/registry.ts";
import type { ProjectFiles, Recognised, Recognition } from "../scripts/project-files.ts";

export interface Candidate extends Recognised {
  /** Whether it tells which migrations are pending. */
  readonly isHistory: boolean;
  readonly presets: readonly string[];
  readonly needs?: Recognition["needs"];
}

export async function candidatesIn(files: ProjectFiles): Promise<readonly Candidate[]> {
  const histories = await recognised(files, migrationTools, true);
  const declared = await recognised(files, models, false);
  // The model of a tool whose migrations are there as well is no other application.
  const others = declared.filter(
    ({ presets }) => !histories.some((each) => each.presets.some((one) => presets.includes(one))),
  );
  const scripts = files.names.flatMap((name): Candidate[] =>
    /(?:^|\/)(?:schema|structure)\.sql$/.test(name)
      ? [{ locator: name, title: "a file in SQL", isHistory: false, presets: [] }]
      : [],
  );
  const known = new Set([...histories, ...others].map(({ locator }) => locator.replace(/^[a-z-]+:/, "")));
  return [
    ...byDepth(histories),
    ...byDepth(others),
    ...scripts.filter(({ locator }) => !known.has(locator) && !histories.some((each) => isOf(locator, each))),
  ];
}

/** Of a tool's own folder: what it dumps there is not another schema. */
const isOf = (script: string, { locator }: Candidate) =>
  script.startsWith(`${locator.replace(/^[a-z-]+:/, "").replace(/\/[^/]*$/, "")}/`);

async function recognised(
  files: ProjectFiles,
  tools: readonly { readonly recognition: Recognition }[],
  isHistory: boolean,
): Promise<readonly Candidate[]> {
  const found = tools.map(async ({ recognition: { find, presets = [], needs } }) =>
    (await find(files)).map((each) => ({ ...each, isHistory, presets, ...(needs !== undefined && { needs }) })),
  );
  return (await Promise.all(found)).flat();
}

const depth = ({ locator }: Recognised) => locator.replace(/(?:^|:)\.$/, "").split("/").length;

/** `sort` keeps the order of those that lie equally deep. */
const byDepth = (candidates: readonly Candidate[]) => [...candidates].sort((a, b) => depth(a) - depth(b));

/** Tools that keep migrations here which driftcheck can't read: how it calls itself, and the file by which it is known. */
export function unreadableIn(files: ProjectFiles): readonly { readonly title: string; readonly file: string }[] {
  return tableKeepers.flatMap(({ title, sign }) => {
    const file = sign && files.names.find((name) => sign.test(name));
    return file === undefined ? [] : [{ title, file }];
  });
}
