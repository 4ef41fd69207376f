// Where a project's own Python declares an object: SQLAlchemy's classes and Table objects, Django's models, the operations of
// migrations. By the real ORMs that are here.

import { expect, test } from "vitest";
import { driftcheck, useFolder } from "../../support/cli.ts";
import { describeWith } from "../../support/python.ts";
import { reportOf } from "../../support/report.ts";

const folder = useFolder();

async function sourcesOf(python: string, declared: string, live: string): Promise<Record<string, string | undefined>> {
  await folder().write("live.sql", live);
  const args = ["--declared", declared, "--live", "live.sql", "--python", python, "--no-rules", "--reporter", "json"];
  const ran = await driftcheck(args, { cwd: folder().path });
  expect([ran.stderr, ran.code]).toEqual(["", 1]);
  const { drift } = reportOf(ran.stdout);
  const line = async (file: string, at: number) => (await folder().read(file)).split("\n")[at - 1]?.trim();
  const found = drift.map(async ({ id, source }) => [
    id,
    source && `${source.file}: ${await line(source.file, source.line)}`,
  ]);
  return Object.fromEntries(await Promise.all(found));
}

describeWith("sqlalchemy", ({ python }) => {
  test("a class, an attribute of it or of a mixin, and Table objects", async () => {
    await folder().write("app/__init__.py", "");
    await folder().write(
      "app/models.py",
      `from sqlalchemy import Column, Integer, String, Table, ForeignKey
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Timed:
    made_at = Column(String)


class User(Timed, Base):
    """A user."""

    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    mail = Column(
        "email_address",
        String(80),
        unique=True,
    )


tags = Table(
    "tags",
    Base.metadata,
    Column("user_id", ForeignKey("users.id")),
    Column("tag", String),
    schema="labels",
)
`,
    );
    const live =
      "CREATE SCHEMA labels; CREATE TABLE users (id int PRIMARY KEY, other int); CREATE TABLE labels.tags (tag int)";
    expect(await sourcesOf(python, "sqlalchemy:app.models:Base", live)).toMatchObject({
      "column:public.users.email_address": "app/models.py: mail = Column(",
      "column:public.users.made_at": "app/models.py: made_at = Column(String)",
      "column:public.users.other": "app/models.py: class User(Timed, Base):",
      "constraint:public.users.users_email_address_key": "app/models.py: class User(Timed, Base):",
      "column:labels.tags.user_id": 'app/models.py: Column("user_id", ForeignKey("users.id")),',
      "column:labels.tags.tag": 'app/models.py: Column("tag", String),',
    });
  });
});

describeWith("alembic sqlalchemy", ({ python }) => {
  test("a revision, at the call that makes the object", async () => {
    await folder().write("alembic.ini", "[alembic]\nscript_location = revisions\n");
    await folder().write(
      "revisions/env.py",
      "from alembic import context\ncontext.configure(url='postgresql://', literal_binds=True)\nwith context.begin_transaction():\n    context.run_migrations()\n",
    );
    const head = (id: string, down: string) =>
      `from alembic import op\nimport sqlalchemy as sa\nrevision = "${id}"\ndown_revision = ${down}\n`;
    await folder().write(
      "revisions/versions/a1.py",
      `${head("a1", "None")}\ndef upgrade():\n    op.create_table("t",\n        sa.Column("a", sa.Integer))\n    op.create_table("gone", sa.Column("a", sa.Integer))\n`,
    );
    await folder().write(
      "revisions/versions/b1.py",
      `${head("b1", '"a1"')}\ndef helper(name):\n    op.add_column("t", sa.Column(name, sa.String))\n\ndef upgrade():\n    helper("b")\n`,
    );
    expect(await sourcesOf(python, "alembic:alembic.ini", "CREATE TABLE t (a text, b int)")).toMatchObject({
      "column:public.t.a": expect.stringMatching(/^revisions\/versions\/a1\.py: (?:op\.create_table\("t",|sa\.Column)/),
      "column:public.t.b": 'revisions/versions/b1.py: op.add_column("t", sa.Column(name, sa.String))',
      "table:public.gone": 'revisions/versions/a1.py: op.create_table("gone", sa.Column("a", sa.Integer))',
    });
  });
});

describeWith("django", ({ python }) => {
  test("a model, a field of it, and the migration of what no model names", async () => {
    const settings = "INSTALLED_APPS = ['shop']\nDEFAULT_AUTO_FIELD = 'django.db.models.AutoField'\nSECRET_KEY = 'x'\n";
    await folder().write("settings.py", settings);
    await folder().write(
      "manage.py",
      "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'settings')\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line()\n",
    );
    await folder().write("shop/__init__.py", "");
    await folder().write("shop/migrations/__init__.py", "");
    await folder().write(
      "shop/models.py",
      `from django.db import models


class Named(models.Model):
    name = models.CharField(max_length=20)

    class Meta:
        abstract = True


class Product(Named):
    price = models.IntegerField()
    owner = models.ForeignKey("self", null=True, on_delete=models.CASCADE)
    alike = models.ManyToManyField("self")
`,
    );
    await folder().write(
      "shop/migrations/0001_initial.py",
      `from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.CreateModel("Product", [
            ("id", models.AutoField(primary_key=True)),
            ("name", models.CharField(max_length=20)),
            ("price", models.IntegerField()),
            ("owner", models.ForeignKey("shop.Product", null=True, on_delete=models.CASCADE)),
            ("alike", models.ManyToManyField("shop.Product")),
        ]),
        migrations.RunSQL("CREATE VIEW cheap AS SELECT 1 AS a"),
    ]
`,
    );
    const found = await sourcesOf(
      python,
      "django:manage.py",
      "CREATE TABLE shop_product (id int, name text, owner_id text, extra int)",
    );
    expect(found).toMatchObject({
      "column:public.shop_product.name": "shop/models.py: name = models.CharField(max_length=20)",
      "column:public.shop_product.price": "shop/models.py: price = models.IntegerField()",
      "column:public.shop_product.owner_id": expect.stringContaining("shop/models.py: owner = "),
      "column:public.shop_product.extra": "shop/models.py: class Product(Named):",
      "table:public.shop_product_alike": 'shop/models.py: alike = models.ManyToManyField("self")',
      "view:public.cheap": 'shop/migrations/0001_initial.py: migrations.RunSQL("CREATE VIEW cheap AS SELECT 1 AS a"),',
    });
  });
});
