// Sqitch's six tables as its own statements make them, without the foreign keys between them, so that a look-alike of each can be there alone.

import { columns, type SampleTable } from "../own-table.ts";

const signatures = `committed_at timestamptz NOT NULL DEFAULT clock_timestamp()
      committer_name text NOT NULL
      committer_email text NOT NULL
      planned_at timestamptz NOT NULL
      planner_name text NOT NULL
      planner_email text NOT NULL`;

export const samples: readonly SampleTable[] = [
  {
    name: "releases",
    schema: "sqitch",
    columns: columns(`
      version real
      installed_at timestamptz NOT NULL DEFAULT clock_timestamp()
      installer_name text NOT NULL
      installer_email text NOT NULL`),
    key: ["version"],
  },
  {
    name: "projects",
    schema: "sqitch",
    columns: columns(`
      project text
      uri text UNIQUE
      created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      creator_name text NOT NULL
      creator_email text NOT NULL`),
    key: ["project"],
  },
  {
    name: "changes",
    mayLack: ["script_hash"],
    schema: "sqitch",
    columns: columns(`
      change_id text
      script_hash text
      change text NOT NULL
      project text NOT NULL
      note text NOT NULL DEFAULT ''
      ${signatures}`),
    key: ["change_id"],
  },
  {
    name: "tags",
    schema: "sqitch",
    columns: columns(`
      tag_id text
      tag text NOT NULL
      project text NOT NULL
      change_id text NOT NULL
      note text NOT NULL DEFAULT ''
      ${signatures}`),
    key: ["tag_id"],
  },
  {
    name: "dependencies",
    schema: "sqitch",
    columns: columns(`
      change_id text NOT NULL
      type text NOT NULL
      dependency text NOT NULL
      dependency_id text`),
    key: ["change_id", "dependency"],
  },
  {
    name: "events",
    schema: "sqitch",
    columns: columns(`
      event text NOT NULL
      change_id text NOT NULL
      change text NOT NULL
      project text NOT NULL
      note text NOT NULL DEFAULT ''
      requires text[] NOT NULL DEFAULT '{}'
      conflicts text[] NOT NULL DEFAULT '{}'
      tags text[] NOT NULL DEFAULT '{}'
      ${signatures}`),
    key: ["change_id", "committed_at"],
  },
];
