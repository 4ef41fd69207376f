// One hostile pair of schemas: a shipped rule could take the difference for noise, and a maintainer would act on it.

export interface Attack {
  /** What a maintainer would act on. */
  readonly why: string;
  readonly declared: string;
  readonly live: string;
  /** The rule fires, and this difference, told by itself, is what the maintainer acts on. */
  readonly told?: string;
}

/** By the rule under attack. Each pair has a schema to itself, which its SQL calls `public`. */
export type Attacks = Readonly<Record<string, readonly Attack[]>>;

/** Two schemas that differ where the SQL says `§`. */
export function between(declared: string, live: string) {
  return (why: string, sql: string, told?: string): Attack => ({
    why,
    declared: sql.replaceAll("§", declared),
    live: sql.replaceAll("§", live),
    ...(told !== undefined && { told }),
  });
}

export const plpgsql = (signature: string, body: string): string =>
  `CREATE FUNCTION ${signature} LANGUAGE plpgsql AS $$ ${body} $$;`;

/** A trigger function and the trigger on t that calls it. */
export const trigger = (body: string, when = "BEFORE UPDATE"): string =>
  `${plpgsql("g() RETURNS trigger", `BEGIN ${body} RETURN NEW; END`)}
   CREATE TRIGGER g ${when} ON t FOR EACH ROW EXECUTE FUNCTION g();`;
