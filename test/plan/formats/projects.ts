// A project of each migration tool, empty but for one migration that makes the schema before the plan.

import type { Folder } from "../../support/cli.ts";
import { before } from "./example.ts";

const lines = (...text: readonly string[]) => `${text.join("\n")}\n`;

interface Project {
  /** Below the project's folder: what `--out` names. */
  readonly path: string;
  readonly files: Readonly<Record<string, string>>;
}

const python = JSON.stringify(before);

const projects: Readonly<Record<string, Project>> = {
  goose: { path: "goose", files: { "goose/00001_first.sql": lines("-- +goose Up", before, "-- +goose Down") } },
  dbmate: {
    path: "dbmate",
    files: { "dbmate/20240101000000_first.sql": lines("-- migrate:up", before, "-- migrate:down") },
  },
  "golang-migrate": {
    path: "golang",
    files: { "golang/000001_first.up.sql": before, "golang/000001_first.down.sql": "" },
  },
  flyway: { path: "flyway", files: { "flyway/V1.9__first.sql": before } },
  prisma: {
    path: "prisma/migrations",
    files: {
      "prisma/migrations/20240101000000_first/migration.sql": before,
      "prisma/migrations/migration_lock.toml": 'provider = "postgresql"\n',
      "prisma/schema.prisma": lines("datasource db {", '  provider = "postgresql"', "}"),
    },
  },
  sqitch: {
    path: "sqitch",
    files: {
      "sqitch/sqitch.conf": lines(
        "[core]",
        "  engine = pg",
        "[user]",
        "  name = A Planner",
        "  email = planner@example.org",
      ),
      "sqitch/sqitch.plan": lines(
        "%syntax-version=1.0.0",
        "%project=shop",
        "",
        "first 2024-01-01T00:00:00Z P <p@example.org> # first",
      ),
      "sqitch/deploy/first.sql": before,
      "sqitch/revert/first.sql": "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n",
      "sqitch/verify/first.sql": "SELECT FROM public.users;\n",
    },
  },
  drizzle: {
    path: "drizzle",
    files: {
      "drizzle/0000_first.sql": before.replaceAll(";\n", ";\n--> statement-breakpoint\n"),
      "drizzle/meta/_journal.json": JSON.stringify({
        version: "7",
        dialect: "postgresql",
        entries: [{ idx: 0, version: "7", when: 1704067200123, tag: "0000_first", breakpoints: true }],
      }),
      "drizzle/meta/0000_snapshot.json": JSON.stringify({ id: "first", prevId: "none", version: "7", tables: {} }),
    },
  },
  rails: {
    path: "rails/db",
    files: {
      "rails/db/structure.sql": "",
      "rails/db/migrate/20240101000000_first.rb": lines(
        "class First < ActiveRecord::Migration[6.1]",
        "  def up",
        `    execute <<~'SQL'`,
        before,
        "    SQL",
        "  end",
        "end",
      ),
    },
  },
  alembic: {
    path: "alembic/alembic.ini",
    files: {
      "alembic/alembic.ini": lines("[alembic]", "script_location = %(here)s/migrations"),
      "alembic/migrations/env.py": lines(
        "import os",
        "from alembic import context",
        "from sqlalchemy import create_engine",
        "if context.is_offline_mode():",
        '    context.configure(url="postgresql://", literal_binds=True)',
        "    with context.begin_transaction():",
        "        context.run_migrations()",
        "else:",
        '    with create_engine(os.environ["URL"]).connect() as connection:',
        "        context.configure(connection=connection)",
        "        with context.begin_transaction():",
        "            context.run_migrations()",
      ),
      "alembic/migrations/script.py.mako": lines(
        `"""\${message}`,
        "",
        `Revision ID: \${up_revision}`,
        `Revises: \${down_revision | comma,n}`,
        `Create Date: \${create_date}`,
        '"""',
        "from alembic import op",
        `\${imports if imports else ""}`,
        "# from this project's own template",
        `revision = \${repr(up_revision)}`,
        `down_revision = \${repr(down_revision)}`,
        "",
        "def upgrade():",
        `    \${upgrades if upgrades else "pass"}`,
        "",
        "def downgrade():",
        `    \${downgrades if downgrades else "pass"}`,
      ),
      "alembic/migrations/versions/1_first.py": lines(
        "from alembic import op",
        "revision = '1'",
        "down_revision = None",
        "def upgrade():",
        `    op.execute(${python})`,
        "def downgrade():",
        "    pass",
      ),
    },
  },
  django: {
    path: "django/manage.py",
    files: {
      "django/manage.py": lines(
        "import os, sys",
        'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")',
        "from django.core.management import execute_from_command_line",
        'if __name__ == "__main__":',
        "    execute_from_command_line(sys.argv)",
      ),
      "django/settings.py": lines(
        "import os",
        "from urllib.parse import urlsplit",
        'url = urlsplit(os.environ.get("URL", "postgresql://postgres@localhost:1/none"))',
        'SECRET_KEY = "none"',
        'INSTALLED_APPS = ["django.contrib.contenttypes", "shop", "people"]',
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'HOST': url.hostname, 'PORT': url.port,",
        "    'USER': url.username, 'PASSWORD': url.password or '', 'NAME': url.path[1:]}}",
        'DEFAULT_AUTO_FIELD = "django.db.models.AutoField"',
        "USE_TZ = True",
      ),
      "django/shop/__init__.py": "",
      "django/shop/models.py": lines(
        "from django.db import models",
        "class Order(models.Model):",
        "    class Meta:",
        "        db_table = 'orders'",
      ),
      "django/shop/migrations/__init__.py": "",
      "django/shop/migrations/0001_initial.py": lines(
        "from django.db import migrations",
        "class Migration(migrations.Migration):",
        `    operations = [migrations.RunSQL([${python}], migrations.RunSQL.noop)]`,
      ),
      "django/people/__init__.py": "",
      "django/people/models.py": "",
      "django/people/migrations/__init__.py": "",
      "django/people/migrations/0001_initial.py": lines(
        "from django.db import migrations",
        "class Migration(migrations.Migration):",
        "    pass",
      ),
    },
  },
};

/**
 * @param root the folder that it is made in, below the test's own
 * @returns what `--out` names
 */
export async function makeProject(folder: Folder, root: string, name = root): Promise<string> {
  const project = projects[name];
  if (project === undefined) throw new Error(`no project of ${name}`);
  for (const [file, text] of Object.entries(project.files)) await folder.write(`${root}/${file}`, text);
  return folder.at(`${root}/${project.path}`);
}
