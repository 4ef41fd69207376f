// The classes of what PostgreSQL accepts and reads otherwise, or that is worth a look.

import type { MeaningClass } from "../class.ts";

export const meaningClasses: readonly MeaningClass[] = [];
