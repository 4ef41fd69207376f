// What SQLAlchemy, Alembic and Django emit for us, against what each really makes in a server, through a driver. No rules.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { check } from "../../../src/check.ts";
import { alembic } from "../../../src/migrations/alembic/alembic.ts";
import { django } from "../../../src/migrations/django/django.ts";
import type { Emitted } from "../../../src/models/emitted.ts";
import { sqlalchemy } from "../../../src/models/sqlalchemy.ts";
import { describeWith } from "../../support/python.ts";
import { describeWithServer } from "../../support/servers.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/models");
const folder = mkdtempSync(join(tmpdir(), "driftcheck-"));
const started = process.cwd();
afterEach(() => process.chdir(started));
afterAll(() => rmSync(folder, { recursive: true }));

/** The ids of all drift between what was emitted and this database. */
async function driftOf({ scripts }: Emitted, live: string): Promise<string[]> {
  const declared = join(folder, "emitted.sql");
  writeFileSync(declared, scripts.map(({ text }) => text).join("\n"));
  const { drift } = await check({ declared, live, rules: [] });
  return drift.map(({ type, id, attribute }) => [type, id, attribute].join(" ")).sort();
}

const createAll = `
import os, sys
sys.path.insert(0, "")
from sqlalchemy import create_engine, text
from shop.models import Base
engine = create_engine(os.environ["LIVE"])
with engine.begin() as connection:
    for name in ("btree_gist", "citext", "pg_trgm", "uuid-ossp"):
        connection.execute(text('CREATE EXTENSION "%s"' % name))
    connection.execute(text("CREATE SCHEMA sales"))
Base.metadata.create_all(engine)
`;

const upgrade = `
import os
from sqlalchemy import create_engine, text
from alembic import command
from alembic.config import Config
with create_engine(os.environ["LIVE"]).begin() as connection:
    connection.execute(text("CREATE SCHEMA bookkeeping"))
config = Config("alembic.ini")
config.set_main_option("sqlalchemy.url", os.environ["LIVE"])
command.upgrade(config, "head")
`;

describeWith("psycopg2 sqlalchemy alembic django", ({ python }) => {
  describeWithServer(18, (server) => {
    const run = (name: string, args: readonly string[], live: string) => {
      process.chdir(join(fixtures, name));
      const { port, pathname } = new URL(live);
      const url = live.replace("postgres:", "postgresql+psycopg2:");
      const env = {
        ...process.env,
        PYTHONDONTWRITEBYTECODE: "1",
        LIVE: url,
        SHOP_PORT: port,
        SHOP_NAME: pathname.slice(1),
      };
      execFileSync(python, args, { env, stdio: "pipe" });
    };

    test("create_all", async () => {
      const live = await server().createDatabase();
      run("sqlalchemy", ["-c", createAll], live);
      expect(await driftOf(await sqlalchemy.ddl("shop.models:Base", { python }), live)).toEqual([]);
    });

    test("alembic upgrade head", async () => {
      const live = await server().createDatabase();
      run("alembic/shop", ["-c", upgrade], live);
      const emitted = await alembic.ddl("alembic.ini", await alembic.history("alembic.ini", {}), undefined, { python });
      expect(await driftOf(emitted, live)).toEqual([]);
    });

    test("manage.py migrate", async () => {
      const live = await server().createDatabase();
      run("django", ["manage.py", "migrate"], live);
      const history = await django.history("manage.py", { python });
      const emitted = await django.ddl("manage.py", history, undefined, { python });
      expect(await driftOf(emitted, live)).toEqual(["unexpected table:public.django_migrations "]);
    });
  });
});
