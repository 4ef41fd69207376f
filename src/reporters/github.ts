// A check's annotations in a run of GitHub Actions: what differs as errors, what somebody must look at
// or --fail-on leaves out as warnings.

import { isGrave, problemsOf, worstFirst } from "./problems.ts";
import type { Reporter } from "./reporter.ts";
import { annotated } from "./workflow-commands.ts";

export const github: Reporter = {
  name: "github",
  locates: true,
  summary: "annotations of a GitHub Actions run: workflow commands for its log",
  render: (report, surroundings) => {
    const problems = worstFirst(problemsOf(report));
    const of = (grave: boolean) => problems.filter((each) => isGrave(each) === grave);
    return annotated({ error: of(true), warning: of(false) }, surroundings?.folder);
  },
};
