// What no ORM's model says anything of, as the kinds have it.

import { kinds, kindsThat } from "../kinds/registry.ts";

export const beyondOrms: readonly string[] = kindsThat(({ beyondModels }) => beyondModels);

/**
 * Attributes of what an ORM does declare, that it can say nothing of. That a key holds for every row is what it says, and
 * so is what is no or nothing where it is not said: such differences are drift.
 */
export const beyondColumnsAndKeys: readonly string[] = kinds
  .filter(({ beyondModels }) => !beyondModels)
  .flatMap(({ name, attributes }) =>
    Object.keys(attributes).flatMap((each) => (attributes[each]?.beyondModels ? [`${name}.${each}`] : [])),
  );
