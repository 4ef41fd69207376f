# Reads an Alembic project as text: alembic.ini with configparser, env.py and the revisions with ast. It runs and imports
# nothing of the project's. Runs isolated, on every Python from 3.6 on.

import ast
import configparser
import gc
import re
import stat
import warnings

LARGEST = 8  # MiB
FIELDS = ("revision", "down_revision", "depends_on", "branch_labels")
OPTIONS = ("script_location", "version_locations", "recursive_version_locations", "path_separator", "version_path_separator")
SEPARATORS = {"os": os.pathsep, "space": " ", "newline": "\n", ":": ":", ";": ";"}
# What is not plain text, None, or a list of texts.
UNREADABLE = object()


class NotPython(Exception):
    """A file that this Python can't parse, and where."""


def read(file):
    try:
        info = os.stat(file)
        if not stat.S_ISREG(info.st_mode):
            raise Refused("%s is not a regular file" % shown(file), "Move it to another folder.")
        if info.st_size > LARGEST * 1024 * 1024:
            raise Refused("%s is larger than %s MiB" % (shown(file), LARGEST), "Move the data that it holds to another file.")
        with open(file, "rb") as source:
            return source.read()
    except OSError as error:
        raise Refused("cannot read %s: %s" % (shown(file), error.strerror.lower()), "Make it readable.")


def parsed(file):
    source = read(file)
    # Should this file bring Python down, its name is what it said last.
    print(shown(file), file=sys.stderr, flush=True)
    version = "Python %s.%s" % sys.version_info[:2]
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise NotPython("%s:%s is not valid %s: %s" % (shown(file), error.lineno or 1, version, error.msg))
    except Exception as error:  # Deep nesting is a RecursionError or a MemoryError, an odd encoding one of many.
        raise NotPython("%s can't be parsed by %s (%s)" % (shown(file), version, str(error) or type(error).__name__))


def options_of(ini):
    # Alembic's template has remarks behind values, and no path has a number sign after a space.
    here = os.path.dirname(ini).replace("%", "%%")
    parser = configparser.ConfigParser({"here": here}, inline_comment_prefixes=("#",))
    try:
        parser.read_string(read(ini).decode("utf-8-sig"))
        section = parser["alembic" if parser.has_section("alembic") else "DEFAULT"]
        return {name: section.get(name, "") for name in OPTIONS}
    except UnicodeDecodeError:
        raise Refused("%s is not UTF-8 text" % shown(ini), "Convert it.")
    except configparser.InterpolationError as error:
        problem = "%s: its option %s can't be interpolated (%s)" % (shown(ini), error.option, type(error).__name__)
    except configparser.Error as error:
        # Never the line itself, which may hold a password.
        lines = [str(line) for line, _ in getattr(error, "errors", [(getattr(error, "lineno", None) or 1, "")])]
        problem = "%s:%s is not valid (%s)" % (shown(ini), lines[0], type(error).__name__)
    raise Refused(problem, "Correct it.")


def project_of(path, ini, options):
    """The folder in which Alembic is started, that of env.py, and those of the revisions."""
    location = options["script_location"]
    places = [request["from"], os.path.dirname(ini)] if location else []
    # From %(here)s it is right wherever Alembic is started, which then is where the file stands.
    for folder in reversed(places) if os.path.isabs(location) else places:
        scripts = existing(folder, location)
        if scripts:
            return folder, scripts, versions_of(options, folder, scripts)
    if location:
        problem = "%s: script_location names %s, which does not exist" % (shown(ini), location)
        raise Refused(problem, "Run driftcheck in the folder in which you run alembic.")
    # Flask-Migrate's file stands beside env.py, and does not say where it is.
    scripts = os.path.dirname(ini) if ini else path
    folder = os.path.dirname(scripts)
    versions = versions_of(options, folder, scripts)
    if not os.path.isfile(os.path.join(scripts, "env.py")) or not any(map(os.path.isdir, versions)):
        problem = "%s contains neither alembic.ini nor env.py and versions" % shown(scripts)
        raise Refused(problem, "Name the project's alembic.ini.")
    return folder, scripts, versions


def existing(folder, location):
    """A path, or `package:folder` of a package that stands in the project."""
    packaged = re.match(r"([\w.]{2,}):(.+)$", location)
    inside = [os.path.join(packaged.group(1).replace(".", "/"), packaged.group(2))] if packaged else []
    for each in [location] + inside + [os.path.join("src", each) for each in inside]:
        if os.path.isdir(os.path.join(folder, each)):
            return os.path.normpath(os.path.join(folder, each))


def versions_of(options, folder, scripts):
    listed = options["version_locations"]
    if not listed:
        return [os.path.join(scripts, "versions")]
    separator = SEPARATORS.get(options["path_separator"] or options["version_path_separator"])
    parts = listed.split(separator) if separator else re.split(r", *|\s+", listed)
    places = [existing(folder, part.strip()) for part in parts if part.strip()]
    return [place for place in places if place]


