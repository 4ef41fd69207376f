// target_session_attrs: which of several servers is wanted, by what it says of itself once it has let us in.

import type { Client } from "pg";
import type { sessionAttributes } from "./parameters.ts";
import { type Settings, textOf } from "./settings.ts";

/** Why a session is not the wanted one; undefined where it is. */
type Wanted = (client: Client) => Promise<string | undefined>;

interface State {
  readonly standby: boolean;
  readonly readOnly: boolean;
}

const standby = ({ standby }: State) => (standby ? undefined : "it is not a standby");

const judges: Readonly<Record<(typeof sessionAttributes)[number], readonly ((state: State) => string | undefined)[]>> =
  {
    any: [],
    "read-write": [(state) => (state.standby || state.readOnly ? "its sessions are read-only" : undefined)],
    "read-only": [(state) => (state.standby || state.readOnly ? undefined : "its sessions are not read-only")],
    primary: [(state) => (state.standby ? "it is a standby" : undefined)],
    standby: [standby],
    "prefer-standby": [standby, () => undefined],
  };

/** The servers are asked once for each, until one is what is wanted. */
export function preferencesOf(settings: Settings): readonly Wanted[] {
  const wanted = (textOf(settings, "target_session_attrs") ?? "any") as keyof typeof judges;
  const judged = judges[wanted].map((judge) => async (client: Client) => judge(await stateOf(client)));
  return judged.length === 0 ? [async () => undefined] : judged;
}

async function stateOf(client: Client): Promise<State> {
  const { rows } = await client.query<{ standby: boolean; closed: boolean }>(
    "SELECT pg_catalog.pg_is_in_recovery() AS standby, pg_catalog.current_setting('default_transaction_read_only') = 'on' AS closed",
  );
  return { standby: rows[0]?.standby === true, readOnly: rows[0]?.closed === true };
}
