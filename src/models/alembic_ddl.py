# Emits the DDL of Alembic's upgrades through the project's own env.py, in Alembic's offline mode and for PostgreSQL,
# whatever database its configuration names. It must never connect, and writes no version.

import ast
import contextlib
import logging
import re
import warnings


class Recorder:
    """Keeps what a revision would execute, as text."""

    def __init__(self, files):
        self.files = files
        self.revision = None
        self.path = None
        self.statements = {}
        self.asking = {}
        self.table = None

    def add(self, statement):
        statement = statement.strip().rstrip(";").strip()
        if statement:
            self.statements.setdefault(self.revision, []).append({"sql": statement, "line": self.line()})

    def line(self):
        """Where the revision's file is at, in whatever it called."""
        frame = sys._getframe()
        while frame is not None and os.path.abspath(frame.f_code.co_filename) != self.path:
            frame = frame.f_back
        return frame.f_lineno if frame is not None else 0

    def execute(self, dialect, element, values=None):
        from sqlalchemy import text
        from sqlalchemy.schema import DDLElement
        from sqlalchemy.sql.expression import Select, UpdateBase

        if isinstance(element, str):
            element = text(element)
        # Rows are not compared, those of the version table neither.
        statement = None
        if not isinstance(element, (Select, UpdateBase)):
            if values and not isinstance(element, DDLElement):
                element = element.bindparams(**values)
            options = {} if isinstance(element, DDLElement) else {"compile_kwargs": {"literal_binds": True}}
            statement = str(element.compile(dialect=dialect, **options))
            self.add(statement)
        revision = self.revision
        # As text only when it matters: what it binds need not have one.
        return NoRows(lambda: self.asking.setdefault((revision, statement or str(element.compile(dialect=dialect)))))


def refuse_to_connect(*_, **__):
    raise Refused(
        "env.py or a migration connects to a database or inspects it, but driftcheck runs Alembic in offline mode",
        "Give env.py an offline branch and guard such migrations by context.is_offline_mode(), or run alembic "
        "upgrade head against an empty database and pass that database's URL.",
    )


def take_over(recorder):
    """Alembic's offline mode, with our output in the place of its own."""
    from alembic.ddl.impl import DefaultImpl
    from alembic.runtime.environment import EnvironmentContext
    from alembic.runtime.migration import HeadMaintainer, MigrationContext
    from sqlalchemy.engine import Engine
    from sqlalchemy.engine.mock import MockConnection
    from sqlalchemy.engine.reflection import Inspector

    for name in ("connect", "begin", "raw_connection"):
        setattr(Engine, name, refuse_to_connect)
    Inspector.__init__ = refuse_to_connect
    Inspector._construct = classmethod(refuse_to_connect)

    def of_impl(impl, construct, execution_options=None, multiparams=None, params=None):
        return recorder.execute(impl.dialect, construct, dict(params or {}) or first_of(multiparams))

    DefaultImpl._exec = of_impl
    DefaultImpl.static_output = lambda impl, text: None if text.startswith("-- Running") else recorder.add(text)
    DefaultImpl.emit_begin = DefaultImpl.emit_commit = lambda impl: None

    def connection(context, connection):
        mock = MockConnection(context.dialect, None)

        def execute(element, *parameters, **options):
            return recorder.execute(context.dialect, element, first_of(parameters))

        for name in ("execute", "exec_driver_sql", "scalar", "scalars"):
            setattr(mock, name, execute)
        return mock

    MigrationContext._stdout_connection = connection
    # Whatever order and part of the revisions is run, the version table is created once.
    HeadMaintainer.update_to_step = lambda self, step: self.heads.add(recorder.revision)
    configure = EnvironmentContext.configure

    def configure_for_postgresql(self, *_, **options):
        if self._migration_context is not None:
            raise Refused("env.py configures several databases", "driftcheck reads only one. Pass the others as SQL.")
        for name in ("connection", "url", "dialect_name", "dialect_opts", "output_buffer", "starting_rev"):
            options.pop(name, None)
        options["literal_binds"] = True
        configure(self, url="postgresql://", dialect_opts={"paramstyle": "named"}, **options)
        # In PostgreSQL a backslash in a text means itself.
        self.get_context().dialect._backslash_escapes = False
        schema = options.get("version_table_schema")
        recorder.table = [options.get("version_table"), schema]
        if schema and schema != "public":
            quoted = self.get_context().dialect.identifier_preparer.quote(schema)
            recorder.add("CREATE SCHEMA IF NOT EXISTS " + quoted)

    EnvironmentContext.configure = configure_for_postgresql


