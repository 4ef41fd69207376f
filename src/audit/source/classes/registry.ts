// What is found in code by itself.

import { booleanValue } from "./boolean-value.ts";
import type { CodeClass } from "./class.ts";
import { naiveDatetime } from "./naive-datetime.ts";
import { rawSql } from "./raw-sql.ts";
import { refusesPostgresql } from "./refuses-postgresql.ts";
import { requestParameter } from "./request-parameter.ts";

export const codeClasses: readonly CodeClass[] = [
  refusesPostgresql,
  requestParameter,
  booleanValue,
  naiveDatetime,
  rawSql,
];
