# Stands in the place of psycopg2 where a project's Python has no PostgreSQL driver: what Django's backend takes from it to
# write SQL, and nothing that connects. It must never take the place of a driver that is there.

import datetime
import decimal
import importlib.util
import types
import uuid


def literal(value):
    """A value as SQL takes it, with standard_conforming_strings on."""
    if hasattr(value, "getquoted"):
        return value.getquoted().decode("utf-8")
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, decimal.Decimal)):
        return str(value) if value == value else "'NaN'"
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "'\\x%s'::bytea" % bytes(value).hex()
    if isinstance(value, (list, tuple)):
        return "ARRAY[%s]" % ", ".join(literal(each) for each in value) if value else "'{}'"
    if isinstance(value, dict) or hasattr(value, "obj"):
        value = json.dumps(getattr(value, "obj", value))
    if isinstance(value, datetime.timedelta):
        value = "%d days %d.%06d seconds" % (value.days, value.seconds, value.microseconds)
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        value = value.isoformat()
    if isinstance(value, uuid.UUID):
        return "'%s'::uuid" % value
    text = str(value).replace("'", "''")
    return "'%s'" % text


class Adapted:
    def __init__(self, value):
        self.value = value

    def getquoted(self):
        return literal(self.value).encode("utf-8")


class Text:
    """Of a wrapper as Json or Inet: its value is written as text."""

    def __init__(self, value=None, *_, **__):
        self.adapted = value

    def getquoted(self):
        value = self.adapted if isinstance(self.adapted, str) else json.dumps(self.adapted)
        return literal(value).encode("utf-8")


class Range:
    def __init__(self, lower=None, upper=None, bounds="[)", empty=False):
        self.lower, self.upper, self._bounds, self.isempty = lower, upper, bounds, empty

    def getquoted(self):
        ends = ["" if each is None else str(each) for each in (self.lower, self.upper)]
        text = "empty" if self.isempty else self._bounds[0] + ",".join(ends) + self._bounds[1]
        return literal(text).encode("utf-8")


class Error(Exception):
    pass


class StandIn(types.ModuleType):
    """Names that nobody uses to write SQL are there, and do nothing."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name.isupper():
            return abs(hash(name)) % 1000
        if name[0].isupper():
            return type(name, (Error,) if self.__name__.endswith("errors") else (Text,), {})
        return lambda *_, **__: None


def stand_in_for_driver():
    if importlib.util.find_spec("psycopg") or importlib.util.find_spec("psycopg2"):
        return False
    parts = {name: StandIn("psycopg2." + name) for name in ("extensions", "extras", "errors", "errorcodes", "sql", "_range")}
    root = StandIn("psycopg2")
    root.__version__ = "2.9.9 (driftcheck)"
    root.__dict__.update(parts)
    root.Error = root.Warning = root.InterfaceError = root.DatabaseError = Error
    for name in ("DataError", "OperationalError", "IntegrityError", "InternalError", "ProgrammingError", "NotSupportedError"):
        setattr(root, name, type(name, (Error,), {}))
    for name in ("Range", "NumericRange", "DateRange", "DateTimeRange", "DateTimeTZRange"):
        kind = Range if name == "Range" else type(name, (Range,), {})
        setattr(parts["extras"], name, kind)
        setattr(parts["_range"], name, kind)
    parts["extensions"].adapt = Adapted
    parts["extensions"].QuotedString = Adapted
    parts["extensions"].cursor = type("cursor", (), {})
    sys.modules["psycopg2"] = root
    sys.modules.update(("psycopg2." + name, part) for name, part in parts.items())
    return True
