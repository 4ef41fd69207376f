// Every symptom by the name that losses.yaml calls it.

import { ofDefaults } from "./defaults.ts";
import { ofKeys } from "./keys.ts";
import type { Symptoms } from "./symptom.ts";
import { ofTypes } from "./types.ts";
import { ofUniqueness } from "./unique.ts";
import { ofWholes } from "./whole.ts";

export const symptoms: Symptoms = { ...ofDefaults, ...ofTypes, ...ofKeys, ...ofUniqueness, ...ofWholes };
