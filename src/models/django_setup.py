# Starts a Django project as its manage.py does, with PostgreSQL's backend in the place of another and without a connection.

import runpy
import warnings


def set_up(manage):
    """As manage.py does it: it may load an environment, and names the settings."""
    import django
    from django.core import management

    management.execute_from_command_line = lambda *_, **__: None
    sys.path[0] = os.path.dirname(manage)
    sys.path.insert(1, request["from"])
    sys.argv = [manage, "sqlmigrate"]
    warnings.simplefilter("ignore")
    runpy.run_path(manage, run_name="__main__")
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        raise Refused("manage.py names no settings", "Set DJANGO_SETTINGS_MODULE in the environment.")
    stand_in_for_driver()
    engine = use_postgresql()
    django.setup()
    return engine


def use_postgresql():
    """The name of the backend in whose place PostgreSQL's is used, if the settings name another."""
    from django.conf import settings
    from django.db.utils import load_backend

    database = settings.DATABASES.setdefault("default", {})
    engine = database.get("ENGINE") or "django.db.backends.dummy"
    try:
        if load_backend(engine).DatabaseWrapper.vendor == "postgresql":
            return None
    except Exception:
        pass  # Its own driver is not there, and it is not needed.
    gis = "django.contrib.gis.db.backends.postgis" if ".gis." in engine else "django.db.backends.postgresql"
    settings.DATABASES["default"] = {"ENGINE": gis, "NAME": "driftcheck"}
    return engine.rsplit(".", 1)[-1]
