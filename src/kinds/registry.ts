// Every kind, in the order in which a report lists them. A new kind is one file and one line here.

import { baseTypes } from "./base-types.ts";
import { casts, transforms } from "./casts.ts";
import { collations, conversions } from "./collations.ts";
import { columns } from "./columns.ts";
import { constraints } from "./constraints.ts";
import { defaultPrivileges } from "./default-privileges.ts";
import { eventTriggers } from "./event-triggers.ts";
import { extensionDependencies } from "./extension-dependencies.ts";
import { extensions } from "./extensions.ts";
import { foreignDataWrappers, foreignServers, userMappings } from "./foreign-servers.ts";
import { foreignTables } from "./foreign-tables.ts";
import { functions } from "./functions.ts";
import { indexes } from "./indexes.ts";
import type { Kind } from "./kind.ts";
import { accessMethods, languages } from "./languages.ts";
import { operatorClasses, operatorFamilies } from "./operator-classes.ts";
import { operators } from "./operators.ts";
import { policies } from "./policies.ts";
import { publications } from "./publications.ts";
import { rewriteRules } from "./rules.ts";
import { schemas } from "./schemas.ts";
import { securityLabels } from "./security-labels.ts";
import { sequences } from "./sequences.ts";
import { settings } from "./settings.ts";
import { statistics } from "./statistics.ts";
import { subscriptions } from "./subscriptions.ts";
import { systemPrivileges } from "./system-privileges.ts";
import { tables } from "./tables.ts";
import {
  textSearchConfigurations,
  textSearchDictionaries,
  textSearchParsers,
  textSearchTemplates,
} from "./text-search.ts";
import { triggers } from "./triggers.ts";
import { composites, domains, enums, ranges } from "./types.ts";
import { materializedViews, views } from "./views.ts";

export const kinds: readonly Kind[] = [
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

/** The names of the kinds of which something holds. */
export const kindsThat = (holds: (kind: Kind) => unknown): readonly string[] =>
  kinds.filter(holds).map(({ name }) => name);

const byName = new Map(kinds.map((kind) => [kind.name, kind]));

export function kindNamed(name: string): Kind | undefined {
  return byName.get(name);
}
