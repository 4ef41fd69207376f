// The one codec of object ids: `kind:schema.table.name` and `function:schema.name(argument types)`.
// Nothing else builds an id or takes one apart.

declare const brand: unique symbol;

/** `index:public.users.ix_email`. Names are quoted as PostgreSQL quotes them, but for keywords. */
export type ObjectId = string & { readonly [brand]: true };

export interface ObjectName {
  readonly kind: string;
  /** From the outermost: schema, table, name. */
  readonly path: readonly string[];
  /** Only for what PostgreSQL tells apart by its argument types. */
  readonly signature?: string;
}

const plainName = /^[a-z_][a-z0-9_$]*$/;

/** A name as SQL takes it even where it is a keyword. */
export function alwaysQuoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A name as it is, however SQL has it: in double quotes, or plain. */
export function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

/** A name as SQL would have it: quoted when it must be (keywords apart). */
export function quoteName(name: string): string {
  const cached = quoted.get(name);
  if (cached !== undefined) return cached;
  const spelling = plainName.test(name) ? name : alwaysQuoted(name);
  // Columns of thousands of tables share a few names. Bounded, as names come from a database that can have any number.
  if (quoted.size < 10_000) quoted.set(name, spelling);
  return spelling;
}

const quoted = new Map<string, string>();

/** `public.users`, each part quoted when it must be. */
export function qualified(...path: readonly string[]): string {
  return path.map(quoteName).join(".");
}

/** The path of an id as SQL takes it even where a part is a keyword: `"public"."order"`. */
export function sqlName(id: ObjectId): string {
  return parseObjectId(id).path.map(alwaysQuoted).join(".");
}

export function objectId(kind: string, path: readonly string[], signature?: string): ObjectId {
  const arguments_ = signature === undefined ? "" : `(${signature})`;
  return `${kind}:${qualified(...path)}${arguments_}` as ObjectId;
}

export function kindOf(id: ObjectId): string {
  return id.slice(0, id.indexOf(":"));
}

/** An id without its kind: `public.users`. */
export function dotted(id: ObjectId): string {
  return id.slice(id.indexOf(":") + 1);
}

/** The id of what belongs to another object and is named under it. */
export function memberId(kind: string, parent: ObjectId, name: string): ObjectId {
  return `${kind}:${dotted(parent)}.${quoteName(name)}` as ObjectId;
}

/** Takes an id apart. Throws a RangeError on text that `objectId` could not have made. */
export function parseObjectId(id: string): ObjectName {
  const colon = id.indexOf(":");
  if (colon < 1) throw new RangeError(`not an object id: ${id}`);
  const kind = id.slice(0, colon);
  const path: string[] = [];
  let at = colon + 1;
  for (;;) {
    const part = namePart(id, at);
    path.push(part.name);
    at = part.end;
    if (id[at] !== ".") break;
    at += 1;
  }
  if (at === id.length) return { kind, path };
  if (id[at] !== "(" || !id.endsWith(")")) throw new RangeError(`not an object id: ${id}`);
  return { kind, path, signature: id.slice(at + 1, -1) };
}

function namePart(id: string, start: number): { name: string; end: number } {
  if (id[start] !== '"') {
    const match = /[a-z_][a-z0-9_$]*/y;
    match.lastIndex = start;
    const name = match.exec(id)?.[0];
    if (name === undefined) throw new RangeError(`not an object id: ${id}`);
    return { name, end: start + name.length };
  }
  let end = start + 1;
  while (id[end] !== '"' || id[end + 1] === '"') {
    if (end >= id.length) throw new RangeError(`not an object id: ${id}`);
    end += id[end] === '"' ? 2 : 1;
  }
  return { name: unquoted(id.slice(start, end + 1)), end: end + 1 };
}

/** The last part of an id's path: the object's own name. */
export function nameOf(id: ObjectId): string {
  return parseObjectId(id).path.at(-1) ?? "";
}
