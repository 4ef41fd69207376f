// Settings of the database and of roles in it. The statement names the database, which is only known where it runs.

import { type ObjectId, parseObjectId } from "../../catalog/object-id.ts";
import { optionalText } from "../../kinds/row.ts";
import { identifier } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { settingOf } from "../settings.ts";
import { CannotWrite, type KindDdl } from "../statement.ts";

export const settings: KindDdl = {
  kind: "setting",
  phase: "last",
  create: ({ id, attributes }) => {
    const { role, name } = partsOf(id);
    // Of a parameter of a project's own only a digest was read: its value may be a secret.
    if (name.includes(".")) throw new CannotWrite("The value of a custom parameter is never read, only a digest of it");
    const value = optionalText(attributes, "searchPath") ?? optionalText(attributes, "value") ?? "";
    return [{ sql: inDatabase(role, settingOf(name, value)), makes: [id] }];
  },
  drop: ({ id }) => {
    const { role, name } = partsOf(id);
    return [{ sql: inDatabase(role, `RESET ${name.split(".").map(identifier).join(".")}`), drops: [id] }];
  },
};

function partsOf(id: ObjectId): { role: string | undefined; name: string } {
  const { path } = parseObjectId(id);
  return path.length > 1 ? { role: path[0], name: path[1] ?? "" } : { role: undefined, name: path[0] ?? "" };
}

/** @param clause `SET work_mem TO '64MB'` */
function inDatabase(role: string | undefined, clause: string): string {
  const [template, values] =
    role === undefined
      ? ["ALTER DATABASE %I %s", ["current_database()"]]
      : ["ALTER ROLE %I IN DATABASE %I %s", [literal(role), "current_database()"]];
  const given = [literal(template), ...values, literal(clause)].join(", ");
  return `DO $ddl$ BEGIN EXECUTE format(${given}); END $ddl$`;
}
