// A piece of the page, as data. The program makes text of it, where everything is escaped, and the page itself makes nodes of it, where
// text is only ever text: so what a database names can't become markup, in neither.

export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

type Nested = Element | string | undefined | false | readonly Nested[];

/** An attribute that is true has no value; one that is false or undefined is not there. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** @param tag and the attributes' names are this code's own, never text from elsewhere */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Nested[]): Element {
  const given = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [[name, value === true ? "" : String(value)]],
  );
  return { tag, attributes: Object.fromEntries(given), children: children.flatMap(flat) };
}

/** With a space between them: whoever copies or hears the text has one where the eye has a gap. */
export const spaced = (...children: readonly Nested[]): Nested[] =>
  children.filter((child) => child !== undefined && child !== false && child !== "").flatMap((child) => [child, " "]);

function flat(child: Nested): (Element | string)[] {
  if (child === undefined || child === false || child === "") return [];
  return isMany(child) ? child.flatMap(flat) : [child];
}

const isMany = (child: Nested): child is readonly Nested[] => Array.isArray(child);
