// Every mutation.

import { functionMutations, policyMutations, triggerMutations, viewMutations } from "./code.ts";
import { columnMutations } from "./columns.ts";
import { constraintMutations } from "./constraints.ts";
import { indexMutations } from "./indexes.ts";
import type { Mutation } from "./mutation.ts";
import { tableMutations } from "./tables.ts";
import { typeMutations } from "./types.ts";

export const mutations: readonly Mutation[] = [
  ...tableMutations,
  ...columnMutations,
  ...constraintMutations,
  ...indexMutations,
  ...typeMutations,
  ...functionMutations,
  ...viewMutations,
  ...triggerMutations,
  ...policyMutations,
];
