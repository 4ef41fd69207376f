# Where Django's models, and the operations of its migrations, are in the project's files.

import ast


def lines_of(migration):
    """Where each operation is in the file, if the file lists them one by one."""
    with open(sys.modules[type(migration).__module__].__file__, "rb") as source:
        tree = ast.parse(source.read())
    for assigned in ast.walk(tree):
        if isinstance(assigned, ast.Assign) and any(getattr(each, "id", None) == "operations" for each in assigned.targets):
            found = [each.lineno for each in getattr(assigned.value, "elts", [])]
            return found if len(found) == len(migration.operations) else []
    return []


def places_of_models():
    from django.apps import apps

    sources, places = Sources(), []
    for model in apps.get_models(include_auto_created=True):
        file, node = sources.class_node(model)
        table = model._meta.db_table
        places += place([None, table], file, node and node.lineno)
        for field in model._meta.local_concrete_fields:
            places += place([None, table, field.column], *sources.attribute(model, field.name))
        for field in model._meta.local_many_to_many:
            if field.remote_field.through._meta.auto_created:
                places += place([None, field.remote_field.through._meta.db_table], *sources.attribute(model, field.name))
    return places
