// Settings of the database and of roles in it. A value that may be a secret never leaves the server: those of a project's own
// parameters (with a dot in the name) are compared by a digest, and where the name says that it is a secret not at all.

import { objectId } from "../catalog/object-id.ts";
import { notRead, secretWords } from "./foreign-options.ts";
import { attributes, type Kind } from "./kind.ts";
import { optionalText, text } from "./row.ts";

/** Besides what says it of any option. */
const moreWords = "key|dsn|salt|jwt|conn|url|uri";

/** Those of this database, one row for each of their parameters. */
export const settingsOfDatabase = `
    FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole, unnest(s.setconfig) AS o (pair),
      LATERAL (SELECT split_part(o.pair, '=', 1) AS name, substr(o.pair, strpos(o.pair, '=') + 1) AS value) AS p
    WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** A condition on a row of those: nobody is to see its value. */
export const isSecretSetting = `p.name LIKE '%.%' AND p.name ~* '${secretWords}|${moreWords}'`;

/** Enough to tell that a value is another, too little to tell what it is. */
const digest = "'digest ' || left(encode(sha256(textsend(p.value)), 'hex'), 6)";

export const settings: Kind = {
  name: "setting",
  summary: "A setting of the database (`ALTER DATABASE … SET`), or of a role in it (`ALTER ROLE … IN DATABASE … SET`).",
  global: true,
  heldIn: "pg_db_role_setting",
  ofDatabase: true,
  attributes: {
    searchPath: { summary: "the schemas of `search_path`", syntax: "search path" },
    value: {
      summary: `the value, as set; for a custom parameter such as \`app.tenant\` a digest, or \`${notRead}\` if it may be secret`,
    },
  },
  query: () => `
    SELECT CASE WHEN s.setrole <> 0 THEN coalesce(r.rolname::text, s.setrole::text) END AS role, p.name,
      CASE WHEN ${isSecretSetting} THEN '${notRead}' WHEN p.name LIKE '%.%' THEN ${digest} ELSE p.value END AS value
    ${settingsOfDatabase}`,
  read: (row) => {
    const [role, name] = [optionalText(row, "role"), text(row, "name")];
    return {
      id: objectId("setting", role === null ? [name] : [role, name]),
      kind: "setting",
      attributes: attributes({ [name === "search_path" ? "searchPath" : "value"]: text(row, "value") }),
    };
  },
};
