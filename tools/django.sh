# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: the Django project in examples/django, and the tests of packages/django.

django_example() {
  if [[ ${1:-} == test ]]; then
    django_tests "${@:2}"
    return
  fi
  want_build
  python_needs=(django)
  python_wishes=()
  want_python
  install_missing
  choose_python
  build release softdelete

  local address=127.0.0.1:${PORT:-8000}
  export SOFTDELETE_LIBRARY PYTHONDONTWRITEBYTECODE=1
  SOFTDELETE_LIBRARY=$(library release)
  mkdir -p build/django
  if (($#)); then
    exec "$python" examples/django/manage.py "$@"
  fi
  "$python" examples/django/manage.py migrate --verbosity 0
  "$python" examples/django/manage.py sample
  say "The colors are at   http://$address/"
  say "The admin is at     http://$address/admin/   (user admin, password admin)"
  say "The database is     build/django/db.sqlite3   Ctrl-C ends."
  exec "$python" examples/django/manage.py runserver "$address"
}

# Sets PYTHON to one of a folder below build, with this Django and the SQLite of the day.
django_python() { # VERSION
  local folder=$root/build/django/python-$1
  python_needs=()
  want_python
  if ! find_python || ! "$python" -c "import ensurepip" 2>/dev/null; then
    need python3-venv
  fi
  install_missing
  choose_python
  if [[ ! -e $folder/installed ]]; then
    say "Installing with pip, into $folder: Django $1"
    rm -rf "$folder"
    "$python" -m venv "$folder"
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "Django==$1.*" pysqlite3-binary \
      hypothesis pytest pytest-xdist selenium setuptools wheel || die "Django $1 could not be installed"
    "$folder/bin/python" >"$folder/installed" <<'PYTHON_SCRIPT'
import pathlib, sysconfig
# Whoever imports sqlite3 gets the newer one.
pathlib.Path(sysconfig.get_path("purelib"), "newer_sqlite.pth").write_text(
    "import sys, pysqlite3; sys.modules.update({'sqlite3': pysqlite3, 'sqlite3.dbapi2': pysqlite3.dbapi2})\n")
PYTHON_SCRIPT
  fi
  PYTHON=$folder/bin/python
  python_needs=(pytest hypothesis)
  "$PYTHON" -c "import django, sqlite3, sys; print('Django', django.__version__, 'with SQLite',
    sqlite3.sqlite_version, 'in Python', sys.version.split()[0])"
}

# In headless Chromium as well, for which `./dev test` alone installs nothing.
django_tests() { # [--django VERSION] [ARGUMENTS...]
  local ask=wish argument
  if [[ ${1:-} == --django ]]; then
    [[ ${2:-} =~ ^[0-9]+\.[0-9]+$ ]] || die "--django takes a version such as 5.2"
    django_python "$2"
    shift 2
  fi
  want_command chromedriver chromium-driver
  python_wishes+=(selenium)
  local arguments=()
  for argument in "$@"; do
    # One file of cases is run in a Django of its own, as all are.
    if [[ $argument =~ ^(.*tests/django)/cases/([a-z_]+)\.py$ ]]; then
      argument="${BASH_REMATCH[1]}/test_cases.py::test_area[${BASH_REMATCH[2]}]"
    fi
    arguments+=("$argument")
  done
  set -- ${arguments[@]+"${arguments[@]}"}
  for argument in "$@"; do
    if [[ -e ${argument%%::*} ]]; then
      run_tests "$@"
      return
    fi
  done
  run_tests tests/django "$@"
}
