// A trigger, function, procedure or event whose body is in another database's language.

import { makesRoutine } from "../../statement/unit.ts";
import type { RefusalClass } from "../class.ts";

export const routineBody: RefusalClass = {
  name: "routine-body",
  severity: "blocker",
  summary: "trigger or function in another database's language",
  claims: ({ code }, { words }) =>
    code === "42601" && makesRoutine(words)
      ? {
          advice:
            "Write CREATE FUNCTION … RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN … END $$, and a trigger that executes it. An event needs a scheduler outside, or the extension pg_cron.",
          source: "https://www.postgresql.org/docs/current/plpgsql-trigger.html",
        }
      : undefined,
  example: "CREATE TRIGGER stamp BEFORE UPDATE ON account FOR EACH ROW SET NEW.created = NOW()",
  nearMiss: "CREATE TRIGGER stamp BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION stamp()",
};
