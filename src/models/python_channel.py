# Comes before every program of ours: the channel to driftcheck, of which the project's modules know nothing.
# What they print goes to standard error. No value of a secret environment variable leaves in an exception's text.
# Runs on every Python from 3.6 on.

import json
import os
import sys
import traceback

_answers = os.fdopen(os.dup(1), "wb")
_questions = os.fdopen(os.dup(0), "rb")
# A module that prints must not mix with the answer, and one that asks must not take what is meant for us.
os.dup2(2, 1)
_nothing = os.open(os.devnull, os.O_RDONLY)
os.dup2(_nothing, 0)

request = json.loads(_questions.readline().decode("utf-8"))
# With -c it is an empty text, which means the working directory; with PYTHONSAFEPATH it is something else. A program that
# imports nothing of the project's is started without either.
if not (sys.flags.isolated and sys.flags.no_site):
    sys.path[:1] = [os.getcwd()] + [place for place in sys.path[:1] if place]
sys.argv = ["driftcheck"]


class Refused(Exception):
    """Something that our own program can say better than the project's would."""

    def __init__(self, text, advice=None):
        Exception.__init__(self, text)
        self.advice = advice


def _say(message):
    _answers.write(json.dumps(message, default=str).encode("ascii") + b"\n")
    _answers.flush()


def ask(question):
    _say({"question": question})
    line = _questions.readline()
    if not line:
        os._exit(1)
    return json.loads(line.decode("utf-8"))


def shown(path):
    """From where the user stands, unless it lies elsewhere."""
    relative = os.path.relpath(path, request["from"])
    return path if relative.startswith("..") else relative


def _conceal(text):
    """Without what the environment keeps secret: settings are often read from it, and printed when they are wrong."""
    words = ("PASS", "SECRET", "TOKEN", "KEY", "URL", "URI", "DSN", "CREDENTIAL", "AUTH")
    secrets = [value for name, value in os.environ.items() if any(word in name.upper() for word in words)]
    secrets += [value.split("@")[0].rsplit(":", 1)[-1] for value in secrets if "://" in value and "@" in value]
    for value in sorted(set(secrets), key=len, reverse=True):
        if len(value) >= 4:
            text = text.replace(value, "\u2026")
    return text


def _is_of_project(filename):
    library = os.path.dirname(os.__file__)
    return (
        os.path.isfile(filename)
        and "site-packages" not in filename
        and "dist-packages" not in filename
        and not filename.startswith(library + os.sep)
    )


def _describe(error):
    lines = [line for line in traceback.format_exception_only(type(error), error)[-1].splitlines() if line.strip()]
    # Of a validation only the second line says which field it is; the third shows its value.
    text = "; ".join(line.strip() for line in lines[: 2 if "ValidationError" in lines[0] else 1])
    refused = isinstance(error, Refused)
    told = {"type": type(error).__name__, "text": _conceal(str(error) if refused else text)}
    if refused:
        told["advice"] = error.advice
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_of_project(frame.filename)]
    if isinstance(error, SyntaxError) and error.filename:
        told["at"] = "%s:%s" % (shown(os.path.abspath(error.filename)), error.lineno)
    elif frames:
        told["at"] = "%s:%s" % (shown(os.path.abspath(frames[-1].filename)), frames[-1].lineno)
    if isinstance(error, ModuleNotFoundError) and error.name:
        told["missing"] = error.name
    return told


def run(program):
    try:
        answer = {"answer": program(request)}
    except BaseException as error:  # SystemExit too: a module may call sys.exit() where it is imported.
        while isinstance(error, SystemExit) and error.__context__ is not None:
            error = error.__context__
        answer = {"exception": _describe(error)}
    _say(answer)
    # Threads that the project started, and what it registered to be run at the end, are not waited for.
    os._exit(0)


class NoRows:
    """The result of a statement that is not run: no rows. Whoever reads it is told of, as a database may give some."""

    rowcount = 0
    lastrowid = None
    inserted_primary_key = ()

    def __init__(self, asked):
        self._asked = asked

    def __iter__(self):
        self._asked()
        return iter(())

    def fetchall(self, *_):
        self._asked()
        return []

    all = fetchmany = fetchall

    def fetchone(self):
        self._asked()

    first = scalar = one_or_none = scalar_one_or_none = fetchone

    def __bool__(self):
        self._asked()
        return False

    def close(self):
        pass

    def mappings(self, *_, **__):
        return self

    scalars = unique = yield_per = mappings
