import type { StatementClass } from "./class.ts";

export const rawSql: StatementClass = {
  id: "raw-sql",
  of: "statement",
  severity: "advisory",
  summary: "SQL written by hand",
  message: "SQL is written by hand here. Neither an ORM nor its dialect adapts it to PostgreSQL.",
  advice: "Test it against PostgreSQL, or write it with the query builder that the project uses.",
  isSuspect: ({ sure, found }) => sure && found.isUnseen !== true,
  example: { language: "python", code: 'cursor.execute("SELECT id FROM users WHERE id = %s", (x,))' },
  nearMiss: { language: "python", code: "session.execute(select(User).where(User.id == x))" },
};
