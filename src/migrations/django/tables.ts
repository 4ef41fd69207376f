// Django's own table: django/db/migrations/recorder.py

import { columns, type OwnTable, type SampleTable } from "../own-table.ts";

export const ownTables: readonly OwnTable[] = [
  {
    table: "django_migrations",
    columns: { id: "integer", app: "varchar(255)", name: "varchar(255)", applied: "timestamptz" },
    key: ["id"],
  },
];

export const samples: readonly SampleTable[] = [
  {
    name: "django_migrations",
    columns: columns(`
      id serial
      app varchar(255) NOT NULL
      name varchar(255) NOT NULL
      applied timestamptz NOT NULL`),
    key: ["id"],
  },
];
