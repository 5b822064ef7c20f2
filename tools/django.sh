# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: the Django project in examples/django.

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

# In headless Chromium as well, for which `./dev test` alone installs nothing.
django_tests() { # [ARGUMENTS...]
  local ask=wish argument
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
