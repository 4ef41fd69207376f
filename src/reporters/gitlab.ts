// A check as GitLab's Code Quality report.

import { codeQuality, type QualityIssue } from "./code-quality.ts";
import { placeOf } from "./place.ts";
import { checks, isGrave, type Problem, problemsOf } from "./problems.ts";
import type { Report, Reporter, Surroundings } from "./reporter.ts";

export const gitlab: Reporter = {
  name: "gitlab",
  locates: true,
  summary: "GitLab's Code Quality report",
  render: (report, surroundings) =>
    codeQuality(problemsOf(report).map((problem) => issueOf(problem, report, surroundings))),
};

function issueOf(problem: Problem, report: Report, surroundings?: Surroundings): QualityIssue {
  const { check, message, fingerprint } = problem;
  return {
    description: message,
    check,
    category: checks[check],
    fingerprint,
    severity: severityOf(problem),
    place: placeOf(problem, report, surroundings),
  };
}

const severityOf = (problem: Problem) =>
  isGrave(problem) ? (problem.check === "data" ? "critical" : "major") : "minor";
