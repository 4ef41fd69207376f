// Extensions as a server defines them, and which members of each are made so: others, which a script asks for and the server does
// not have, come after them.

import type { Client } from "pg";
import type { DefinedExtension } from "../../catalog/defined-extension.ts";

/** Members up to this oid are as the server has them; all where it is undefined. */
export interface AsDefined {
  readonly name: string;
  readonly version: string;
  readonly last: number | undefined;
}

export class Definitions {
  readonly #client: Client;
  readonly #defined: ReadonlyMap<string, DefinedExtension>;
  readonly #last = new Map<string, number>();

  constructor(client: Client, defined: readonly DefinedExtension[]) {
    this.#client = client;
    this.#defined = new Map(defined.map((each) => [each.name, each]));
  }

  of(name: string): DefinedExtension | undefined {
    return this.#defined.get(name);
  }

  /** To be called before a member is made that no server told of. */
  async noteBefore(name: string): Promise<void> {
    if (!this.#defined.has(name) || this.#last.has(name)) return;
    const { rows } = await this.#client.query(
      `SELECT coalesce(pg_catalog.max(d.objid::bigint), 0)::float8 AS last
       FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension x ON x.oid = d.refobjid
       WHERE d.deptype = 'e' AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND x.extname = $1`,
      [name],
    );
    this.#last.set(name, Number(rows[0]?.last));
  }

  get all(): readonly AsDefined[] {
    return [...this.#defined.values()].map(({ name, version }) => ({ name, version, last: this.#last.get(name) }));
  }
}
