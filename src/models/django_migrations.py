# Reads a Django project's migrations and writes their SQL, with the project's settings and for PostgreSQL. What an
# operation asks the database is answered by driftcheck's own, in which the migrations before it were run: the project's
# database is never connected to. What only Python can do is left out, and told.


class AskingCursor:
    """Sends what is asked to driftcheck's own database, behind the statements that were collected before."""

    def __init__(self, connection, collected):
        self.connection = connection
        self.collected = collected
        self.rows = []
        self.description = None
        self.rowcount = -1

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    close = __exit__

    def mogrify(self, sql, params=None):
        return interpolated(sql, params).encode("utf-8")

    def execute(self, sql, params=None):
        from django.db.utils import ProgrammingError

        statements, self.collected[:] = list(self.collected), []
        answer = ask({"statements": statements, "sql": interpolated(sql, params)})
        if answer.get("error"):
            raise ProgrammingError(answer["error"])
        self.description = [(name,) for name in answer["fields"]]
        self.rows = [tuple(row) for row in answer["rows"]]
        self.rowcount = len(self.rows)

    def fetchall(self):
        rows, self.rows = self.rows, []
        return rows

    def fetchone(self):
        return self.rows.pop(0) if self.rows else None

    def fetchmany(self, size=1):
        rows, self.rows = self.rows[:size], self.rows[size:]
        return rows

    def __iter__(self):
        return iter(self.fetchall())


def interpolated(sql, params):
    """As a driver does it: without parameters a percent sign is one, with them `%%` is."""
    return str(sql) if params is None else str(sql) % tuple(literal(each) for each in params)


def connection_that_asks(collected):
    from django.db import connections

    connection = connections["default"]
    connection.ensure_connection = connection.connect = lambda *_, **__: None
    connection.cursor = connection.chunked_cursor = lambda *_, **__: AskingCursor(connection, collected)
    connection.pg_version = request["server"]
    connection.ops.compose_sql = interpolated
    try:
        from django.contrib.postgres import operations

        operations.register_type_handlers = lambda *_, **__: None
    except ImportError:
        pass
    return connection


def editor_of(connection, keep):
    editor = connection.SchemaEditorClass(connection, collect_sql=True, atomic=True)
    editor.deferred_sql = []
    editor.execute = lambda sql, params=(): keep(interpolated(sql, params))
    return editor


def end(editor):
    """What was put off to the end of the migration. The transaction was never begun."""
    editor.atomic_migration = False
    editor.__exit__(None, None, None)


def plan_of(graph):
    plan = []
    for target in sorted(graph.leaf_nodes()):
        plan += [node for node in graph.forwards_plan(target) if node not in plan]
    return plan


def id_of(node):
    return "%s.%s" % node


def file_of(migration):
    return shown(sys.modules[type(migration).__module__].__file__)


def history(loader):
    graph, problems = loader.graph, []
    for app, names in sorted(loader.detect_conflicts().items()):
        problems.append("%s has several heads: %s. Merge them with makemigrations --merge" % (app, ", ".join(sorted(names))))
    return {
        "revisions": revisions_of(graph, plan_of(graph)),
        "replaced": replaced_by(loader),
        "heads": sorted(id_of(node) for node in graph.leaf_nodes()),
        "problems": problems,
    }


def revisions_of(graph, nodes):
    return [
        {
            "id": id_of(node),
            "parents": sorted(id_of(parent.key) for parent in graph.node_map[node].parents),
            "file": file_of(graph.nodes[node]),
            "replaces": [id_of(each) for each in graph.nodes[node].replaces],
        }
        for node in nodes
    ]


def replaced_by(loader):
    """What stands in the graph in the place of squashed migrations where a part of it has run, in the order in which it runs."""
    squashed = [node for node in plan_of(loader.graph) if loader.graph.nodes[node].replaces]
    replaced = {tuple(each) for node in squashed for each in loader.graph.nodes[node].replaces}
    if not replaced or not replaced.issubset(loader.disk_migrations):
        return []
    graph = loader_after({loader.graph.nodes[node].replaces[0] for node in squashed}).graph
    return revisions_of(graph, [node for node in plan_of(graph) if node in replaced])


def loader_after(applied):
    """As Django has the migrations where these have run: what squashed migrations replace is in the graph where only a part of it has."""
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    known = {tuple(node): None for node in applied}
    MigrationRecorder.applied_migrations = lambda self: dict(known)
    return MigrationLoader(object())


def left_out_of(operation, node):
    code = getattr(operation, "code", None)
    if getattr(code, "__name__", "") == "noop":
        return []
    return [{"what": "%s of %s" % (type(operation).__name__, id_of(node)), "reason": "only Python can run it"}]


def emitted(loader, ids, engine):
    import django
    from django.db.migrations.state import ProjectState

    wanted = {node for node in plan_of(loader.graph) if id_of(node) in ids}
    needed = {each for node in wanted for each in loader.graph.forwards_plan(node)}
    collected, scripts, left_out = [], [], []
    connection = connection_that_asks(collected)
    state = ProjectState(real_apps=loader.unmigrated_apps)
    for node in plan_of(loader.graph):
        if node not in needed:
            continue
        statements, migration, at = [], loader.graph.nodes[node], [0]
        editor = editor_of(connection, lambda sql: (statements.append({"sql": sql, "line": at[0]}), collected.append(sql)))
        lines = places_or_none(lambda: lines_of(migration))
        for number, operation in enumerate(migration.operations):
            before, at[0] = state.clone(), lines[number] if lines else 0
            operation.state_forwards(node[0], state)
            if operation.reduces_to_sql:
                operation.database_forwards(node[0], editor, before, state)
            elif node in wanted:
                left_out += left_out_of(operation, node)
        at[0] = 0
        end(editor)
        if node in wanted:
            scripts.append({"name": file_of(migration), "statements": statements})
    return {
        "version": django.get_version(),
        "scripts": scripts,
        "leftOut": left_out + unmigrated(loader),
        "engine": engine,
        "places": places_or_none(places_of_models),
    }


def unmigrated(loader):
    from django.apps import apps

    labels = [each for each in sorted(loader.unmigrated_apps) if any(m._meta.managed for m in apps.get_app_config(each).get_models())]
    return [{"what": "the models of %s" % label, "reason": "it has no migrations (migrate --run-syncdb makes its tables)"} for label in labels]


def main(request):
    engine = set_up(request["manage"])
    from django.db.migrations.loader import MigrationLoader

    # Without a connection nothing counts as applied, and what squashed migrations replace is out of the graph.
    loader = MigrationLoader(None)
    if request["ids"] is None:
        return history(loader)
    ids = set(request["ids"])
    if not ids.issubset(id_of(node) for node in loader.graph.nodes):
        loader = loader_after(tuple(each.split(".", 1)) for each in ids)
    return emitted(loader, ids, engine)


run(main)
