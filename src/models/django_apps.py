# A Django project's apps: where each keeps its migrations, which of them nothing follows, and the tables of its models. It runs no
# migration, and never connects.


def folder_of(loader, label):
    """Where the app's migrations are, if it has any."""
    from importlib import import_module

    name, _ = loader.migrations_module(label)
    try:
        places = list(import_module(name).__path__) if name else []
    except (ImportError, AttributeError):
        return None
    return places[0] if places else None


def app_of(loader, config):
    folder = folder_of(loader, config.label)
    models = config.get_models(include_auto_created=True)
    return {
        "label": config.label,
        "folder": shown(folder) if folder else None,
        "installed": bool(folder) and ("site-packages" in folder or "dist-packages" in folder),
        "names": sorted(name for app, name in loader.disk_migrations if app == config.label),
        "leaves": sorted(name for app, name in loader.graph.leaf_nodes(config.label)),
        "tables": sorted({model._meta.db_table for model in models if model._meta.managed}),
    }


def main(request):
    set_up(request["manage"])
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, ignore_no_migrations=True)
    return [app_of(loader, config) for config in apps.get_app_configs()]


run(main)
