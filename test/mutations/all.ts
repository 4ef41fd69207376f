// Every mutation.

import { functionMutations, policyMutations, triggerMutations, viewMutations } from "./code.ts";
import { columnMutations } from "./columns.ts";
import { constraintMutations } from "./constraints.ts";
import { eventTriggerMutations } from "./event-triggers.ts";
import { foreignMutations } from "./foreign.ts";
import { indexMutations } from "./indexes.ts";
import { languageMutations } from "./languages.ts";
import type { Mutation } from "./mutation.ts";
import { baseTypeMutations, castMutations, operatorMutations } from "./operators.ts";
import { privilegeMutations } from "./privileges.ts";
import { publicationMutations } from "./publications.ts";
import { ruleMutations } from "./rules.ts";
import { collationMutations, searchMutations } from "./search.ts";
import { statisticsMutations } from "./statistics.ts";
import { storageMutations } from "./storage.ts";
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
  ...ruleMutations,
  ...statisticsMutations,
  ...foreignMutations,
  ...publicationMutations,
  ...eventTriggerMutations,
  ...storageMutations,
  ...privilegeMutations,
  ...baseTypeMutations,
  ...operatorMutations,
  ...castMutations,
  ...collationMutations,
  ...searchMutations,
  ...languageMutations,
];
