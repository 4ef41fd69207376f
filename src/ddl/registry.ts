// The DDL of every kind: one file and one line here for each.

import { accessMethods } from "./kinds/access-methods.ts";
import { baseTypes } from "./kinds/base-types.ts";
import { casts } from "./kinds/casts.ts";
import { collations } from "./kinds/collations.ts";
import { columns } from "./kinds/columns.ts";
import { composites } from "./kinds/composites.ts";
import { constraints } from "./kinds/constraints.ts";
import { conversions } from "./kinds/conversions.ts";
import { defaultPrivileges } from "./kinds/default-privileges.ts";
import { domains } from "./kinds/domains.ts";
import { enums } from "./kinds/enums.ts";
import { eventTriggers } from "./kinds/event-triggers.ts";
import { extensionDependencies } from "./kinds/extension-dependencies.ts";
import { extensions } from "./kinds/extensions.ts";
import { foreignDataWrappers } from "./kinds/foreign-data-wrappers.ts";
import { foreignServers } from "./kinds/foreign-servers.ts";
import { foreignTables } from "./kinds/foreign-tables.ts";
import { functions } from "./kinds/functions.ts";
import { indexes } from "./kinds/indexes.ts";
import { languages } from "./kinds/languages.ts";
import { materializedViews } from "./kinds/materialized-views.ts";
import { operatorClasses } from "./kinds/operator-classes.ts";
import { operatorFamilies } from "./kinds/operator-families.ts";
import { operators } from "./kinds/operators.ts";
import { policies } from "./kinds/policies.ts";
import { publications } from "./kinds/publications.ts";
import { ranges } from "./kinds/ranges.ts";
import { rewriteRules } from "./kinds/rewrite-rules.ts";
import { schemas } from "./kinds/schemas.ts";
import { securityLabels } from "./kinds/security-labels.ts";
import { sequences } from "./kinds/sequences.ts";
import { settings } from "./kinds/settings.ts";
import { statistics } from "./kinds/statistics.ts";
import { subscriptions } from "./kinds/subscriptions.ts";
import { systemPrivileges } from "./kinds/system-privileges.ts";
import { tables } from "./kinds/tables.ts";
import { textSearchConfigurations } from "./kinds/text-search-configurations.ts";
import { textSearchDictionaries } from "./kinds/text-search-dictionaries.ts";
import { textSearchParsers } from "./kinds/text-search-parsers.ts";
import { textSearchTemplates } from "./kinds/text-search-templates.ts";
import { transforms } from "./kinds/transforms.ts";
import { triggers } from "./kinds/triggers.ts";
import { userMappings } from "./kinds/user-mappings.ts";
import { views } from "./kinds/views.ts";
import { CannotWrite, type KindDdl } from "./statement.ts";

export const ddl: readonly KindDdl[] = [
  settings,
  extensions,
  schemas,
  languages,
  accessMethods,
  collations,
  conversions,
  enums,
  domains,
  composites,
  ranges,
  baseTypes,
  sequences,
  foreignDataWrappers,
  foreignServers,
  userMappings,
  tables,
  foreignTables,
  columns,
  constraints,
  indexes,
  statistics,
  views,
  materializedViews,
  functions,
  operators,
  operatorFamilies,
  operatorClasses,
  casts,
  transforms,
  textSearchParsers,
  textSearchTemplates,
  textSearchDictionaries,
  textSearchConfigurations,
  triggers,
  rewriteRules,
  policies,
  eventTriggers,
  publications,
  subscriptions,
  securityLabels,
  extensionDependencies,
  defaultPrivileges,
  systemPrivileges,
];

const byKind = new Map(ddl.map((each) => [each.kind, each]));

/** A kind that nobody can write refuses each of its objects. */
export function ddlOf(kind: string): KindDdl {
  return byKind.get(kind) ?? unwritten(kind);
}

function unwritten(kind: string): KindDdl {
  const refuse = () => {
    throw new CannotWrite(`driftcheck does not write a ${kind}`);
  };
  return { kind, phase: "later", create: refuse, drop: refuse };
}
