// Every look into the data, in the order in which a report lists what they find. A new one is one file and one line here.

import { constraintsNotValidated } from "./constraints.ts";
import { indexesNotValid } from "./indexes.ts";
import type { Look } from "./look.ts";
import { sequencesBehind } from "./sequences.ts";

export const looks: readonly Look[] = [sequencesBehind, constraintsNotValidated, indexesNotValid];
