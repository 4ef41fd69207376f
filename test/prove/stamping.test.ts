// The triggers by which pgloader stands in for ON UPDATE CURRENT_TIMESTAMP, on trial beside the model's own.

import { expect, it } from "vitest";
import { loadPreset } from "../../src/judge/rules/load.ts";
import { prove } from "../../src/prove/prove.ts";
import { useFolder } from "../support/cli.ts";
import { hasTurn, isNightly, seed } from "../support/sample.ts";

const folder = useFolder();
const size = isNightly ? {} : { sample: 40, seed: seed() };
const stamping = (name: string, trigger: string) => `CREATE TABLE t (a int, at timestamptz);
  CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at = now(); RETURN NEW; END; $$;
  CREATE TRIGGER ${trigger} BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION ${name}();`;
const everything = { id: "everything", summary: "", reason: "on trial", match: {}, examples: [], preset: false };

it.runIf(hasTurn("stamping"))("hide nothing that such a function does besides", { timeout: 600_000 }, async () => {
  const declared = await folder().write("declared.sql", stamping("touch", "touch"));
  const pgloaders = stamping("on_update_current_timestamp_t", "on_update_current_timestamp");
  const live = await folder().write("live.sql", pgloaders);
  // What it costs, says of itself and is allowed to know is nothing that it does.
  const says = /^changed (?:function (?:comment|cost|leakproof|parallel|strict|volatility)|trigger comment):/;
  const { holes } = await prove({ declared, live, rules: await loadPreset(), ...size });
  expect(holes.map(({ group }) => group).filter((group) => !says.test(group))).toEqual([]);
  if (!isNightly) return;
  // All of these were among the mutations, and PostgreSQL took them.
  const all = await prove({ declared, live, rules: [everything] });
  expect(all.holes.map(({ group }) => group)).toEqual(
    expect.arrayContaining([
      "changed function body: a declaration that calls something",
      "changed function body: a value from no row",
    ]),
  );
});
