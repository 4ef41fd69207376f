# Where in the project's files a class declares a table, and an attribute of it a column: read from the files' own syntax trees,
# by the names that the classes have. It must never fail a run: what can't be told is left out.

import ast


class Sources:
    """The files of the project, each parsed once, and the classes in them, each looked for once."""

    def __init__(self):
        self.trees = {}
        self.classes = {}

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
        if cls not in self.classes:
            path = self.file_of(cls.__module__)
            node = class_in(self.tree(path), cls.__qualname__) if path else None
            self.classes[cls] = (path, node) if node else (None, None)
        return self.classes[cls]

    def attribute(self, cls, name):
        """Where a class, or one that it inherits from, assigns this attribute."""
        for each in cls.__mro__:
            path, node = self.class_node(each)
            for statement in node.body if node else []:
                if name in names_assigned(statement):
                    return path, statement.lineno
        return None, None


def class_in(tree, name):
    """By its last name, where that is one class of the file alone; else by its whole name."""
    parts = [part for part in name.split(".") if part != "<locals>"]
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name == parts[-1]] if tree else []
    if len(found) < 2 or len(parts) == 1:
        return found[-1] if found else None
    outer = class_in(tree, ".".join(parts[:-1]))
    return class_in(outer, parts[-1]) if outer else None


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
