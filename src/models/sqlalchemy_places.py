# Where SQLAlchemy's classes and Table objects are, for the tables that were emitted.


def places_of(tables):
    sources, places = Sources(), []
    wanted = {id(table): table for table in tables}
    for cls in classes_of_project(sources):
        table = wanted.get(id(getattr(cls, "__table__", None)))
        if table is not None and "__table__" in cls.__dict__:
            places += of_class(cls, table, sources)
    told = {tuple(each["path"][:2]) for each in places}
    left = {(table.schema, table.name) for table in tables} - told
    for path in files_with_tables(sources) if left else []:
        places += [each for each in in_core(path, sources.tree(path)) if tuple(each["path"][:2]) in left]
    return places


def classes_of_project(sources):
    modules = [module for name, module in list(sys.modules.items()) if sources.file_of(name)]
    values = [value for module in modules for value in list(vars(module).values()) if isinstance(value, type)]
    return list({id(value): value for value in values}.values())


def files_with_tables(sources):
    """Without those that can't call it: a project has many files, and to parse them all takes a while."""
    for path in sorted({sources.file_of(name) for name in list(sys.modules)} - {None}):
        with open(path, "rb") as source:
            if b"Table(" in source.read():
                yield path


def of_class(cls, table, sources):
    file, node = sources.class_node(cls)
    places = place([table.schema, table.name], file, node and node.lineno)
    mapper = getattr(cls, "__mapper__", None)
    columns = mapper.columns.items() if mapper is not None else []
    for name, column in columns:
        if getattr(column, "table", None) is table:
            places += place([table.schema, table.name, column.name], *sources.attribute(cls, name))
    return places


def in_core(path, tree):
    """`Table("users", metadata, Column("id", …), schema="app")`, wherever it is called."""
    places = []
    for call in ast.walk(tree) if tree else []:
        name = text_of(call, "Table")
        if name is None:
            continue
        schema = [text for each in call.keywords if each.arg == "schema" for text in [constant(each.value)] if text]
        names = [schema[0] if schema else None, name]
        places += place(names, path, call.lineno)
        for column in call.args:
            own = text_of(column, "Column")
            if own is not None:
                places += place(names + [own], path, column.lineno)
    return places


def text_of(call, function):
    if not isinstance(call, ast.Call) or not call.args:
        return None
    name = getattr(call.func, "attr", getattr(call.func, "id", None))
    return constant(call.args[0]) if name == function else None


def constant(node):
    value = getattr(node, "value", getattr(node, "s", None))
    return value if isinstance(value, str) else None
