// Event triggers.

import type { Mutation } from "./mutation.ts";

const again = (attribute: string, definition: string): Mutation => ({
  name: `an event trigger becomes ${definition}`,
  sql: `DROP EVENT TRIGGER guard; CREATE EVENT TRIGGER guard ${definition};
    COMMENT ON EVENT TRIGGER guard IS 'Nobody converts'`,
  expect: [`changed event trigger:guard ${attribute}`],
});

const altered = (attribute: string, sql: string): Mutation => ({
  name: `${attribute} of an event trigger: ${sql}`,
  sql,
  expect: [`changed event trigger:guard ${attribute}`],
});

export const eventTriggerMutations: readonly Mutation[] = [
  again("event", "ON ddl_command_start WHEN TAG IN ('CREATE CONVERSION') EXECUTE FUNCTION watch()"),
  again("tags", "ON ddl_command_end WHEN TAG IN ('CREATE CONVERSION', 'CREATE CAST') EXECUTE FUNCTION watch()"),
  again("tags", "ON ddl_command_end EXECUTE FUNCTION watch()"),
  again("function", "ON ddl_command_end WHEN TAG IN ('CREATE CONVERSION') EXECUTE FUNCTION look()"),
  altered("enabled", "ALTER EVENT TRIGGER guard DISABLE"),
  altered("enabled", "ALTER EVENT TRIGGER guard ENABLE REPLICA"),
  altered("enabled", "ALTER EVENT TRIGGER guard ENABLE ALWAYS"),
  // ALTER … OWNER gives one to superusers only, and there is no second one everywhere.
  altered("owner", "UPDATE pg_event_trigger SET evtowner = 'pg_monitor'::regrole"),
  altered("comment", "COMMENT ON EVENT TRIGGER guard IS NULL"),
  { name: "an event trigger is dropped", sql: "DROP EVENT TRIGGER guard", expect: ["missing event trigger:guard"] },
  {
    name: "an event trigger is added",
    sql: "CREATE EVENT TRIGGER another ON sql_drop WHEN TAG IN ('DROP CAST') EXECUTE FUNCTION watch()",
    expect: ["unexpected event trigger:another"],
  },
  {
    name: "an event trigger is renamed",
    sql: "ALTER EVENT TRIGGER guard RENAME TO a_guard",
    expect: ["missing event trigger:guard", "unexpected event trigger:a_guard"],
  },
];
