// Sqitch's registry (lib/App/Sqitch/Engine/pg.sql): six tables that refer to each other, in a schema of their own.

import type { Columns, OwnTable } from "../own-table.ts";

const committed: Columns = { committed_at: "timestamptz", committer_name: "text", committer_email: "text" };
const planned: Columns = { planned_at: "timestamptz", planner_name: "text", planner_email: "text" };

type Own = Pick<OwnTable, "added" | "checks">;

const own = (table: string, columns: Columns, key: readonly string[], more?: Own): OwnTable => ({
  table,
  schema: "sqitch",
  columns,
  key,
  isTied: true,
  ...more,
});

export const ownTables: readonly OwnTable[] = [
  own("releases", { version: "real", installed_at: "timestamptz", installer_name: "text", installer_email: "text" }, [
    "version",
  ]),
  own(
    "projects",
    { project: "text", uri: "text", created_at: "timestamptz", creator_name: "text", creator_email: "text" },
    ["project"],
  ),
  own(
    "changes",
    { change_id: "text", change: "text", project: "text", note: "text", ...committed, ...planned },
    ["change_id"],
    { added: [{ script_hash: "text" }] },
  ),
  own(
    "tags",
    { tag_id: "text", tag: "text", project: "text", change_id: "text", note: "text", ...committed, ...planned },
    ["tag_id"],
  ),
  own(
    "dependencies",
    { change_id: "text", type: "text", dependency: "text", dependency_id: "text" },
    ["change_id", "dependency"],
    { checks: ["dependencies_check"] },
  ),
  own(
    "events",
    {
      event: "text",
      change_id: "text",
      change: "text",
      project: "text",
      note: "text",
      requires: "text[]",
      conflicts: "text[]",
      tags: "text[]",
      ...committed,
      ...planned,
    },
    ["change_id", "committed_at"],
    { checks: ["events_event_check"] },
  ),
];
