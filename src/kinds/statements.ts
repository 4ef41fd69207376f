// How the statements that make or alter an object name it, for kinds that SQL may speak of alone.

/** A node of PostgreSQL's parse tree. */
type Statement = Readonly<Record<string, unknown>>;

/** What stands for itself where a statement names no schema or role. */
export interface Session {
  readonly schema: string;
  readonly user: string;
}

export interface Standalone {
  /** The path in the id of what such a statement makes or alters. */
  readonly path: (statement: Statement, session: Session) => readonly unknown[];
  /** The statement that alters one, as PostgreSQL's parser calls it. */
  readonly alter?: string;
  /** What `COMMENT ON`, `ALTER … OWNER TO` and `ALTER … RENAME TO` call this sort of object. */
  readonly objectType?: string;
}

export const field =
  (name: string): Standalone["path"] =>
  (statement) => [statement[name]];

export function relationPath(base: unknown, { schema }: Session): readonly unknown[] {
  const of = isNode(base) && isNode(base.relation) ? base.relation : {};
  return [of.schemaname ?? schema, of.relname];
}

export const mappingPath: Standalone["path"] = ({ servername, user }, session) => {
  const role = isNode(user) ? user : {};
  const isPublic = role.roletype === undefined || role.roletype === "ROLESPEC_PUBLIC";
  return [servername, isPublic ? "public" : (role.rolename ?? session.user)];
};

const isNode = (value: unknown): value is Statement =>
  typeof value === "object" && value !== null && !Array.isArray(value);
