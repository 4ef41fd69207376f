// Attacks on the rules about constraints and indexes: names that something looks for, and indexes that do more than they seem to.

import { type Attack, type Attacks, between, plpgsql } from "./attack.ts";

const code = (body: string) => plpgsql("f() RETURNS void", `BEGIN ${body} END`);
/** What is declared and what is live, with the same code on both sides. */
const beside = (why: string, declared: string, live: string, shared = "", told?: string): Attack => ({
  why,
  declared: `${declared} ${shared}`,
  live: `${live} ${shared}`,
  ...(told !== undefined && { told }),
});
const parents = "CREATE TABLE p (x int, y int, z int, PRIMARY KEY (x, y), UNIQUE (x, z));";
const foreign = (columns: string, referred: string, rest = "") =>
  `${parents} CREATE TABLE c (a int, b int, CONSTRAINT f FOREIGN KEY (${columns}) REFERENCES p (${referred}) ${rest});`;
const onDelete = between("", "ON DELETE RESTRICT");
const onUpdate = between("", "ON UPDATE RESTRICT");
const child = (rest: string) =>
  `CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p ${rest});`;
const catching = plpgsql(
  "f() RETURNS void",
  "BEGIN DELETE FROM public.p; EXCEPTION WHEN foreign_key_violation THEN NULL; END",
);

