// Two spellings of one meaning, as PostgreSQL's parse trees prove it: wherever an expression stands, by the syntax of the attribute.

import { isDeepStrictEqual } from "node:util";
import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { kindOf } from "../../catalog/object-id.ts";
import type { Attribute } from "../../kinds/kind.ts";
import { kindNamed } from "../../kinds/registry.ts";
import { type Wrapper, wrappers } from "../../kinds/syntax.ts";
import { meaningOf } from "../../sql/meaning/meaning.ts";
import { rewritings } from "../../sql/meaning/registry.ts";
import type { Rewriting } from "../../sql/meaning/rewriting.ts";
import { parseTypeForm } from "../../sql/meaning/types.ts";
import { parseStatements } from "../../sql/parse.ts";
import { withoutQualifiers } from "../../sql/qualifiers.ts";
import { declined, type Equivalence, oneSideOnly } from "../equivalence.ts";
import { scopeOf } from "../evidence/column-types.ts";
import { bothSides, textOf } from "../evidence/facts.ts";

export const sameExpression: Equivalence = {
  name: "same-expression",
  summary: "Both sides have the same parse tree once different spellings of one meaning are made equal.",
  about: { type: ["changed"] },
  prove: (drift, comparison) => {
    const attribute = kindNamed(kindOf(drift.id))?.attributes[drift.attribute ?? ""];
    const wrapper = attribute?.syntax && wrappers[attribute.syntax];
    if (attribute === undefined || wrapper === undefined) return declined("it is not an SQL expression or query");
    const objects = bothSides(drift, comparison);
    if (objects === undefined) return oneSideOnly;
    const { declared: value, live: liveValue } = drift;
    if (!isText(value) || !isText(liveValue)) return declined("only one side has an expression");
    const declared = read(value, attribute, wrapper, objects.declared, comparison.declared);
    const live = read(liveValue, attribute, wrapper, objects.live, comparison.live);
    if (declared === undefined || live === undefined)
      return declined(`PostgreSQL's parser cannot read the ${declared === undefined ? "declared" : "live"} expression`);
    if (!haveOneForm(declared, live, rewritings))
      return declined("their parse trees differ, even after known spellings of one meaning are made equal");
    const needed = rewritings.filter(
      (each) =>
        !haveOneForm(
          declared,
          live,
          rewritings.filter((one) => one !== each),
        ),
    );
    const differences = needed.map(({ differsIn }) => differsIn).join(" and ");
    return `PostgreSQL's parser reads both the same way${differences === "" ? "" : `, except for ${differences}`}`;
  },
};

/** One side of the drift, parsed. */
interface Piece {
  /** The statements of each item of a set; of anything else, of the whole. */
  readonly items: readonly (readonly unknown[])[];
  readonly object: CatalogObject;
  readonly catalog: Catalog;
  /** The type that its value is put into. */
  readonly into: string | undefined;
}

type Text = string | readonly string[];

const isText = (value: Drift["declared"]): value is Text => typeof value === "string" || Array.isArray(value);

function read(
  value: Text,
  { unordered, into }: Attribute,
  [before, after]: Wrapper,
  object: CatalogObject,
  catalog: Catalog,
): Piece | undefined {
  const texts = typeof value === "string" ? [value] : value;
  const items = (unordered ? texts : [texts.join(", ")]).map((text) => parseStatements(before + text + after));
  const parsed = items.flatMap((statements) => (statements === undefined ? [] : [withoutQualifiers(statements)]));
  const type = into === undefined ? undefined : textOf(object.attributes[into]);
  return parsed.length < items.length ? undefined : { items: parsed, object, catalog, into: type };
}

function haveOneForm(declared: Piece, live: Piece, allowed: readonly Rewriting[]): boolean {
  // One value put into two types may become two: now()::timestamp into a timestamptz goes through local time.
  const into = declared.into === live.into ? declared.into : undefined;
  const [one, other] = [declared, live].map((piece) => formsOf({ ...piece, into }, allowed));
  return isDeepStrictEqual(one, other);
}

function formsOf({ items, object, catalog, into }: Piece, allowed: readonly Rewriting[]): readonly unknown[] {
  const type = into === undefined ? undefined : parseTypeForm(into);
  const forms = items.map((statements) =>
    meaningOf(statements, { scope: scopeOf(object, statements, catalog), rewritings: allowed, into: type }),
  );
  return items.length < 2 ? forms : forms.map((form) => JSON.stringify(form)).sort();
}
