// Every mutation, by kind.

import { accessMutations } from "./access.ts";
import { columnMutations } from "./columns.ts";
import { constraintMutations } from "./constraints.ts";
import { foreignMutations } from "./foreign.ts";
import { functionMutations } from "./functions.ts";
import { indexMutations } from "./indexes.ts";
import type { Mutation } from "./mutation.ts";
import { nothingMutations } from "./nothing.ts";
import { operatorMutations } from "./operators.ts";
import { replicationMutations } from "./replication.ts";
import { schemaMutations } from "./schemas.ts";
import { sequenceMutations } from "./sequences.ts";
import { tableMutations } from "./tables.ts";
import { textSearchMutations } from "./text-search.ts";
import { triggerMutations } from "./triggers.ts";
import { typeMutations } from "./types.ts";
import { viewMutations } from "./views.ts";

export const mutations: readonly Mutation[] = [
  ...nothingMutations,
  ...schemaMutations,
  ...typeMutations,
  ...sequenceMutations,
  ...tableMutations,
  ...columnMutations,
  ...constraintMutations,
  ...indexMutations,
  ...viewMutations,
  ...functionMutations,
  ...triggerMutations,
  ...operatorMutations,
  ...textSearchMutations,
  ...foreignMutations,
  ...replicationMutations,
  ...accessMutations,
];
