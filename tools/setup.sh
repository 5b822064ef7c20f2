# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: finds what a command needs and installs what is missing.

# Debian's packages that were not found: without those in `needed` a command can't do its work, without those in
# `wished` some tests are left out. `ask`, which a caller may set for what it calls, says which of the two is meant.
needed=()
wished=()
ask=need
python=""

say() { printf '%s\n' "$*" >&2; }
die() { say "dev: $*"; exit 1; }

need() { # PACKAGE
  [[ " ${needed[*]-} " != *" $1 "* ]] || return 0
  needed+=("$1")
  local package others=()
  for package in ${wished[@]+"${wished[@]}"}; do
    [[ $package == "$1" ]] || others+=("$package")
  done
  wished=(${others[@]+"${others[@]}"})
}

wish() { # PACKAGE
  [[ " ${needed[*]-} ${wished[*]-} " == *" $1 "* ]] || wished+=("$1")
}

want_command() { # COMMAND PACKAGE
  command -v "$1" >/dev/null 2>&1 || "$ask" "$2"
}

want_build() {
  want_command cmake cmake
  want_command ninja ninja-build
  if [[ -n ${CXX:-} ]]; then
    command -v "${CXX%% *}" >/dev/null 2>&1 || die "the compiler that CXX names, $CXX, was not found"
  else
    want_command c++ g++
  fi
  echo '#include <sqlite3ext.h>' | ${CXX:-c++} -E -x c++ - >/dev/null 2>&1 || need libsqlite3-dev
}

want_shell() {
  want_command sqlite3 sqlite3
}

require_version() { # WHAT FOUND OLDEST
  [[ $(printf '%s\n' "$2" "$3" | sort -V | head -n 1) == "$3" ]] || die "$1 is $2; $3 or newer is needed"
}

# --- Python: not every build of it can load SQLite extensions -------------------------------

python_needs=(pytest hypothesis)
# Without xdist tests take turns; without what callers add here, some are skipped.
python_wishes=(xdist)

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

no_python() {
  die "no Python was found that can load SQLite extensions, with SQLite 3.35 or newer, and has" \
    "${python_needs[*]}. Debian's python3 can, since Debian 12; elsewhere set PYTHON to one that was built with" \
    "--enable-loadable-sqlite-extensions."
}

want_python() {
  local module ask=need
  if find_python ${python_needs[@]+"${python_needs[@]}"}; then
    # One that was asked for is taken as it is.
    [[ $python != "${PYTHON:-}" ]] || return 0
    ask=wish
  fi
  [[ -z ${PYTHON:-} ]] ||
    say "dev: $PYTHON can't load SQLite extensions or lacks ${python_needs[*]}: trying others"
  ! find_python ${python_needs[@]+"${python_needs[@]}"} ${python_wishes[@]+"${python_wishes[@]}"} || return 0
  [[ $ask == wish ]] || command -v apt-get >/dev/null 2>&1 || no_python
  [[ -x /usr/bin/python3 ]] || "$ask" python3
  for module in ${python_needs[@]+"${python_needs[@]}"}; do
    python_has /usr/bin/python3 "$module" || "$ask" "$(debian_package "$module")"
  done
  for module in ${python_wishes[@]+"${python_wishes[@]}"}; do
    python_has /usr/bin/python3 "$module" || wish "$(debian_package "$module")"
  done
}

# After install_missing: the best that is there now.
choose_python() {
  find_python ${python_needs[@]+"${python_needs[@]}"} ${python_wishes[@]+"${python_wishes[@]}"} ||
    find_python ${python_needs[@]+"${python_needs[@]}"} || no_python
}

# --- installing ------------------------------------------------------------------------------

# Ends the command where it can't do its work, and says what would help.
go_without() { # HELP
  if ((${#needed[@]})); then
    say "dev: not found, and needed: ${needed[*]}. $1"
    exit 1
  fi
  say "dev: not found: ${wished[*]}. Without that, tests are left out or take longer. $1"
}

# Asks for a password where there is a terminal to type it, once, and before anything is installed.
may_sudo() { # PACKAGES
  command -v sudo >/dev/null 2>&1 || return 1
  ! sudo -n true 2>/dev/null || return 0
  [[ -t 0 ]] && sudo -p "[sudo] password for %u, to install $1: " -v
}

install_missing() {
  local as_root="" log packages=(${needed[@]+"${needed[@]}"} ${wished[@]+"${wished[@]}"})
  ((${#packages[@]})) || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    go_without "These are Debian's names; please install the same here."
    return 0
  fi
  if (($(id -u) != 0)); then
    as_root=sudo
    if ! may_sudo "${packages[*]}"; then
      go_without "As root, run
  apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"
      return 0
    fi
  fi
  say "Installing with apt-get, and what these need: ${packages[*]}"
  log=$(mktemp)
  # An update may fail for a source that is not needed here: only the install counts.
  $as_root apt-get update >"$log" 2>&1 || true
  packages=(${needed[@]+"${needed[@]}"})
  local package
  for package in ${wished[@]+"${wished[@]}"}; do
    # One that this release lacks must not keep the others from being installed.
    if apt-cache show "$package" >/dev/null 2>&1; then
      packages+=("$package")
    else
      say "dev: there is no package $package here; the tests that need it are left out"
    fi
  done
  ((${#packages[@]})) || return 0
  if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" \
    >>"$log" 2>&1; then
    tail -n 20 "$log" >&2
    go_without "Above is what apt-get said."
  fi
  rm -f "$log"
}

# Installs the npm packages that SOURCE/package.json names beside the build, in TARGET, so that the
# sources stay clean. What can't be installed is said, and tried again the next time.
install_npm() { # SOURCE TARGET [OPTION...]
  local source=$1 target=$2
  [[ -f $source/package.json ]] || return 0
  ! cmp -s "$source/package.json" "$target/package.json" || return 0
  command -v npm >/dev/null 2>&1 || return 0
  say "Installing the npm packages that $source/package.json names, and what these need, in $target"
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

# Builds the Go programs that SOURCE/commands names, one on each line, in TARGET: of the versions that SOURCE/go.mod
# asks for, with a Go that is there.
install_go() { # SOURCE TARGET
  local source=$1 target=$2
  [[ -f $source/go.mod ]] && command -v go >/dev/null 2>&1 || return 0
  ! cmp -s "$source/go.mod" "$target/go.mod.built" || return 0
  say "Building the Go programs that $source/commands names in $target: this takes some minutes"
  mkdir -p "$target"
  cp "$source/go.mod" "$target/"
  # shellcheck disable=SC2046
  if (cd "$target" && GOTOOLCHAIN=local go build -mod=mod -o . $(cat "$root/$source/commands")) >"$target/go.log" 2>&1; then
    cp "$source/go.mod" "$target/go.mod.built"
  else
    tail -n 20 "$target/go.log" >&2
    say "dev: this failed; the tests that need them are left out"
  fi
}

# Installs the Python packages that SOURCE/requirements.txt names in TARGET.
install_pip() { # SOURCE TARGET
  local source=$1 target=$2
  [[ -f $source/requirements.txt ]] || return 0
  ! cmp -s "$source/requirements.txt" "$target/requirements.txt" || return 0
  say "Installing the Python packages that $source/requirements.txt names in $target"
  mkdir -p "$target"
  if python3 -m pip install --quiet --target "$target" -r "$source/requirements.txt" >"$target/pip.log" 2>&1; then
    cp "$source/requirements.txt" "$target/"
  else
    tail -n 20 "$target/pip.log" >&2
    say "dev: this failed; the tests that need them are left out"
  fi
}
