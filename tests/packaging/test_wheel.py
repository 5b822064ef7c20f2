"""The wheel, installed into an empty folder."""

import os
import shutil
import subprocess
import sysconfig
import tarfile

import pytest

from package import COLORS, PYTHON_VERSION, VERSION, make, need, run, script, snippet


@pytest.fixture(scope="module")
def python():
    """The Python that makes the wheel, and that can load extensions."""
    found = script('if find_python pip setuptools wheel; then echo "$python"; fi').strip()
    return found or pytest.skip("no Python was found that loads SQLite extensions and has pip, setuptools and wheel;"
                                " install Debian's python3-pip python3-setuptools python3-wheel")


@pytest.fixture(scope="module")
def wheel(python, tmp_path_factory):
    return make("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def site(wheel, python, tmp_path_factory):
    """A folder of modules with the wheel in it and nothing else."""
    folder = tmp_path_factory.mktemp("site")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    run(*pip, "install", "--no-index", "--target", folder, wheel)
    return folder


@pytest.fixture
def evaluate(python, site, tmp_path):
    """Runs a program that can import the modules of a folder; gives what it prints."""
    def evaluate(program, folder=site, interpreter=python):
        return run(interpreter, "-c", program, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(folder)}).splitlines()
    return evaluate


@pytest.fixture
def damaged(site, tmp_path):
    """The same modules once more, to be damaged. Gives the folder and the library in it."""
    folder = shutil.copytree(site, tmp_path / "damaged")
    (library,) = folder.glob("softdelete/softdelete.*")
    return folder, library


OPEN = """
import sqlite3
import softdelete

def message(action, *arguments):
    try:
        action(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"

db = sqlite3.connect(":memory:")
"""


def test_tag_names_the_platform_and_no_python(wheel, python):
    platform = run(python, "-c", "import sysconfig; print(sysconfig.get_platform())").strip()
    assert wheel.name == f"sqlite_softdelete-{PYTHON_VERSION}-py3-none-{platform.replace('-', '_').replace('.', '_')}.whl"


def test_wheel_holds_what_is_used_and_no_more(site):
    assert {path.name for path in (site / "softdelete").iterdir() if path.name != "__pycache__"} == {
        "__init__.py", "py.typed", "softdelete" + sysconfig.get_config_var("SHLIB_SUFFIX"),
    }


def test_version(evaluate):
    assert evaluate("import importlib.metadata; print(importlib.metadata.version('sqlite-softdelete'))") == [PYTHON_VERSION]
    assert evaluate("import softdelete; print(softdelete.__version__)") == [PYTHON_VERSION]


def test_sdist_has_the_source_of_the_library(python, tmp_path):
    with tarfile.open(make("sdist", tmp_path)) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {"softdelete.cpp", "softdelete.h", "setup.py", "pyproject.toml", "softdelete/__init__.py", "LICENSE"} <= names


def test_readme(evaluate):
    assert evaluate(snippet("packages/python/README.md", "python")) == ["red"]


def test_documentation(evaluate):
    assert evaluate(snippet("docs/packages.md", "python")) == ["0"]


def test_sqlite3(evaluate):
    program = OPEN + f"""
softdelete.load(db)
db.executescript({COLORS!r})
print(*db.execute("SELECT softdelete_version()").fetchone())
print(*db.execute("SELECT restore('color', 2)").fetchone())
"""
    assert evaluate(program) == [VERSION, "1"]


def test_apsw(evaluate, python):
    if subprocess.run([python, "-c", "import apsw"], capture_output=True).returncode:
        pytest.skip(f"{python} has no APSW; install Debian's python3-apsw")
    program = f"""
import apsw, softdelete
db = apsw.Connection(":memory:")
softdelete.load(db)
for _ in db.cursor().execute({COLORS!r}): pass
print(*next(db.cursor().execute("SELECT name FROM color_deleted")))
try:
    db.loadextension(softdelete.loadable_path())
except apsw.Error as error:
    print(error)
"""
    deleted, again = evaluate(program)
    assert deleted == "green"
    assert "not authorized" in again


def test_path_is_one_that_sqlite_loads(evaluate):
    program = OPEN + """
db.enable_load_extension(True)
db.load_extension(softdelete.loadable_path())
print(*db.execute("SELECT softdelete_version()").fetchone())
"""
    assert evaluate(program) == [VERSION]


def test_loading_is_switched_off_afterwards(evaluate):
    program = OPEN + "softdelete.load(db)\nprint(message(db.load_extension, softdelete.loadable_path()))"
    assert evaluate(program) == ["OperationalError: not authorized"]


def test_loading_is_switched_off_after_a_failure(evaluate, damaged):
    folder, library = damaged
    library.write_text("no library")
    program = OPEN + """
print(message(softdelete.load, db) is None)
print(message(db.load_extension, softdelete.loadable_path()))
"""
    assert evaluate(program, folder) == ["False", "OperationalError: not authorized"]


def test_missing_library(evaluate, damaged):
    folder, library = damaged
    library.unlink()
    (said,) = evaluate(OPEN + "print(message(softdelete.load, db))", folder)
    assert said.startswith("FileNotFoundError: softdelete: ")
    assert str(library) in said


def test_python_that_cannot_load_extensions(evaluate):
    can = "import sqlite3; raise SystemExit(hasattr(sqlite3.Connection, 'enable_load_extension'))"
    for interpreter in ["python3", "/usr/bin/python3"]:
        if shutil.which(interpreter) and subprocess.run([interpreter, "-c", can]).returncode == 0:
            break
    else:
        pytest.skip("each Python here can load extensions; one that was built without"
                    " --enable-loadable-sqlite-extensions is needed as python3")
    (said,) = evaluate(OPEN + "print(message(softdelete.load, db))", interpreter=interpreter)
    assert said.startswith("NotSupportedError: softdelete: sqlite3 in this Python can't load extensions.")
    assert "--enable-loadable-sqlite-extensions" in said


def test_types(site, tmp_path):
    need(("mypy", "mypy"))
    (tmp_path / "typed.py").write_text("""
import sqlite3
import softdelete

path: str = softdelete.loadable_path()
softdelete.load(sqlite3.connect(path))
softdelete.load(path)  # type: ignore[arg-type]  # no connection
""")
    run("mypy", "--strict", "--cache-dir", tmp_path / "cache", "typed.py", cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(site)})
