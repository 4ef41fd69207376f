# Modules that define a table and that nobody imported: the blind spot of every tool that reads metadata. They are read as
# text, never run.

import ast


def unread_modules(modules, tables):
    """Modules of the same packages that define a table and that nobody imported: read, not run."""
    loaded = {os.path.realpath(module.__file__) for module in list(sys.modules.values()) if getattr(module, "__file__", None)}
    tops = {name.split(".")[0] for name in modules}
    folders = [place for top in sorted(tops) for place in getattr(sys.modules.get(top), "__path__", [])]
    return [
        (shown(os.path.abspath(file)), sorted(names))
        for folder in folders
        for file in python_files(folder)
        if os.path.realpath(file) not in loaded
        for names in [defined_in(file) - tables]
        if names
    ]


def python_files(folder):
    left = 5000
    for place, folders, files in os.walk(folder):
        # Migrations and tests keep tables that are no part of the model.
        ours = [name for name in folders if name not in ("tests", "test", "migrations", "versions", "alembic")]
        folders[:] = sorted(name for name in ours if not name.startswith((".", "__")))
        for name in sorted(files):
            if name.endswith(".py") and not name.startswith("test_") and left > 0:
                left -= 1
                yield os.path.join(place, name)


def defined_in(file):
    try:
        with open(file, "rb") as source:
            tree = ast.parse(source.read())
    except (OSError, SyntaxError, ValueError):
        return set()
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(getattr(each, "id", None) == "__tablename__" for each in node.targets):
            value = getattr(node.value, "value", getattr(node.value, "s", None))
            if isinstance(value, str):
                found.add(value)
    return found