def first_of(parameters):
    first = parameters[0] if isinstance(parameters, (list, tuple)) and parameters else parameters
    return first if isinstance(first, dict) and first else None


def named(step, recorder):
    """The step, which says whose its statements are."""
    upgrade = step.migration_fn

    def run_named(**options):
        recorder.revision, recorder.path = step.revision.revision, os.path.abspath(step.revision.path)
        recorder.files[recorder.revision] = shown(os.path.abspath(step.revision.path))
        upgrade(**options)

    step.migration_fn = run_named
    return step


def app_context(env):
    """Flask-Migrate's env.py asks the application for its database; it is found as the flask command finds it."""
    with open(env, "rb") as source:
        tree = ast.parse(source.read())
    needs = any(
        isinstance(node, ast.ImportFrom) and node.module == "flask" and any(each.name == "current_app" for each in node.names)
        for node in ast.walk(tree)
    )
    if not needs:
        return contextlib.suppress()
    from flask.cli import NoAppException, ScriptInfo, get_load_dotenv, load_dotenv

    if get_load_dotenv(True):
        load_dotenv(os.environ.get("FLASK_ENV_FILE"))
    application = os.environ.get("FLASK_APP")
    try:
        return ScriptInfo(app_import_path=from_here(application)).load_app().app_context()
    except NoAppException as error:
        cause = error.__context__
        # What the application itself imports is said by the module that is missing.
        if isinstance(cause, ImportError) and cause.__traceback__.tb_next:
            raise cause
        advice = "Name the application in the environment or in .flaskenv, as FLASK_APP=package:create_app."
        if any(os.path.isfile(name) for name in (".flaskenv", ".env")) and not can_import("dotenv"):
            advice = "flask reads .flaskenv only if python-dotenv is installed. Install it, or set FLASK_APP."
        raise Refused(str(error).splitlines()[0], advice)


def from_here(application):
    """FLASK_APP may be a path, and is one from where flask is run: the project's folder, or else the user's."""
    file = application and re.split(r":(?![\\/])", application)[0]
    there = file and os.path.join(request["from"], file)
    if file and not any(map(os.path.exists, (file, file + ".py"))) and any(map(os.path.exists, (there, there + ".py"))):
        return os.path.join(request["from"], application)
    return application


def can_import(name):
    try:
        __import__(name)
        return True
    except ImportError:
        return False


def configured_by_flask():
    """Flask-Migrate gives these to Alembic where it is connected, and not where it is asked for SQL."""
    from flask import current_app

    options = current_app.extensions["migrate"].configure_args if current_app and "migrate" in current_app.extensions else {}
    return [options.get("version_table"), options.get("version_table_schema")]


def main(request):
    import alembic
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    warnings.simplefilter("ignore")
    logging.raiseExceptions = False
    sys.path.insert(1, request["from"])
    config = Config(request["ini"]) if request["ini"] else Config()
    if not request["ini"] or not config.get_main_option("script_location"):
        config.set_main_option("script_location", request["scripts"].replace("%", "%%"))
    config.set_main_option("sqlalchemy.url", "postgresql://")
    recorder = Recorder({})
    take_over(recorder)
    script = ScriptDirectory.from_config(config)
    wanted = set(request["ids"])

    def steps(revisions, context):
        return [named(step, recorder) for step in script._upgrade_revs("heads", ()) if step.revision.revision in wanted]

    environment = EnvironmentContext(config, script, fn=steps, as_sql=True, starting_rev=None, destination_rev="heads")
    with app_context(os.path.join(request["scripts"], "env.py")), environment:
        script.run_env()
        of_flask = sys.modules.get("flask_migrate") and configured_by_flask()
    if wanted and recorder.revision is None:
        raise Refused("env.py ran no migration", "Call context.run_migrations() in its offline branch too.")
    return {
        "version": alembic.__version__,
        "table": of_flask if of_flask and any(of_flask) else recorder.table,
        "scripts": [
            {"name": recorder.files.get(revision, "alembic"), "statements": statements}
            for revision, statements in recorder.statements.items()
        ],
        "asking": [{"file": recorder.files.get(revision, "env.py"), "sql": sql} for revision, sql in recorder.asking],
    }


run(main)