def revision_files(versions, recursive):
    found = set()
    for folder in versions:
        for place, folders, names in os.walk(folder, onerror=refuse_folder):
            folders[:] = [name for name in folders if recursive and name != "__pycache__"]
            # As Alembic does: an editor's lock and a package's `__init__` are no revisions.
            ours = [name for name in names if name.endswith(".py") and not name.startswith((".#", "__init__"))]
            found.update(os.path.join(place, name) for name in ours)
    return sorted(found)


def refuse_folder(error):
    problem = "cannot read %s, Alembic's versions folder: %s" % (shown(error.filename), error.strerror.lower())
    raise Refused(problem, "Make it readable, or correct version_locations.")


def revision_of(file):
    """What it says of itself, or what is wrong with it."""
    try:
        tree = parsed(file)
    except NotPython as error:
        return {"problem": str(error)}
    name = shown(file)
    values = assigned(tree, FIELDS)
    if "revision" not in values:
        return {"problem": "%s has no revision, and Alembic refuses a folder with such a file" % name}
    identity = values["revision"]
    down, depends, labels = [texts(values.get(field)) for field in FIELDS[1:]]
    if not isinstance(identity, str) or None in (down, depends, labels):
        problem = "%s: its %s or %s is not plain text, and no revision is run to read it"
        return {"problem": problem % (name, ", ".join(FIELDS[:-1]), FIELDS[-1])}
    title = (ast.get_docstring(tree, clean=False) or "").strip().split("\n")[0].rstrip()[:500]
    return {"id": identity, "parents": list(dict.fromkeys(down + depends)), "labels": labels, "file": name, "title": title}


def texts(value):
    values = [] if value is None else list(value) if isinstance(value, (list, tuple)) else [value]
    return values if all(isinstance(each, str) for each in values) else None


def assigned(tree, names):
    """The literals that a module's own statements give these names, or UNREADABLE."""
    values = {}
    for statement in tree.body:
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        is_plain = isinstance(statement, (ast.Assign, ast.AnnAssign)) and all(isinstance(each, ast.Name) for each in targets)
        if is_plain and statement.value:
            values.update((each.id, literal(statement.value)) for each in targets if each.id in names)
        elif not is_plain:
            values.update((name, UNREADABLE) for name in bound(statement) if name in names)
    return values


OF_THEIR_OWN = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def bound(statement):
    """The names that a statement binds, in its blocks too. Functions and classes have names of their own."""
    left = [statement]
    while left:
        node = left.pop()
        yield from names_bound_by(node)
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef) + OF_THEIR_OWN):
            left.extend(ast.iter_child_nodes(node))


def names_bound_by(node):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, ast.alias):
        yield node.asname or node.name
    elif isinstance(node, ast.arg):
        yield node.arg


def literal(node):
    try:
        return ast.literal_eval(node)
    except Exception:
        return UNREADABLE


def version_table(env):
    """The name and the schema that env.py gives configure(). None if only running it can tell."""
    try:
        tree = parsed(env)
    except (NotPython, Refused):
        return None
    nodes = list(ast.walk(tree))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    keywords = [keyword for call in calls for keyword in call.keywords]
    is_configured = any("configure" in (getattr(each.func, "id", ""), getattr(each.func, "attr", "")) for each in calls)
    if not is_configured or any(keyword.arg is None for keyword in keywords):
        return None
    bindings = [name for node in nodes for name in names_bound_by(node)]
    found = []
    for name in ("version_table", "version_table_schema"):
        # One that is written as a text may be given in another way.
        if any(getattr(node, "value", getattr(node, "s", None)) == name for node in nodes):
            return None
        given = [value_of(each.value, tree, bindings) for each in keywords if each.arg == name]
        if any(value != given[0] or not isinstance(value, (str, type(None))) for value in given):
            return None
        found.append(given[0] if given else None)
    return found


def value_of(node, tree, bindings):
    if not isinstance(node, ast.Name):
        return literal(node)
    # Only where no other statement or parameter can be meant.
    return assigned(tree, [node.id]).get(node.id, UNREADABLE) if bindings.count(node.id) == 1 else UNREADABLE


def main(request):
    warnings.simplefilter("ignore")
    # A syntax tree has no circles, and to look for them takes a third of the time.
    gc.disable()
    path, ini = request["path"], request["ini"]
    options = options_of(ini) if ini else dict.fromkeys(OPTIONS, "")
    folder, scripts, versions = project_of(path, ini, options)
    recursive = options["recursive_version_locations"].lower() == "true"
    return {
        "folder": folder,
        "scripts": scripts,
        "versions": [shown(place) for place in versions],
        "table": version_table(os.path.join(scripts, "env.py")),
        "files": [revision_of(file) for file in revision_files(versions, recursive)],
    }


run(main)
