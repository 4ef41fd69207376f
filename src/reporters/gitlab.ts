// GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. GitLab wants a path
// and a line of every problem, and a fingerprint that no other has.

import { sha256 } from "../digest.ts";
import { inertJson } from "./inert-json.ts";
import { placeOf } from "./place.ts";
import { checks, type Problem, problemsOf } from "./problems.ts";
import type { Report, Reporter, Surroundings } from "./reporter.ts";

export const gitlab: Reporter = {
  name: "gitlab",
  locates: true,
  summary: "GitLab's Code Quality report",
  render: (report, surroundings) => inertJson(issuesOf(report, surroundings)),
};

function issuesOf(report: Report, surroundings?: Surroundings) {
  const seen = new Map<string, number>();
  return problemsOf(report).map((problem) => {
    const { file, line } = placeOf(problem, report, surroundings);
    const times = seen.get(problem.fingerprint) ?? 0;
    seen.set(problem.fingerprint, times + 1);
    return {
      description: problem.message,
      check_name: `driftcheck/${problem.check}`,
      fingerprint: times === 0 ? problem.fingerprint : sha256(`${problem.fingerprint} ${times}`).slice(0, 32),
      severity: severityOf(problem),
      location: { path: file, lines: { begin: line } },
      categories: [checks[problem.check]],
    };
  });
}

const severityOf = ({ review, check }: Problem) => (review ? "minor" : check === "data" ? "critical" : "major");
