# Where in the project's files a class declares a table, and an attribute of it a column: read from the files' own syntax trees,
# by the names that the classes have. It must never fail a run: what can't be told is left out.

import ast


class Sources:
    """The files of the project, each parsed once."""

    def __init__(self):
        self.trees = {}

    def tree(self, path):
        if path not in self.trees:
            try:
                with open(path, "rb") as source:
                    self.trees[path] = ast.parse(source.read())
            except (OSError, SyntaxError, ValueError):
                self.trees[path] = None
        return self.trees[path]

    def file_of(self, module):
        path = getattr(sys.modules.get(module), "__file__", None)
        return path if path and path.endswith(".py") and _is_of_project(path) else None

    def class_node(self, cls):
        """The file of a class and its node; two None where it is in no file of the project."""
        path = self.file_of(cls.__module__)
        node = self.tree(path) if path else None
        for name in cls.__qualname__.split("."):
            if name == "<locals>" or node is None:
                continue
            found = [each for each in ast.walk(node) if isinstance(each, ast.ClassDef) and each.name == name]
            node = found[-1] if found else None
        return (path, node) if isinstance(node, ast.ClassDef) else (None, None)

    def attribute(self, cls, name):
        """Where a class, or one that it inherits from, assigns this attribute."""
        for each in cls.__mro__:
            path, node = self.class_node(each)
            for statement in node.body if node else []:
                if name in names_assigned(statement):
                    return path, statement.lineno
        return None, None


def names_assigned(statement):
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    found = [each.id for each in targets if isinstance(each, ast.Name)]
    # `@declared_attr` and the like.
    return found + ([statement.name] if isinstance(statement, ast.FunctionDef) else [])


def place(path, file, line):
    return [{"path": path, "file": shown(os.path.abspath(file)), "line": line}] if file and line else []


def places_or_none(collect):
    try:
        return collect()
    except Exception:
        return []
