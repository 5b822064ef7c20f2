# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: the tests of ORMs, tests/orms, and docs/orms.md, which is written by them.
# An ORM is a folder there with a test_ORM.py beside it; tests/orms/README.md tells what is in it.

orms_folder=tests/orms

want_orms() {
  local orm source
  for orm in $(asked_of orms); do
    source=$orms_folder/$orm
    [[ ! -f $source/package.json ]] || want_command npm npm
    [[ ! -f $source/requirements.txt ]] || /usr/bin/python3 -c 'import ensurepip' 2>/dev/null || "$ask" python3-venv
    want_packages "$source"
  done
}

# What an ORM needs besides Debian's packages goes to build/orms/ORM, where the file `installed` says of what.
install_orms() {
  local orm
  for orm in $(asked_of orms); do
    install_orm "$orms_folder/$orm" "build/orms/$orm"
  done
}

install_orm() { # SOURCE TARGET
  local source=$1 target=$2 sum
  sum=$(installed_sum "$source")
  [[ $(cat "$target/installed" 2>/dev/null) != "$sum" ]] || return 0
  say "Installing what $source needs in $target"
  rm -f "$target/installed"
  mkdir -p "$target"
  if ! install_orm_packages "$source" "$target" >"$target/install.log" 2>&1; then
    tail -n 20 "$target/install.log" >&2
    say "dev: this failed; the tests of ${source##*/} are left out"
    return 0
  fi
  printf '%s\n' "$sum" >"$target/installed"
}

# With an install.sh all files of the folder count, as it may compile them; and those of others that its line
# `# from NAME...` tells.
installed_sum() { # SOURCE
  local files=() folders
  if [[ -f $1/install.sh ]]; then
    read -ra folders < <(sed -n 's/^# from //p' "$1/install.sh") || true
    mapfile -t files < <(cd "$orms_folder" && find "${1##*/}" ${folders[@]+"${folders[@]}"} -type f ! -name 'seen.txt' \
      ! -name '*.md' | LC_ALL=C sort | sed "s|^|$orms_folder/|")
  else
    local file
    for file in requirements.txt package.json; do
      [[ ! -f $1/$file ]] || files+=("$1/$file")
    done
  fi
  cat /dev/null ${files[@]+"${files[@]}"} | sha256sum | cut -c 1-64
}

# The Python that the tests run with; where a line `# Python 3.12 or newer` asks for a newer one, one that is there,
# which may be unable to load extensions.
python_for() { # REQUIREMENTS -> PYTHON
  local oldest candidate
  oldest=$(sed -n 's/^# Python \([0-9.]*\) or newer$/\1/p' "$1")
  for candidate in "$python" python3.{14,13,12} "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.*/bin/python; do
    if "$candidate" -c 'import sys, venv; sys.exit(sys.version_info < tuple(map(int, sys.argv[1].split("."))))' \
      "${oldest:-3}" 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  say "dev: $1 needs Python $oldest or newer"
  return 1
}

install_orm_packages() { # SOURCE TARGET
  local source=$1 target=$2
  if [[ -f $source/requirements.txt ]]; then
    rm -rf "$target/venv"
    "$(python_for "$source/requirements.txt")" -m venv "$target/venv" || return
    "$target/venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$source/requirements.txt" || return
  fi
  if [[ -f $source/package.json ]]; then
    cp "$source/package.json" "$target/"
    (cd "$target" && npm install --no-audit --no-fund --no-package-lock) || return
  fi
  if [[ -f $source/install.sh ]]; then
    (cd "$source" && bash -euo pipefail install.sh "$root/$target") || return
  fi
}

run_orms() { # [--write] [ORM...] [ARGUMENTS...]
  [[ ${1:-} == --write ]] || { run_group orms "$@"; return; }
  local status=0
  export SOFTDELETE_ORMS_WRITE=1
  run_group orms "${@:2}" || status=$?
  "$python" tools/orms_pages.py
  return "$status"
}
