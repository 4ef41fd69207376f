// The classes of what PostgreSQL refuses, in the order in which they are asked: the narrow before the wide.

import type { RefusalClass } from "../class.ts";
import { ambiguousColumn } from "./ambiguous-column.ts";
import { backtickQuotes } from "./backtick-quotes.ts";
import { booleanAsInteger } from "./boolean-as-integer.ts";
import { conflictKey } from "./conflict-key.ts";
import { doubleQuotedString } from "./double-quoted-string.ts";
import { foldedName } from "./folded-name.ts";
import { groupBy } from "./group-by.ts";
import { invalidLiteral } from "./invalid-literal.ts";
import { missingColumn } from "./missing-column.ts";
import { missingFunction } from "./missing-function.ts";
import { missingTable } from "./missing-table.ts";
import { missingType } from "./missing-type.ts";
import { orderByDistinct } from "./order-by-distinct.ts";
import { qualifiedTarget } from "./qualified-target.ts";
import { refusedOtherwise } from "./refused.ts";
import { reservedWord } from "./reserved-word.ts";
import { routineBody } from "./routine-body.ts";
import { syntax } from "./syntax.ts";
import { typeMismatch } from "./type-mismatch.ts";
import { unknownSetting } from "./unknown-setting.ts";
import { zeroDate } from "./zero-date.ts";

export const refusalClasses: readonly RefusalClass[] = [
  routineBody,
  backtickQuotes,
  reservedWord,
  doubleQuotedString,
  qualifiedTarget,
  foldedName,
  missingTable,
  missingColumn,
  missingType,
  unknownSetting,
  booleanAsInteger,
  missingFunction,
  typeMismatch,
  groupBy,
  conflictKey,
  orderByDistinct,
  zeroDate,
  invalidLiteral,
  ambiguousColumn,
  syntax,
  refusedOtherwise,
];
