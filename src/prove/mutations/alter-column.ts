// `ALTER TABLE … ALTER COLUMN …` for a column.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { lastOf, ownerOf } from "../sql.ts";

export type Altered = (action: string) => string;

export function altered({ id }: CatalogObject): Altered {
  return (action) => `ALTER TABLE ${ownerOf(id)} ALTER COLUMN ${lastOf(id)} ${action}`;
}
