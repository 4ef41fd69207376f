"""What `alembic check` would list: Alembic's own comparison of a model with databases, types and defaults on.

Reads {"declared": url, "live": [url, ...]} from stdin. The model is what SQLAlchemy reflects of the declared database. Prints
{"alembic": version, "sqlalchemy": version, "defaults": compared, "operations": [[operation, ...] for each database]}.
"""

import json
import logging
import sys
import warnings

import alembic
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")


def text(value):
    """An operation without the addresses that tell two equal ones apart."""
    if isinstance(value, (list, tuple)):
        return [text(each) for each in value]
    if isinstance(value, dict):
        return {str(key): text(each) for key, each in value.items()}
    if isinstance(value, sqlalchemy.Table):
        return ["table", value.schema, value.name]
    if isinstance(value, sqlalchemy.Column):
        return ["column", value.table.name, value.name, repr(value.type), value.nullable]
    if isinstance(value, sqlalchemy.Index):
        return ["index", value.table.name, value.name, value.unique, [str(each) for each in value.expressions]]
    if isinstance(value, sqlalchemy.ForeignKeyConstraint):
        referred = [element.target_fullname for element in value.elements]
        return ["foreign key", value.table.name, value.name, value.column_keys, referred, value.ondelete, value.onupdate]
    if isinstance(value, sqlalchemy.schema.ColumnCollectionConstraint):
        return ["constraint", type(value).__name__, value.table.name, value.name, [each.name for each in value.columns]]
    if isinstance(value, sqlalchemy.schema.DefaultClause):
        return str(value.arg)
    return value if isinstance(value, (str, int, float, bool, type(None))) else repr(value)


def driver(url):
    return url.replace("postgres://", "postgresql+psycopg2://")


asked = json.load(sys.stdin)
declared = sqlalchemy.create_engine(driver(asked["declared"]))
metadata = sqlalchemy.MetaData()
metadata.reflect(declared)


def compared(url, defaults):
    engine = sqlalchemy.create_engine(driver(url), poolclass=sqlalchemy.pool.NullPool)
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": defaults}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    # Changes of one column come in a list of their own.
    flat = [each for change in found for each in (change if isinstance(change, list) else [change])]
    return [json.dumps(text(each)) for each in flat]


# Alembic asks the live database whether two defaults are equal, and fails where it has no such enum type.
try:
    compared(asked["live"][0], True)
    defaults = True
except sqlalchemy.exc.SQLAlchemyError:
    defaults = False
operations = [compared(url, defaults) for url in asked["live"]]
json.dump(
    {
        "alembic": alembic.__version__,
        "sqlalchemy": sqlalchemy.__version__,
        "defaults": defaults,
        "operations": operations,
    },
    sys.stdout,
)
