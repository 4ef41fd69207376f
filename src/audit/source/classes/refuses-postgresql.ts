import { type Branch, type Code, dotted } from "../code.ts";
import { asksOf } from "../guards/question.ts";
import type { PieceClass } from "./class.ts";

const asked = /dialect|vendor|engine|adapter|driver|backend|db_?type|database_?type|connector|platform|client\b/i;
const other = /["'`:](?:mysql\w*|mariadb|sqlite\w*|pymysql|mysql2)["'`]?/i;
const postgres = /["'`:](?:postgres\w*|pgsql|pg)["'`]?/i;
const aborts = /(?:^|\.)abortIf$/;

/** The first arm runs where it is another database, so that the other is refused; or it names PostgreSQL itself. */
function refuses({ condition, arms }: Branch): boolean {
  const text = condition?.node.text ?? "";
  if (text.length > 400 || !asked.test(text)) return false;
  const isNegated = /!==?|<>|\bnot\b|^\(?\s*!|\bunless\b/.test(text);
  const [first = [], second = []] = arms;
  if (other.test(text) && !postgres.test(text)) return isNegated ? ends(first) : ends(second);
  return postgres.test(text) && !other.test(text) && !isNegated && ends(first);
}

/** It throws, or ends the program. */
function ends(arm: readonly Code[]): boolean {
  return arm.some((code) => {
    if (code.kind === "thrown") return true;
    if (code.kind === "call") return /(?:^|\.)(?:exit|die|abort|fail|fatal\w*|panic)$/i.test(calleeOf(code));
    return (
      code.kind === "other" && code.node.type !== "function_definition" && (isFailure(code) || ends(code.children))
    );
  });
}

const calleeOf = (code: Extract<Code, { kind: "call" }>) => code.callee.node.text.replace(/\(.*$/s, "");

/** Go returns errors. */
const isFailure = (code: Code) =>
  code.node.type === "return_statement" && /^return\b.*\b(?:errors\.New|fmt\.Errorf)\(/s.test(code.node.text);

export const refusesPostgresql: PieceClass = {
  id: "refuses-postgresql",
  of: "code",
  severity: "blocker",
  summary: "code that refuses PostgreSQL",
  message: "This code refuses to run on PostgreSQL.",
  advice: "Write the branch for PostgreSQL, or remove the check where the code works there.",
  isSuspect: (code) => {
    if (code.kind === "branch") return refuses(code);
    // Doctrine: `$this->abortIf($platform->getName() !== "mysql", "…")`.
    if (code.kind === "call" && aborts.test(dotted(code.callee)))
      return asksOf(code.values[0]?.node.text ?? "")?.otherwise !== undefined;
    // `assert dialect.name == "mysql"`.
    return (
      code.kind === "thrown" &&
      code.node.type === "assert_statement" &&
      asked.test(code.node.text) &&
      other.test(code.node.text) &&
      !postgres.test(code.node.text)
    );
  },
  example: { language: "python", code: 'if dialect.name != "mysql":\n    raise RuntimeError("no")' },
  nearMiss: { language: "python", code: 'if dialect.name == "mysql":\n    upgrade()' },
};
