// Every equivalence. A new one is one file and one line here.

import type { Equivalence } from "../equivalence.ts";
import { bookkeepingSchema } from "./bookkeeping-schema.ts";
import { bookkeepingTable } from "./bookkeeping-table.ts";
import { booleanCheck } from "./boolean-check.ts";
import { checkByEnum } from "./check-by-enum.ts";
import { commentForPeople } from "./comment-for-people.ts";
import { enumOfSameLabels } from "./enum-of-same-labels.ts";
import { enumRenamed } from "./enum-renamed.ts";
import { foreignKeyIndex } from "./foreign-key-index.ts";
import { precisionSpelledOut } from "./full-precision.ts";
import { impliedUnique } from "./implied-unique.ts";
import { likeIndex } from "./like-index.ts";
import { nullDefault } from "./null-default.ts";
import { ownedBySameColumn } from "./owned-by-same-column.ts";
import { restrictAsNoAction } from "./restrict-as-no-action.ts";
import { sameButForName } from "./same-but-for-name.ts";
import { sameByName } from "./same-by-name.ts";
import { sameDefault } from "./same-default.ts";
import { sameExpression } from "./same-expression.ts";
import { sameGenerator } from "./same-generator.ts";
import { sameLabelsOfColumn } from "./same-labels.ts";
import { sameMembership } from "./same-membership.ts";
import { samePairs } from "./same-pairs.ts";
import { sameStamping } from "./same-stamping.ts";
import { textAsVarchar } from "./text-as-varchar.ts";
import { timestamptzAsTimestamp } from "./timestamptz-as-timestamp.ts";
import { toasted } from "./toasted.ts";
import { tuning } from "./tuning.ts";
import { unclustered } from "./unclustered.ts";
import { undeclaredVersion } from "./undeclared-version.ts";
import { uniqueIndexAsConstraint } from "./unique-index-as-constraint.ts";
import { unnamedNotNull } from "./unnamed-not-null.ts";
import { widenedWithColumn } from "./widened-with-column.ts";
import { widerInteger } from "./wider-integer.ts";

export const equivalences: readonly Equivalence[] = [
  bookkeepingSchema,
  bookkeepingTable,
  booleanCheck,
  checkByEnum,
  enumOfSameLabels,
  enumRenamed,
  foreignKeyIndex,
  impliedUnique,
  likeIndex,
  nullDefault,
  ownedBySameColumn,
  precisionSpelledOut,
  restrictAsNoAction,
  sameButForName,
  sameDefault,
  sameExpression,
  sameGenerator,
  sameLabelsOfColumn,
  sameMembership,
  samePairs,
  sameStamping,
  textAsVarchar,
  timestamptzAsTimestamp,
  uniqueIndexAsConstraint,
  widenedWithColumn,
  widerInteger,
  sameByName,
  unnamedNotNull,
  commentForPeople,
  toasted,
  tuning,
  unclustered,
  undeclaredVersion,
];

const byName = new Map(equivalences.map((equivalence) => [equivalence.name, equivalence]));

export function equivalenceNamed(name: string): Equivalence | undefined {
  return byName.get(name);
}