export const keys: Attacks = {
  "constraint-name": [
    beside(
      "ON CONFLICT finds another key by its name",
      "CREATE TABLE t (a int, b int, CONSTRAINT k UNIQUE (a), CONSTRAINT l UNIQUE (b));",
      "CREATE TABLE t (a int, b int, CONSTRAINT l UNIQUE (a), CONSTRAINT k UNIQUE (b));",
    ),
    beside(
      "an error names another check",
      "CREATE TABLE t (a int, b int, CONSTRAINT k CHECK (a > 0), CONSTRAINT l CHECK (b > 0));",
      "CREATE TABLE t (a int, b int, CONSTRAINT l CHECK (a > 0), CONSTRAINT k CHECK (b > 0));",
    ),
    beside(
      "its name is an index of other columns now",
      "CREATE TABLE t (a int, b int, CONSTRAINT k UNIQUE (a));",
      "CREATE TABLE t (a int, b int, CONSTRAINT l UNIQUE (a)); CREATE INDEX k ON t (b);",
    ),
    beside(
      "stored code infers by its name",
      "CREATE TABLE t (a int, CONSTRAINT k UNIQUE (a));",
      "CREATE TABLE t (a int, CONSTRAINT l UNIQUE (a));",
      code("INSERT INTO public.t VALUES (1) ON CONFLICT ON CONSTRAINT k DO NOTHING;"),
    ),
    beside(
      "stored code asks which one failed",
      "CREATE TABLE t (a int, CONSTRAINT k CHECK (a > 0));",
      "CREATE TABLE t (a int, CONSTRAINT l CHECK (a > 0));",
      plpgsql(
        "f() RETURNS void",
        "DECLARE n text; BEGIN INSERT INTO public.t VALUES (0); EXCEPTION WHEN check_violation THEN GET STACKED DIAGNOSTICS n = CONSTRAINT_NAME; IF n = 'k' THEN RETURN; END IF; END",
      ),
    ),
    beside(
      "stored code defers it",
      "CREATE TABLE t (a int, CONSTRAINT k UNIQUE (a) DEFERRABLE);",
      "CREATE TABLE t (a int, CONSTRAINT l UNIQUE (a) DEFERRABLE);",
      code("SET CONSTRAINTS public.k DEFERRED;"),
    ),
    beside(
      "only ON CONFLICT can name it",
      "CREATE TABLE t (a int4range, CONSTRAINT k EXCLUDE USING gist (a WITH &&));",
      "CREATE TABLE t (a int4range, CONSTRAINT l EXCLUDE USING gist (a WITH &&));",
    ),
    beside(
      "the table is replicated by it",
      "CREATE TABLE t (a int NOT NULL, CONSTRAINT k UNIQUE (a)); ALTER TABLE t REPLICA IDENTITY USING INDEX k;",
      "CREATE TABLE t (a int NOT NULL, CONSTRAINT l UNIQUE (a)); ALTER TABLE t REPLICA IDENTITY NOTHING;",
      "",
      "table:public.t replicaIdentity",
    ),
  ],
  "index-name": [
    beside(
      "a migration that drops it drops another",
      "CREATE TABLE t (a int, b int); CREATE INDEX k ON t (a); CREATE INDEX l ON t (b);",
      "CREATE TABLE t (a int, b int); CREATE INDEX l ON t (a); CREATE INDEX k ON t (b);",
    ),
    beside(
      "a hint of pg_hint_plan names it",
      "CREATE TABLE t (a int); CREATE INDEX k ON t (a);",
      "CREATE TABLE t (a int); CREATE INDEX l ON t (a);",
      code("/*+ IndexScan(t k) */ PERFORM FROM public.t WHERE a = 1;"),
    ),
    beside(
      "stored code drops it",
      "CREATE TABLE t (a int); CREATE INDEX k ON t (a);",
      "CREATE TABLE t (a int); CREATE INDEX l ON t (a);",
      code("DROP INDEX public.k;"),
    ),
    beside(
      "it sorts otherwise",
      "CREATE TABLE t (a text); CREATE INDEX k ON t (a);",
      'CREATE TABLE t (a text); CREATE INDEX l ON t (a COLLATE "C");',
    ),
    beside(
      "it is for LIKE only",
      "CREATE TABLE t (a text); CREATE INDEX k ON t (a);",
      "CREATE TABLE t (a text); CREATE INDEX l ON t (a text_pattern_ops);",
    ),
    beside(
      "it is for some rows only",
      "CREATE TABLE t (a int, b int); CREATE INDEX k ON t (a) WHERE b > 0;",
      "CREATE TABLE t (a int, b int); CREATE INDEX l ON t (a) WHERE b > 1;",
    ),
  ],
  "unique-index-for-constraint": [
    beside(
      "NULLs repeat",
      "CREATE TABLE t (a int, CONSTRAINT k UNIQUE NULLS NOT DISTINCT (a));",
      "CREATE TABLE t (a int); CREATE UNIQUE INDEX k ON t (a);",
    ),
    beside(
      "some rows may repeat",
      "CREATE TABLE t (a int, CONSTRAINT k UNIQUE (a));",
      "CREATE TABLE t (a int); CREATE UNIQUE INDEX k ON t (a) WHERE a > 0;",
    ),
    beside(
      "periods may overlap",
      "CREATE TABLE t (a int4range, r int4range, CONSTRAINT k UNIQUE (a, r WITHOUT OVERLAPS));",
      "CREATE TABLE t (a int4range, r int4range); CREATE UNIQUE INDEX k ON t (a, r);",
    ),
    beside(
      "it can wait",
      "CREATE TABLE t (a int, CONSTRAINT k UNIQUE (a) DEFERRABLE INITIALLY DEFERRED);",
      "CREATE TABLE t (a int); CREATE UNIQUE INDEX k ON t (a);",
    ),
    beside(
      "it is of another order",
      "CREATE TABLE t (a int, b int, CONSTRAINT k UNIQUE (a, b));",
      "CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX k ON t (b, a);",
    ),
    beside(
      "it carries a column",
      "CREATE TABLE t (a int, b int, CONSTRAINT k UNIQUE (a) INCLUDE (b));",
      "CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX k ON t (a);",
    ),
    beside(
      "stored code infers by its name",
      "CREATE TABLE t (a int, CONSTRAINT k UNIQUE (a));",
      "CREATE TABLE t (a int); CREATE UNIQUE INDEX l ON t (a);",
      code("INSERT INTO public.t VALUES (1) ON CONFLICT ON CONSTRAINT k DO NOTHING;"),
    ),
    beside(
      "a rule infers by its name",
      "CREATE TABLE t (a int, CONSTRAINT k UNIQUE (a)); CREATE TABLE u (a int); CREATE RULE r AS ON INSERT TO u DO INSTEAD INSERT INTO t VALUES (NEW.a) ON CONFLICT ON CONSTRAINT k DO NOTHING;",
      "CREATE TABLE t (a int); CREATE TABLE u (a int); CREATE UNIQUE INDEX k ON t (a); CREATE RULE r AS ON INSERT TO u DO INSTEAD INSERT INTO t VALUES (NEW.a) ON CONFLICT (a) DO NOTHING;",
      "",
      "rule:public.u.r",
    ),
  ],
  "unique-constraint-for-index": [
    beside(
      "stored code drops it",
      "CREATE TABLE t (a int); CREATE UNIQUE INDEX k ON t (a);",
      "CREATE TABLE t (a int, CONSTRAINT k UNIQUE (a));",
      code("DROP INDEX public.k;"),
    ),
    beside(
      "it can wait",
      "CREATE TABLE t (a int); CREATE UNIQUE INDEX k ON t (a);",
      "CREATE TABLE t (a int, CONSTRAINT k UNIQUE (a) DEFERRABLE);",
    ),
    beside(
      "NULLs are refused",
      "CREATE TABLE t (a int); CREATE UNIQUE INDEX k ON t (a);",
      "CREATE TABLE t (a int, CONSTRAINT k UNIQUE NULLS NOT DISTINCT (a));",
    ),
    beside(
      "it was of an expression",
      "CREATE TABLE t (a text); CREATE UNIQUE INDEX k ON t (lower(a));",
      "CREATE TABLE t (a text, CONSTRAINT k UNIQUE (a));",
    ),
    beside(
      "periods may not overlap",
      "CREATE TABLE t (a int4range, r int4range); CREATE UNIQUE INDEX k ON t (a, r);",
      "CREATE TABLE t (a int4range, r int4range, CONSTRAINT k UNIQUE (a, r WITHOUT OVERLAPS));",
    ),
  ],
  "foreign-key-index": [
    beside(
      "it is not valid",
      child(""),
      `${child("")} CREATE INDEX idx_1_p_id ON c (p_id); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_1_p_id'::regclass;`,
    ),
    beside(
      "the table is clustered by it",
      child(""),
      `${child("")} CREATE INDEX idx_1_p_id ON c (p_id); ALTER TABLE c CLUSTER ON idx_1_p_id;`,
    ),
    beside("it is for some rows", child(""), `${child("")} CREATE INDEX idx_1_p_id ON c (p_id) WHERE p_id > 0;`),
    beside("it is a hash", child(""), `${child("")} CREATE INDEX idx_1_p_id ON c USING hash (p_id);`),
    beside(
      "it is on a column that a key of another table has",
      "CREATE TABLE p (id int PRIMARY KEY, p_id int); CREATE TABLE c (p_id int REFERENCES p);",
      "CREATE TABLE p (id int PRIMARY KEY, p_id int); CREATE TABLE c (p_id int REFERENCES p); CREATE INDEX idx_1_p_id ON p (p_id);",
    ),
  ],
  "implied-unique-index": [
    beside(
      "long texts are refused",
      "CREATE TABLE t (a int PRIMARY KEY, body text);",
      "CREATE TABLE t (a int PRIMARY KEY, body text); CREATE UNIQUE INDEX idx_1_k ON t (a, body);",
    ),
    beside(
      "NULLs are refused",
      "CREATE TABLE t (a int, b int, UNIQUE (a, b));",
      "CREATE TABLE t (a int, b int, UNIQUE (a, b)); CREATE UNIQUE INDEX idx_1_k ON t (a, b) NULLS NOT DISTINCT;",
    ),
    beside(
      "the key can wait",
      "CREATE TABLE t (a int, UNIQUE (a) DEFERRABLE);",
      "CREATE TABLE t (a int, UNIQUE (a) DEFERRABLE); CREATE UNIQUE INDEX idx_1_k ON t (a);",
    ),
    beside(
      "the key is of some rows",
      "CREATE TABLE t (a int); CREATE UNIQUE INDEX k ON t (a) WHERE a > 0;",
      "CREATE TABLE t (a int); CREATE UNIQUE INDEX k ON t (a) WHERE a > 0; CREATE UNIQUE INDEX idx_1_k ON t (a);",
    ),
    beside(
      "the key is not declared",
      "CREATE TABLE t (a int, b int);",
      "CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX idx_1_k ON t (a); CREATE UNIQUE INDEX idx_1_l ON t (a, b);",
    ),
    beside(
      "it tells letters apart otherwise",
      "CREATE TABLE t (a text UNIQUE);",
      'CREATE TABLE t (a text UNIQUE); CREATE UNIQUE INDEX idx_1_k ON t (a COLLATE "C");',
    ),
  ],
  "restrict-on-delete": [
    onDelete("stored code catches what only NO ACTION raises", `${child("§")} ${catching}`),
    beside("rows go with their parent", child("ON DELETE CASCADE"), child("ON DELETE RESTRICT")),
    beside("it can wait", child("DEFERRABLE"), child("ON DELETE RESTRICT DEFERRABLE")),
    beside("it can wait on one side", child("DEFERRABLE INITIALLY DEFERRED"), child("ON DELETE RESTRICT")),
  ],
  "restrict-on-update": [
    onUpdate("stored code catches what only NO ACTION raises", `${child("§")} ${catching}`),
    onUpdate(
      "stored code moves the keys in one statement",
      `${child("§")} ${code("UPDATE public.p SET id = id + 1;")}`,
    ),
    beside("keys follow their parent", child("ON UPDATE CASCADE"), child("ON UPDATE RESTRICT")),
    beside("it can wait", child("DEFERRABLE"), child("ON UPDATE RESTRICT DEFERRABLE")),
  ],
  "foreign-key-pairs": [
    beside("each refers to the other", foreign("a, b", "x, y"), foreign("b, a", "x, y")),
    beside("one refers to another column", foreign("a, b", "x, y"), foreign("b, a", "z, x")),
    beside(
      "names that look like pairs",
      'CREATE TABLE p ("x, b → y" int, y int, UNIQUE ("x, b → y", y)); CREATE TABLE c (a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p ("x, b → y", y));',
      'CREATE TABLE p ("x, b → y" int, y int, UNIQUE ("x, b → y", y)); CREATE TABLE c (a int, b int, CONSTRAINT f FOREIGN KEY (b, a) REFERENCES p ("x, b → y", y));',
    ),
  ],
  "foreign-key-referred-pairs": [
    beside("each refers to the other", foreign("a, b", "x, y"), foreign("a, b", "y, x")),
    beside("one refers to another column", foreign("a, b", "x, y"), foreign("a, b", "x, z")),
    beside(
      "one column less",
      "CREATE TABLE p (x int UNIQUE, y int, UNIQUE (x, y)); CREATE TABLE c (a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p (x, y));",
      "CREATE TABLE p (x int UNIQUE, y int, UNIQUE (x, y)); CREATE TABLE c (a int, b int, CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x));",
    ),
  ],
  "django-like-index": [
    beside(
      "long texts are refused",
      "CREATE TABLE t (body text); CREATE INDEX i ON t USING hash (body);",
      "CREATE TABLE t (body text); CREATE INDEX i ON t USING hash (body); CREATE INDEX t_body_1_like ON t (body text_pattern_ops);",
    ),
    beside(
      "long texts of other rows are refused",
      "CREATE TABLE t (a int, body text); CREATE INDEX i ON t (body) WHERE a > 0;",
      "CREATE TABLE t (a int, body text); CREATE INDEX i ON t (body) WHERE a > 0; CREATE INDEX t_body_1_like ON t (body text_pattern_ops);",
    ),
    beside(
      "it is unique",
      "CREATE TABLE t (s text); CREATE INDEX i ON t (s);",
      "CREATE TABLE t (s text); CREATE INDEX i ON t (s); CREATE UNIQUE INDEX t_s_1_like ON t (s text_pattern_ops);",
    ),
    beside(
      "it is of two columns",
      "CREATE TABLE t (s text, n int); CREATE INDEX i ON t (s);",
      "CREATE TABLE t (s text, n int); CREATE INDEX i ON t (s); CREATE INDEX t_s_1_like ON t (s text_pattern_ops, n);",
    ),
    beside(
      "it is not for LIKE",
      "CREATE TABLE t (s text); CREATE INDEX i ON t (s);",
      "CREATE TABLE t (s text); CREATE INDEX i ON t (s); CREATE INDEX t_s_1_like ON t (s DESC);",
    ),
  ],
};
