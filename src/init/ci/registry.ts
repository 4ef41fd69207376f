// Every CI provider for which there is a recipe. A new one is a file beside this and a line here.

import { circleci } from "./circleci.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import type { CiProvider } from "./provider.ts";

export const ciProviders: readonly CiProvider[] = [github, gitlab, circleci];
