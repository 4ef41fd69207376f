// Which relations a statement locks: those that it names, and those that PostgreSQL locks with them and that only the catalog knows.
// An index is told by its table. loadParser must have been awaited.

import type { Catalog } from "../catalog/catalog.ts";
import { membersOf } from "../catalog/members.ts";
import { type ObjectId, objectId, parseObjectId, qualified } from "../catalog/object-id.ts";
import { contextOf } from "../ddl/context.ts";
import { descendants } from "../ddl/families.ts";
import { namedIn } from "../ddl/references.ts";
import { kindNamed } from "../kinds/registry.ts";
import { isTree, nodesOf, strings, type Tree } from "../sql/parse.ts";

type Path = readonly string[];

/** @param catalogs as it was, and as it is to be */
export function lockedBy(type: string, tree: Tree, catalogs: readonly Catalog[]): string[] {
  const known = new Known(catalogs);
  const paths = (named[type]?.(tree, known) ?? rangesIn(tree.relation)).map((path) => known.home(path));
  return [...new Set(paths.map((path) => qualified(...path)))];
}

/** Every relation that is named in it: a field may hold one without its node around it. */
function rangesIn(node: unknown): Path[] {
  if (Array.isArray(node)) return node.flatMap(rangesIn);
  if (!isTree(node)) return [];
  const { schemaname, relname } = node;
  if (typeof relname !== "string") return Object.values(node).flatMap(rangesIn);
  return [[...(typeof schemaname === "string" ? [schemaname] : []), relname]];
}

const named: Readonly<Record<string, (tree: Tree, known: Known) => readonly Path[]>> = {
  AlterTableStmt: (tree, known) => {
    const own = rangesIn(tree.relation);
    const commands = [...nodesOf(tree.cmds, "AlterTableCmd")];
    const isOne = isTree(tree.relation) && tree.relation.inh !== true;
    const below =
      !isOne && commands.some(({ subtype }) => recursing.has(String(subtype))) ? own.flatMap(known.below) : [];
    const others = commands.flatMap((command) => alongWith(command, own[0] ?? [], known));
    const isOnly = commands.every(({ subtype }) => subtype === "AT_AttachPartition");
    return [...(isOnly ? [] : own), ...below, ...others];
  },
  RenameStmt: (tree, known) => {
    const own = rangesIn(tree.relation);
    return tree.renameType === "OBJECT_COLUMN" ? [...own, ...own.flatMap(known.below)] : own;
  },
  ViewStmt: (tree) => rangesIn(tree.view),
  AlterSeqStmt: (tree) => rangesIn(tree.sequence),
  CreatePolicyStmt: (tree) => rangesIn(tree.table),
  AlterPolicyStmt: (tree) => rangesIn(tree.table),
  CreateStatsStmt: (tree) => rangesIn(tree.relations),
  CreatePublicationStmt: (tree) => rangesIn(tree.pubobjects),
  AlterPublicationStmt: (tree) => rangesIn(tree.pubobjects),
  AlterDomainStmt: (tree, known) => known.withType(strings(tree.typeName)),
  CommentStmt: (tree) => [tree.objtype === "OBJECT_COLUMN" ? strings(tree.object).slice(0, -1) : strings(tree.object)],
  DropStmt: (tree, known) => {
    const objects = Array.isArray(tree.objects) ? tree.objects : [];
    return objects.map(strings).flatMap((path) => dropped(String(tree.removeType), path, known));
  },
};

const underTable = ["OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE", "OBJECT_TABCONSTRAINT", "OBJECT_COLUMN"];

function dropped(type: string, path: Path, known: Known): readonly Path[] {
  if (underTable.includes(type)) return [path.slice(0, -1)];
  if (type === "OBJECT_STATISTIC_EXT") return known.tableOf(path);
  return type === "OBJECT_TABLE" ? [path, ...known.boundTo(path)] : [path];
}

