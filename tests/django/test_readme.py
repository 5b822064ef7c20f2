"""packages/django, installed by pip into a new project that follows its README; and the README of the example."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("django.db", reason="needs Debian's python3-django")

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "packages/django"


def blocks(readme):
    """{the file that the first line names: code}"""
    code = re.findall(r"^```python\n# (\S+)\n(.*?)^```$", readme.read_text(), re.MULTILINE | re.DOTALL)
    return dict(code)


@pytest.fixture(params=["beside it", "installed"])
def path(request, tmp_path):
    """Where Python finds the package."""
    if request.param == "beside it":
        return PACKAGE
    missing = [name for name in ("pip", "setuptools", "wheel") if not find_spec(name)]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: install Debian's python3-pip")
    source, target = tmp_path / "source", tmp_path / "installed"
    shutil.copytree(PACKAGE, source, ignore=shutil.ignore_patterns("__pycache__"))
    files = set(source.rglob("*"))
    run([sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--no-build-isolation", "--no-compile",
         "--target", str(target), str(source)], cwd=tmp_path)
    assert set(source.rglob("*")) == files  # Building leaves nothing there.
    return target


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_a_new_project(path, tmp_path):
    code = blocks(PACKAGE / "README.md")
    project = tmp_path / "project"
    project.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(path)}

    def manage(*arguments, **options):
        return run([sys.executable, "manage.py", *arguments], cwd=project, env=environment, **options)

    run([sys.executable, "-m", "django", "startproject", "config", str(project)], env=environment)
    for application, folder in (("library", ""), ("archive", "archive/")):
        manage("startapp", application)
        for name in ("models.py", "admin.py", "querysets.py"):
            if folder + name in code:
                (project / application / name).write_text(code[folder + name])
    with open(project / "library/models.py", "a") as file:
        file.write("\n\nfrom .querysets import AuthorManager\n\n\nclass Poet(Author):\n"
                   "    objects = AuthorManager()\n\n    class Meta:\n        proxy = True\n")
    settings = code["settings.py"].replace("/usr/local/lib/softdelete.so", f"{os.environ['SOFTDELETE_LIBRARY']}.so")
    with open(project / "config/settings.py", "a") as file:
        file.write(f"{settings}INSTALLED_APPS += ['library', 'archive']\n")
    manage("makemigrations", "library", "archive")
    (project / "library/migrations/0002_softdelete.py").write_text(code["migrations/0002_softdelete.py"])
    (project / "archive/migrations/0002_softdelete.py").write_text(code["archive/migrations/0002_softdelete.py"])
    manage("migrate")
    manage("check", "--database", "default", "--fail-level", "WARNING")
    manage("makemigrations", "--check", "--dry-run")
    example = (f"from library.models import *\n{code['example']}"
               "assert Poet.objects.named('A').delete()[0]\nprint('all is true')")
    assert "all is true" in manage("shell", "-c", example)
    example = f"from archive.models import *\n{code['archive/example']}print('all is true')"
    assert "all is true" in manage("shell", "-c", example)
    used = run([sys.executable, "-c", "import softdelete_django; print(softdelete_django.__file__)"], env=environment)
    assert used.startswith(str(path))
    for template in ("change_form", "purge_confirmation"):
        assert (path / f"softdelete_django/templates/admin/softdelete_django/{template}.html").is_file()


def test_the_shell_of_the_example(tmp_path):
    text = (ROOT / "examples/django/README.md").read_text()
    code = "".join(re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    lines = re.findall(r"^((?:Color|Customer)\..*?)  # (.*)$", code, re.MULTILINE)
    assert len(lines) == 4
    environment = {**os.environ, "DJANGO_DATABASE": str(tmp_path / "db.sqlite3")}
    manage = [sys.executable, str(ROOT / "examples/django/manage.py")]
    run([*manage, "migrate", "--verbosity", "0"], env=environment)
    run([*manage, "sample"], env=environment)
    program = "from home.models import *\nfrom orders.models import *\n" + "\n".join(f"print({call})" for call, _ in lines)
    assert run([*manage, "shell", "-c", program], env=environment).splitlines()[-4:] == [told for _, told in lines]
