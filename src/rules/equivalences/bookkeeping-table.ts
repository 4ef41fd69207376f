// The table in which a migration tool remembers what it has run, by its name and its columns, if nothing else depends on it.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { dotted, nameOf, parseObjectId } from "../../catalog/object-id.ts";
import { oncePerCatalog } from "../../catalog/once.ts";
import { listOf, membersOf } from "../facts.ts";
import { declined, type Equivalence } from "./equivalence.ts";

/** By the table's name without its case and underscores, as pgloader changes both: all that the tools' versions give it. */
const columnsOf: Readonly<Record<string, string>> = {
  migrateversion: "repository_id repository_path version",
  djangomigrations: "id app name applied",
  goosedbversion: "id version_id is_applied tstamp",
  flywayschemahistory:
    "installed_rank version description type script checksum installed_by installed_on execution_time success",
  prismamigrations: "id checksum finished_at migration_name logs rolled_back_at started_at applied_steps_count",
  drizzlemigrations: "id hash created_at name applied_at",
  schemamigrations: "version dirty inserted_at",
  arinternalmetadata: "key value created_at updated_at",
  databasechangelog:
    "id author filename dateexecuted orderexecuted exectype md5sum description comments tag liquibase contexts labels deployment_id",
  databasechangeloglock: "id locked lockgranted lockedby",
  knexmigrations: "id name batch migration_time",
  knexmigrationslock: "index is_locked",
  sequelizemeta: "name",
  efmigrationshistory: "migrationid productversion",
  migrations: "id migration batch timestamp name",
  typeormmetadata: "type database schema table name value",
  phinxlog: "version migration_name start_time end_time breakpoint",
  doctrinemigrationversions: "version executed_at execution_time",
  pgmigrations: "id name run_on",
  changes:
    "change_id script_hash change project note committed_at committer_name committer_email planned_at planner_name planner_email",
  dependencies: "change_id type dependency dependency_id",
  events:
    "event change_id change project note requires conflicts tags committed_at committer_name committer_email planned_at planner_name planner_email",
  projects: "project uri created_at creator_name creator_email",
  releases: "version installed_at installer_name installer_email",
  tags: "tag_id tag project change_id note committed_at committer_name committer_email planned_at planner_name planner_email",
};

const plain = (name: string) => name.toLowerCase().replaceAll("_", "");

export const bookkeepingTable: Equivalence = {
  name: "bookkeeping-table",
  summary:
    "It has the columns of a migration tool's own table and no others, and nothing but that tool can depend on it.",
  about: { kind: ["table"], type: ["unexpected"] },
  prove: ({ id }, { live }) => {
    const table = live.objects.get(id);
    if (table === undefined) return declined("it is not live");
    const [schema = "", name = ""] = parseObjectId(id).path;
    const columns = membersOf(id, "column", live).map((column) => nameOf(column.id));
    const isAlembics = columns.join() === "version_num";
    const known = new Set((columnsOf[plain(name)] ?? "").split(" ").map(plain));
    const other = isAlembics ? undefined : columns.find((column) => !known.has(plain(column)));
    if (columns.length === 0 || other !== undefined)
      return declined(
        `${other === undefined ? "it has no column" : `its column ${other}`} is none of a migration tool's`,
      );
    const tie = tieOf(table, schema, live);
    if (tie !== undefined) return declined(tie);
    return isAlembics
      ? "version_num is its only column, as Alembic makes it"
      : `its columns (${columns.join(", ")}) are those of a migration tool's own table`;
  },
};

/** What makes a table act on others, or others on it. Sqitch's tables refer to each other. */
function tieOf({ id, attributes }: CatalogObject, schema: string, live: Catalog): string | undefined {
  for (const attribute of ["inherits", "partitionOf"])
    if (attributes[attribute] !== undefined) return `it is a part of ${attributes[attribute]}`;
  for (const kind of ["trigger", "rule", "policy"]) {
    const [own] = membersOf(id, kind, live);
    if (own !== undefined) return `it has ${own.id}`;
  }
  if (schema === "sqitch") return undefined;
  const own = membersOf(id, "constraint", live).find((constraint) => constraint.attributes.type === "FOREIGN KEY");
  const to = own ?? tiesOf(live).get(dotted(id));
  return to && `${to.id} ties it to another table`;
}

/** By the table that is referred to, inherited from or partitioned: what does so. */
const tiesOf = oncePerCatalog((catalog) => {
  const made = new Map<string, CatalogObject>();
  for (const object of catalog.objects.values()) {
    const { references, inherits, partitionOf } = object.attributes;
    for (const relation of [references, partitionOf, ...listOf(inherits)])
      if (typeof relation === "string") made.set(relation, object);
  }
  return made;
});
