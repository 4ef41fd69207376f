# Renders revisions from a project's script.py.mako, as `alembic revision` does it, and gives their names and text. It writes
# nothing, runs no migration and no env.py, and never connects.

import warnings


class Rendered(Exception):
    """In the place of the file that Alembic would write."""


def take_over(script_directory, down):
    def render(self, source, destination, **arguments):
        from mako.template import Template

        arguments["down_revision"] = down
        text = Template(filename=source, input_encoding="utf-8").render_unicode(**arguments)
        raise Rendered(destination, text)

    script_directory._generate_template = render
    script_directory._ensure_directory = lambda *_, **__: None


def rendered(config, revision, folder):
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(config)
    take_over(ScriptDirectory, revision["down"])
    try:
        script.generate_revision(
            revision["id"],
            revision["message"],
            head=revision["after"] or "head",
            version_path=folder,
            upgrades=revision["upgrades"],
            downgrades=revision["downgrades"],
            imports="",
        )
    except Rendered as done:
        path, text = done.args
        return {"file": shown(path), "text": text if text.endswith("\n") else text + "\n"}
    raise Refused("Alembic wrote no revision", "Report it, with the version of Alembic.")


def main(request):
    from alembic.config import Config

    warnings.simplefilter("ignore")
    sys.path.insert(1, request["from"])
    config = Config(request["ini"]) if request["ini"] else Config()
    if not request["ini"] or not config.get_main_option("script_location"):
        config.set_main_option("script_location", request["scripts"].replace("%", "%%"))
    # Those after the first follow what is no file yet.
    after = request["revisions"][0]["down"]
    return [rendered(config, dict(each, after=after), request["folder"]) for each in request["revisions"]]


run(main)
