# shellcheck shell=bash
# Sourced by ./dev: finds what a command needs and installs what is missing.
# Each want_* adds the Debian packages that it misses to `missing`; install_missing gets them.

missing=()
python=""

say() { printf '%s\n' "$*" >&2; }
die() { say "dev: $*"; exit 1; }

want_command() { # COMMAND PACKAGE
  command -v "$1" >/dev/null 2>&1 || [[ " ${missing[*]-} " == *" $2 "* ]] || missing+=("$2")
}

want_build() {
  want_command cmake cmake
  want_command ninja ninja-build
  want_command git git
  local compiler=${CXX:-c++}
  if [[ -n ${CXX:-} ]]; then
    command -v "${CXX%% *}" >/dev/null 2>&1 || die "the compiler that CXX names, $CXX, was not found"
  else
    want_command c++ g++
  fi
  echo '#include <sqlite3ext.h>' | $compiler -E -x c++ - >/dev/null 2>&1 ||
    missing+=(libsqlite3-dev)
}

want_shell() {
  want_command sqlite3 sqlite3
}

# --- Python: not every build of it can load SQLite extensions -------------------------------

python_needs=(pytest hypothesis)
# Tests of these tools are skipped without them; without xdist the tests take turns.
python_wishes=(django alembic sqlalchemy xdist)

debian_package() { # MODULE -> the package that has it
  [[ $1 == xdist ]] && echo python3-pytest-xdist || echo "python3-$1"
}

python_has() { # PYTHON MODULE...
  "$1" - "${@:2}" >/dev/null 2>&1 <<'PYTHON_SCRIPT'
import importlib.util, sqlite3, sys
sqlite3.connect(":memory:").enable_load_extension(True)
assert sqlite3.sqlite_version_info >= (3, 35)
assert all(importlib.util.find_spec(name) for name in sys.argv[1:])
PYTHON_SCRIPT
}

# Sets `python` to the first one that can load extensions and has the modules.
find_python() { # MODULE...
  local candidate
  for candidate in "${PYTHON:-}" python3 /usr/bin/python3 python3.{14,13,12,11,10,9}; do
    if [[ -n $candidate ]] && python_has "$candidate" "$@"; then
      python=$candidate
      return
    fi
  done
  return 1
}

want_python() {
  # A Python that was asked for is taken as it is, where it will do.
  if [[ -n ${PYTHON:-} ]]; then
    find_python "${python_needs[@]}" && [[ $python == "$PYTHON" ]] && return
    say "dev: $PYTHON can't load SQLite extensions or lacks ${python_needs[*]}: trying others"
  fi
  find_python "${python_needs[@]}" "${python_wishes[@]}" && return
  local module
  [[ -x /usr/bin/python3 ]] || missing+=(python3)
  for module in "${python_needs[@]}" "${python_wishes[@]}"; do
    python_has /usr/bin/python3 "$module" || missing+=("$(debian_package "$module")")
  done
}

# After install_missing: settles for a Python without the wishes.
choose_python() {
  [[ -n $python ]] || find_python "${python_needs[@]}" "${python_wishes[@]}" ||
    find_python "${python_needs[@]}" ||
    die "no Python found that can load SQLite extensions and has ${python_needs[*]}." \
      "Install Debian's python3 python3-pytest python3-hypothesis, or set PYTHON to one" \
      "that was built with --enable-loadable-sqlite-extensions."
}

# --- installing ------------------------------------------------------------------------------

install_missing() {
  ((${#missing[@]})) || return 0
  local as_root=() install=(apt-get install -y --no-install-recommends "${missing[@]}")
  if ! command -v apt-get >/dev/null 2>&1; then
    say "dev: not found: what Debian calls ${missing[*]}. Please install it."
    return 0
  fi
  if ((EUID != 0)); then
    # Without a terminal nobody can type a password.
    if command -v sudo >/dev/null 2>&1 && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
      as_root=(sudo)
    else
      say "dev: packages are missing. Please run this as root, then try again:"
      say "  ${install[*]}"
      return 0
    fi
  fi
  say "Installing ${missing[*]} ..."
  local log
  log=$(mktemp)
  # An update may fail for a source that is not needed here: only the install counts.
  ${as_root[@]+"${as_root[@]}"} apt-get update >"$log" 2>&1 || true
  if ! ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive "${install[@]}" >>"$log" 2>&1; then
    tail -n 20 "$log" >&2
    say "dev: this failed; please run it by hand, then try again:"
    say "  ${install[*]}"
  fi
  rm -f "$log"
}

# Installs the npm packages that SOURCE/package.json names beside the build, in TARGET, so that the
# sources stay clean. What can't be installed is said, and tried again the next time.
install_npm() { # SOURCE TARGET [OPTION...]
  local source=$1 target=$2
  [[ -f $source/package.json ]] || return 0
  ! cmp -s "$source/package.json" "$target/package.json" || return 0
  if ! command -v npm >/dev/null 2>&1; then
    say "dev: npm was not found, which the tests in $source need"
    return 0
  fi
  say "Installing the npm packages of $source ..."
  rm -rf "$target"
  mkdir -p "$target"
  [[ ! -f $source/.npmrc ]] || cp "$source/.npmrc" "$target/"
  cp "$source/package.json" "$target/"
  if ! (cd "$target" && npm install --no-audit --no-fund --no-package-lock "${@:3}") >"$target/npm.log" 2>&1; then
    tail -n 20 "$target/npm.log" >&2
    say "dev: this failed; the tests that need them are left out"
    rm "$target/package.json"
  fi
}

# Tools that nothing can be done without: say so before cmake or the shell fails obscurely.
require_commands() { # COMMAND...
  local command
  for command in "$@"; do
    command -v "$command" >/dev/null 2>&1 || die "$command is needed, and was not found"
  done
}
