// The names that stored code says: those under which it would look for an object.

import { beforeAll, describe, expect, it } from "vitest";
import { diff } from "../../src/compare/diff/diff.ts";
import { applyRules } from "../../src/judge/rules/apply.ts";
import { loadShipped } from "../../src/judge/rules/load.ts";
import { kindNamed } from "../../src/kinds/registry.ts";
import { namesIn } from "../../src/sql/names.ts";
import { loadParser } from "../../src/sql/parse.ts";
import { useEmbedded } from "../support/pglite.ts";

const read = useEmbedded();
beforeAll(() => loadParser());

const long = `t_${"x".repeat(70)}_uq`;

describe("a name", () => {
  it.each([
    ["as it is", "INSERT INTO t VALUES (1) ON CONFLICT ON CONSTRAINT t_a_uq DO NOTHING", "t_a_uq"],
    ["in capitals", "SELECT x::PUBLIC.Mood", "mood"],
    ["in quotes", 'DROP INDEX "By ""Name"""', 'By "Name"'],
    ["in a string", "SELECT nextval('public.token_seq')", "token_seq"],
    ["quoted in a string", `SELECT nextval('public."Token_Seq"')`, "Token_Seq"],
    ["as a whole string", "IF c = 'my constraint' THEN", "my constraint"],
    ["in a string of statements", "EXECUTE 'SELECT nextval(''token_seq'')'", "token_seq"],
    ["in an escaped string", "EXECUTE E'SELECT nextval(\\'token_seq\\')'", "token_seq"],
    ["in dollars", "EXECUTE $q$ SELECT nextval($$token_seq$$) $q$", "token_seq"],
    ["in a string of another language", 'plpy.execute("INSERT … ON CONFLICT ON CONSTRAINT t_a_uq")', "t_a_uq"],
    ["where the lexer gives up", "it's SELECT nextval(token_seq)", "token_seq"],
    ["deeper than anyone quotes", nested(40), "token_seq"],
    ["longer than a name may be", `SELECT nextval('${long}')`, long.slice(0, 63)],
  ])("is found %s", (_, code, name) => {
    expect(namesIn(code)).toContain(name);
  });

  it.each([
    ["in a comment", "SELECT 1 -- token_seq\n/* token_seq */"],
    ["as a part of another", "SELECT nextval('public.token_seq_2')"],
    ["in quotes and in capitals", 'SELECT "TOKEN_SEQ"'],
  ])("is not found %s", (_, code) => {
    expect(namesIn(code)).not.toContain("token_seq");
  });
});

function nested(depth: number): string {
  return depth === 0 ? "token_seq" : `$x${depth}$ ${nested(depth - 1)} $x${depth}$`;
}

/** The ids of what stays, and where a name is all that differs, of what. */
async function reported(declared: string, live: string, code: string): Promise<string[]> {
  const sides = [await read(`${declared} ${code}`), await read(`${live} ${code}`)] as const;
  const comparison = diff(...sides, (object, usedBy) => kindNamed(object.kind)?.shape?.(object, usedBy));
  const { drift } = await applyRules(comparison, await loadShipped(), "2026-01-01");
  return drift.map(({ type, id }) => `${type} ${id}`);
}

const routine = (name: string, body: string) =>
  `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NEW; END $$;`;
const stamping = (name: string) =>
  `${routine(name, "NEW.at = now();")} CREATE TRIGGER ${name} BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION ${name}();`;

describe("another name is reported where", () => {
  const [table, own, other] = [
    "CREATE TABLE t (id int, at timestamptz);",
    stamping("touch"),
    stamping("on_update_current_timestamp_t"),
  ];

  it("code switches a trigger off that is live as pgloader's", async () => {
    expect(await reported(table + own, table + other, "")).toEqual([]);
    const off = routine("off", "ALTER TABLE public.t DISABLE TRIGGER touch;");
    expect(await reported(table + own, table + other, off)).toEqual([
      "missing trigger:public.t.touch",
      "missing function:public.touch()",
    ]);
  });

  it("a trigger hands a sequence's name to its function", async () => {
    const numbered = (sequence: string) =>
      `CREATE SEQUENCE ${sequence}; CREATE TABLE t (id int DEFAULT nextval('${sequence}')); ALTER SEQUENCE ${sequence} OWNED BY t.id;`;
    const number = `${routine("f", "NEW.id = nextval(TG_ARGV[0]);")} CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f('public.one');`;
    expect(await reported(numbered("one"), numbered("other"), "")).toEqual([]);
    expect(await reported(numbered("one"), numbered("other"), number)).toEqual([
      "changed sequence:public.one",
      "changed column:public.t.id",
    ]);
  });
});
