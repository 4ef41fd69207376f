# Emits the DDL of what a project's modules hold in SQLAlchemy's metadata (1.4 and 2), for PostgreSQL, without a driver
# and without a connection. It must never connect, and never leave out a table without saying so.

import importlib
import warnings


def names_of(request):
    return ", ".join(request["modules"] + [target["text"] for target in request["targets"]])


def resolve(target):
    """The object that a target names: attributes from a module on, keys where there are no such attributes, calls."""
    found = importlib.import_module(target["module"])
    for step in target["path"]:
        name, called = (step[:-2], True) if step.endswith("()") else (step, False)
        try:
            found = found[name] if isinstance(found, dict) else getattr(found, name)
        except (AttributeError, KeyError):
            holder = found.__name__ if hasattr(found, "__name__") else type(found).__name__
            raise Refused("%s has no %s" % (holder, name), "Name the object with the metadata, as in app.models:Base.")
        if called:
            found = found()
    return found


# Of Flask-SQLAlchemy's own metadata, that of each of its binds.
metadata_beside = {}


def metadata_in(found, text):
    """Every MetaData of an object: itself, a declarative base's, Flask-SQLAlchemy's, an application's, or a list's."""
    from sqlalchemy import MetaData

    if isinstance(found, MetaData):
        return [found]
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, (list, tuple, set, frozenset)):
        return [metadata for each in found for metadata in metadata_in(each, text)]
    extensions = getattr(found, "extensions", None)
    if isinstance(extensions, dict) and "sqlalchemy" in extensions:
        extension = extensions["sqlalchemy"]
        # Of Flask-SQLAlchemy 2 it is a state that knows its `db`.
        return metadata_in(getattr(extension, "db", extension), text)
    metadata = getattr(found, "metadata", None)
    if isinstance(metadata, MetaData):
        metadatas = getattr(found, "metadatas", None)
        metadata_beside[metadata] = metadatas if isinstance(metadatas, dict) else {}
        return [metadata]
    if callable(found) and not isinstance(found, type):
        raise Refused("%s is a function" % text, "Write %s() to call it." % text)
    advice = "Name a MetaData, a declarative base, Flask-SQLAlchemy's db, a list of them, or a function that makes the app."
    raise Refused("%s is a %s, which has no metadata" % (text, type(found).__name__), advice)


def other_binds(found):
    """Flask-SQLAlchemy keeps the tables of other databases beside those of its own; told where nobody named them."""
    told = []
    for metadata in found:
        for key, beside in metadata_beside.get(metadata, {}).items():
            if beside not in found and beside.tables:
                reason = "they belong to another database; its metadata is metadatas.%s" % key
                told.append(("bind %s, of tables: %d" % (key, len(beside.tables)), reason))
        keys = {table.info["bind_key"] for table in metadata.tables.values() if is_of_other_bind(table)}
        told += [("bind %s" % key, "its tables belong to another database") for key in sorted(keys)]
    return told


def is_of_other_bind(table):
    key = table.info.get("bind_key")
    return key is not None and key != table.metadata.info.get("bind_key")


def in_order(metadatas):
    """What others refer to comes first; in a circle, what was named first."""
    left = list(dict.fromkeys(metadatas))
    while left:
        ready = [each for each in left if not (referred_by(each) & (set(left) - {each}))] or left[:1]
        yield ready[0]
        left.remove(ready[0])


def referred_by(metadata):
    from sqlalchemy.exc import SQLAlchemyError

    found = set()
    for table in metadata.tables.values():
        for key in table.foreign_keys:
            try:
                found.add(key.column.table.metadata)
            except SQLAlchemyError:
                pass  # What it refers to is not there: creating the table says so, with the names.
    return found


def is_own(element):
    """The project's own text or construct, which may say what SQLAlchemy's can't."""
    from sqlalchemy.schema import DDL, DDLElement

    by_sqlalchemy = isinstance(element, DDLElement) and type(element).__module__.startswith("sqlalchemy.")
    return isinstance(element, DDL) or not by_sqlalchemy


