// How each kind is altered. A new kind is one file (or one entry in its family's) and one line here.

import type { Alterer } from "./alter.ts";
import { column } from "./column.ts";
import { constraint } from "./constraint.ts";
import { foreignDataWrapper, foreignServer, foreignTable, userMapping } from "./foreign.ts";
import { routine } from "./function.ts";
import { index } from "./index.ts";
import { policy, rule, trigger } from "./on-table.ts";
import { baseType, cast, operator, operatorClass, operatorFamily, transform } from "./operator.ts";
import {
  accessMethod,
  collation,
  conversion,
  eventTrigger,
  language,
  publication,
  statistics,
  subscription,
  textSearchConfiguration,
  textSearchDictionary,
  textSearchParser,
  textSearchTemplate,
} from "./other.ts";
import {
  defaultPrivilege,
  extension,
  extensionDependency,
  schema,
  securityLabel,
  setting,
  systemPrivilege,
} from "./schema.ts";
import { sequence } from "./sequence.ts";
import { table } from "./table.ts";
import { composite, domain, enumType, range } from "./types.ts";
import { materializedView, view } from "./view.ts";

export const alterers: readonly Alterer[] = [
  ...[setting, extension, schema, language, accessMethod, collation, conversion],
  ...[enumType, domain, composite, range, baseType, sequence],
  ...[foreignDataWrapper, foreignServer, userMapping, table, foreignTable, column, constraint, index, statistics],
  ...[view, materializedView, routine, operator, operatorFamily, operatorClass, cast, transform],
  ...[textSearchParser, textSearchTemplate, textSearchDictionary, textSearchConfiguration],
  ...[trigger, rule, policy, eventTrigger, publication, subscription],
  ...[securityLabel, extensionDependency, defaultPrivilege, systemPrivilege],
];

const byKind = new Map(alterers.map((alterer) => [alterer.kind, alterer]));

export const altererOf = (kind: string): Alterer | undefined => byKind.get(kind);