// What goes to partitions and children, too, unless it says ONLY.
const recursing = new Set([
  "AT_AddColumn",
  "AT_DropColumn",
  "AT_ColumnDefault",
  "AT_DropNotNull",
  "AT_SetNotNull",
  "AT_AlterColumnType",
  "AT_AddConstraint",
  "AT_DropConstraint",
  "AT_ValidateConstraint",
  "AT_SetExpression",
  "AT_DropExpression",
  "AT_SetStorage",
  "AT_SetStatistics",
]);

/** Of one action of ALTER TABLE: the other table of a key or of a partition. */
function alongWith({ subtype, def, name }: Tree, table: Path, known: Known): readonly Path[] {
  if (subtype === "AT_AttachPartition") return [...rangesIn(def), ...known.defaultOf(table)];
  if (subtype === "AT_DetachPartition") return rangesIn(def);
  if (subtype === "AT_AddConstraint")
    return [...nodesOf(def, "Constraint")].flatMap(({ pktable }) => rangesIn(pktable));
  return subtype === "AT_DropConstraint" ? known.referencedBy([...table, String(name)]) : [];
}

class Known {
  readonly #catalogs: readonly Catalog[];

  constructor(catalogs: readonly Catalog[]) {
    this.#catalogs = catalogs;
  }

  /** Its partitions and children as they are, or of a table that is only to come, as they are to be. */
  readonly below = (path: Path): readonly Path[] => {
    const id = objectId("table", path);
    const catalog = this.#catalogs.find(({ objects }) => objects.has(id));
    return catalog === undefined ? [] : descendants(id, contextOf(catalog)).map(pathOf);
  };

  /** The default partition of a table: no row of the new one may be in it. */
  defaultOf(path: Path): readonly Path[] {
    return this.#each((catalog) =>
      contextOf(catalog)
        .children(objectId("table", path))
        .filter((id) => catalog.objects.get(id)?.attributes.partitionBound === "DEFAULT")
        .map(pathOf),
    );
  }

  /** The table of an index; anything else is its own home. */
  home(path: Path): Path {
    const [schema = "", name = ""] = path;
    const [parent] = this.#each(({ objects }, context) =>
      context.named(schema, name).flatMap((id) => {
        const object = objects.get(id);
        return object?.parent !== undefined && kindNamed(object.kind)?.hasIndex === true ? [pathOf(object.parent)] : [];
      }),
    );
    return parent ?? path;
  }

  /** The table of extended statistics. */
  tableOf(path: Path): readonly Path[] {
    return this.#each(({ objects }) => {
      const parent = objects.get(objectId("statistics", path))?.parent;
      return parent === undefined ? [] : [pathOf(parent)];
    });
  }

  referencedBy(constraint: Path): readonly Path[] {
    return this.#each((catalog, context) => {
      const references = catalog.objects.get(objectId("constraint", constraint))?.attributes.references;
      return typeof references === "string" ? namedIn(context, references).map(pathOf) : [];
    });
  }

  /** The tables that its keys refer to, and the one whose partition it is. */
  boundTo(table: Path): readonly Path[] {
    const id = objectId("table", table);
    const keys = this.#each((catalog) => membersOf(id, "constraint", catalog).map((each) => pathOf(each.id)));
    const parents = this.#each(({ objects }, context) => {
      const parent = objects.get(id)?.attributes.partitionOf;
      return typeof parent === "string" ? namedIn(context, parent).map(pathOf) : [];
    });
    return [...keys.flatMap((key) => this.referencedBy(key)), ...parents];
  }

  /** The tables with a column of this type. */
  withType(type: Path): readonly Path[] {
    return this.#each(({ objects }) =>
      [...objects.values()].flatMap(({ kind, parent, attributes }) =>
        kind === "column" && parent !== undefined && attributes.type === qualified(...type) ? [pathOf(parent)] : [],
      ),
    );
  }

  #each(find: (catalog: Catalog, context: ReturnType<typeof contextOf>) => readonly Path[]): Path[] {
    const found = this.#catalogs.flatMap((catalog) => find(catalog, contextOf(catalog)));
    return [...new Map(found.map((path) => [path.join("\0"), path])).values()];
  }
}

const pathOf = (id: ObjectId): Path => parseObjectId(id).path;
