// Two servers of different versions may print one meaning in two ways. Such a difference is the printer's and no drift:
// PostgreSQL itself decides, and where it can't be asked, the parse trees; where neither can tell, the drift stays and says so.

import type { Catalog, Unread } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { kindOf } from "../../catalog/object-id.ts";
import type { Attribute, Syntax } from "../../kinds/kind.ts";
import { kindNamed } from "../../kinds/registry.ts";
import { wrappers } from "../../kinds/syntax.ts";
import { loadParser } from "../../sql/parse.ts";
import type { Piece } from "../printed.ts";
import type { CompareOptions, InProgress, Step } from "../step.ts";
import { haveOneParseTree } from "./parse-trees.ts";
import { isPrinted } from "./probe.ts";
import { reprint } from "./reprint.ts";
import { isQuotedBy, texts, untold } from "./spellings.ts";

const printed: ReadonlySet<Syntax> = new Set(["expression", "query", "index key", "constraint", "body"]);

const majorOf = ({ server }: Catalog) => Number.parseInt(server, 10);

const attributeOf = ({ id, attribute }: Drift): Attribute | undefined =>
  kindNamed(kindOf(id))?.attributes[attribute ?? ""];

export const acrossVersions: Step = {
  name: "across versions",
  why: "Two versions of PostgreSQL print one meaning in two ways, and an older version lacks attributes of a newer one.",
  neverHides:
    "A difference that PostgreSQL or its parse trees don't prove equal: it stays, and says that it is unproven.",
  run: withoutPrinters,
};

/**
 * The comparison without what only the two servers' versions print differently, and what one of them can't tell.
 */
async function withoutPrinters(comparison: InProgress, { printer }: CompareOptions): Promise<InProgress> {
  const majors = [majorOf(comparison.declared), majorOf(comparison.live)];
  const [older, newer] = [Math.min(...majors), Math.max(...majors)];
  if (older === newer || comparison.drift.length === 0) return comparison;
  await loadParser();
  const untoldBy = new Map<string, number>();
  const drift = comparison.drift.filter((each) => {
    const attribute = attributeOf(each);
    if (attribute === undefined) return true;
    const reason = untold({ older, newer }, each, attribute);
    if (reason === undefined) return !isQuotedBy({ older, newer }, each, attribute);
    const what = JSON.stringify([`${each.attribute} of a ${kindOf(each.id)}`, reason]);
    untoldBy.set(what, (untoldBy.get(what) ?? 0) + 1);
    return false;
  });
  const counted = withUnread(comparison, untoldBy, older);
  return { ...counted, drift: await withoutReprinted(drift, comparison.whole ?? comparison, printer) };
}

/** What the older server can't tell is not compared, and is said on its side. */
function withUnread(comparison: InProgress, untoldBy: ReadonlyMap<string, number>, older: number): InProgress {
  if (untoldBy.size === 0) return comparison;
  const unread = [...untoldBy].map(([key, count]): Unread => {
    const [what, reason] = JSON.parse(key) as [string, string];
    return { what, count, reason };
  });
  const side = majorOf(comparison.declared) === older ? "declared" : "live";
  const catalog = comparison[side];
  return { ...comparison, [side]: { ...catalog, notCompared: [...catalog.notCompared, ...unread] } };
}

async function withoutReprinted(
  drift: readonly Drift[],
  { declared, live }: Pick<InProgress, "declared" | "live">,
  print = reprint,
): Promise<readonly Drift[]> {
  const doubtful = drift.flatMap(doubtOf);
  if (doubtful.length === 0) return drift;
  const [ofDeclared = [], ofLive = []] = await print([
    { catalog: declared, pieces: doubtful.map((each) => each.declared) },
    { catalog: live, pieces: doubtful.map((each) => each.live) },
  ]);
  const verdicts = new Map(doubtful.map((doubt, at) => [doubt.drift, verdictOn(doubt, ofDeclared[at], ofLive[at])]));
  return drift.flatMap((each) => verdicts.get(each) ?? (verdicts.has(each) ? [] : each));
}

interface Doubt {
  readonly drift: Drift;
  readonly declared: Piece;
  readonly live: Piece;
}

function doubtOf(drift: Drift): Doubt[] {
  const syntax = attributeOf(drift)?.syntax;
  const [declared, live] = [drift.declared, drift.live].map((value) => texts(value)?.join(", "));
  if (syntax === undefined || !printed.has(syntax) || declared === undefined || live === undefined) return [];
  if (syntax === "body" && !(isPrinted(declared) && isPrinted(live))) return [];
  return [
    {
      drift,
      declared: { id: drift.id, syntax, sql: declared },
      live: { id: drift.liveId ?? drift.id, syntax, sql: live },
    },
  ];
}

function statementOf({ syntax, sql }: Piece): string {
  const [before, after] = wrappers[syntax] ?? ["", ""];
  return before + sql + after;
}

/** Undefined where the two sides have one meaning. */
function verdictOn(
  { drift, ...pieces }: Doubt,
  declared: string | undefined,
  live: string | undefined,
): Drift | undefined {
  if (declared !== undefined && live !== undefined) return declared === live ? undefined : drift;
  if (haveOneParseTree(statementOf(pieces.declared), statementOf(pieces.live))) return undefined;
  return {
    ...drift,
    unproven: "could not be proven equal: two versions of PostgreSQL printed it, and no single server reads both",
  };
}
