// The classes of what PostgreSQL accepts and reads otherwise, or that is worth a look.

import type { MeaningClass } from "../class.ts";
import { aggregateOrder } from "./aggregate-order.ts";
import { backslashEscape } from "./backslash-escape.ts";
import { booleanResult } from "./boolean-result.ts";
import { booleanText } from "./boolean-text.ts";
import { caretPower } from "./caret-power.ts";
import { castChar } from "./cast-char.ts";
import { concatNull } from "./concat-null.ts";
import { dateText } from "./date-text.ts";
import { divisionByZero } from "./division-by-zero.ts";
import { equalsCase } from "./equals-case.ts";
import { greatestNull } from "./greatest-null.ts";
import { integerDivision } from "./integer-division.ts";
import { lengthBytes } from "./length-bytes.ts";
import { likeCase } from "./like-case.ts";
import { limitWithoutOrder } from "./limit-without-order.ts";
import { nullOrder } from "./null-order.ts";
import { pipesAsOr } from "./pipes-as-or.ts";
import { randomNumber } from "./random-number.ts";
import { substringNegative } from "./substring-negative.ts";
import { truncateIdentity } from "./truncate-identity.ts";
import { userAsFunction } from "./user-as-function.ts";

export const meaningClasses: readonly MeaningClass[] = [
  aggregateOrder,
  backslashEscape,
  booleanResult,
  booleanText,
  caretPower,
  castChar,
  concatNull,
  dateText,
  divisionByZero,
  equalsCase,
  greatestNull,
  integerDivision,
  lengthBytes,
  likeCase,
  limitWithoutOrder,
  nullOrder,
  pipesAsOr,
  randomNumber,
  substringNegative,
  truncateIdentity,
  userAsFunction,
];
