// What whoever plans has to know: both catalogs, and which drift is told of what.

import type { Catalog } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";

export interface World {
  readonly from: Catalog;
  readonly to: Catalog;
  readonly major: number;
  /** Who may do what is compared, and so known of what is to be made. */
  readonly knowsPrivileges: boolean;
  readonly driftOf: (id: ObjectId, attribute?: string) => readonly string[];
}