class Emitter:
    """Takes the place of an engine: what would be executed is kept as text."""

    def __init__(self):
        from sqlalchemy import create_mock_engine

        # The named style leaves a percent sign as it is, and a backslash means itself in standard_conforming_strings.
        self.engine = create_mock_engine("postgresql://", self.execute, paramstyle="named")
        self.engine.dialect._backslash_escapes = False
        for name in ("exec_driver_sql", "scalar", "scalars"):
            setattr(self.engine, name, self.execute)
        self.statements = []
        self.seen = set()
        self.named = {}
        self.queries = 0

    def compile(self, element):
        from sqlalchemy.schema import DDLElement

        options = {} if isinstance(element, DDLElement) else {"compile_kwargs": {"literal_binds": True}}
        return str(element.compile(dialect=self.engine.dialect, **options)).strip()

    def execute(self, element, *parameters, **options):
        from sqlalchemy import text
        from sqlalchemy.sql.expression import Select, UpdateBase

        if isinstance(element, str):
            element = text(element)
        # Rows are not compared.
        if not isinstance(element, (Select, UpdateBase)):
            values = parameters[0] if parameters and isinstance(parameters[0], dict) else None
            statement = self.compile(element.bindparams(**values) if values else element)
            # One enum, sequence or table of two metadata is created once.
            own = is_own(element)
            if own or not self.is_repeated(element, statement):
                self.statements.append({"sql": statement, "own": own})
        return NoRows(self.ask)

    def ask(self):
        self.queries += 1

    def is_repeated(self, element, statement):
        kind = type(element).__name__
        if kind in ("CreateEnumType", "CreateDomainType", "CreateSequence"):
            key = (kind, element.element.schema, element.element.name)
            if self.named.setdefault(key, statement) != statement:
                raise Refused("%s is declared twice with different definitions" % key[2], "Keep one definition, or use two names.")
        repeated = statement in self.seen
        self.seen.add(statement)
        return repeated

    def signature(self, table):
        from sqlalchemy.schema import CreateIndex, CreateTable

        parts = [self.compile(CreateTable(table)), table.comment or ""]
        parts += sorted(self.compile(CreateIndex(index)) for index in table.indexes)
        return parts + ["%s: %s" % (column.name, column.comment) for column in table.columns]


def schemas_of(tables):
    found = []
    for table in tables:
        types = [getattr(column.type, "item_type", column.type) for column in table.columns]
        defaults = [column.default for column in table.columns]
        for holder in [table] + types + defaults:
            schema = getattr(holder, "schema", None)
            if isinstance(schema, str) and schema not in found:
                found.append(schema)
    return found


def main(request):
    import sqlalchemy

    if not hasattr(sqlalchemy, "create_mock_engine"):
        raise Refused("SQLAlchemy %s is too old" % sqlalchemy.__version__, "driftcheck supports SQLAlchemy 1.4 and 2.")
    warnings.simplefilter("ignore")
    for module in request["modules"]:
        importlib.import_module(module)
    found = [each for target in request["targets"] for each in metadata_in(resolve(target), target["text"])]
    found = list(dict.fromkeys(found))
    return emitted(found, other_binds(found), request)


def emitted(metadatas, left_out, request):
    import sqlalchemy

    emitter, signatures, counted = Emitter(), {}, []
    for metadata in in_order(metadatas):
        tables = [table for table in metadata.tables.values() if not is_of_other_bind(table)]
        own = [table for table in tables if is_first(table, emitter, signatures)]
        counted += own
        metadata.create_all(emitter.engine, tables=own, checkfirst=False)
    modules = request["modules"] + [target["module"] for target in request["targets"]]
    for file, names in unread_modules(modules, {table.name for table in counted}):
        what = "%s, which defines %s" % (file, ", ".join(names[:5]))
        left_out.append((what, "it was not imported; name its module too, as in app.models:Base,app.billing"))
    if emitter.queries > 0:
        left_out.append(("%d queries of create events" % emitter.queries, "driftcheck answered them like an empty database"))
    return {
        "version": sqlalchemy.__version__,
        "tables": len(counted),
        "schemas": schemas_of(counted) + sequences_of(metadatas),
        "statements": emitter.statements,
        "places": places_or_none(lambda: places_of(counted)),
        "leftOut": [{"what": what, "reason": reason} for what, reason in left_out],
    }


def sequences_of(metadatas):
    return [each.schema for metadata in metadatas for each in metadata._sequences.values() if each.schema]


def is_first(table, emitter, signatures):
    signature = emitter.signature(table)
    before = signatures.setdefault((table.schema, table.name), signature)
    if before is not signature and before != signature:
        raise Refused(
            "two metadata define the table %s differently" % table.fullname,
            "Name only the one that the database has, or use one definition for both.",
        )
    return before is signature


run(main)
