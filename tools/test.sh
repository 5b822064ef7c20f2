# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: runs the tests, with what the ones that were asked for need.

run_pytest() { # LIBRARY ARGUMENTS...
  local together=()
  if python_has "$python" xdist; then
    together=(-n auto --dist loadfile)
  fi
  SOFTDELETE_LIBRARY=$1 PYTHONDONTWRITEBYTECODE=1 \
    HYPOTHESIS_STORAGE_DIRECTORY=$root/build/hypothesis \
    "$python" -m pytest -p no:cacheprovider -ra ${together[@]+"${together[@]}"} "${@:2}"
}

# The same with the library of build/asan. What its sanitizers report goes to files and is looked for there: pytest
# would swallow it, and a test that wants a statement or a process to fail would be content.
run_sanitized() { # ARGUMENTS...
  local folder=$root/build/asan compiler preload="" runtime report status=0
  compiler=$(cached "$folder" CMAKE_CXX_COMPILER)
  # Python is no sanitized program, so the sanitizer must be there first, and the C++ runtime whose throw it wraps.
  for runtime in libasan.so libstdc++.so; do
    preload+=" $(realpath "$("$compiler" -print-file-name=$runtime)")"
  done
  rm -f "$folder"/report.*
  # Python itself leaks at exit. g++'s sanitizer of undefined behaviour prints to stderr alone; so it aborts, which the
  # sanitizer of addresses reports. Its log_path must be given all the same: it takes the place of the other's.
  ASAN_OPTIONS="detect_leaks=0:handle_abort=2:log_path='$folder/report'" LD_PRELOAD=$preload \
    UBSAN_OPTIONS="print_stacktrace=1:abort_on_error=1:log_path='$folder/report'" \
    run_pytest "$(library asan)" "$@" || status=$?
  for report in "$folder"/report.*; do
    [[ -e $report ]] || continue
    cat "$report" >&2
    say "dev: $report is what a sanitizer said"
    status=1
  done
  return "$status"
}

# Tests that need programs of their own, and run when asked for alone.
apart=(hosts clusters orms release)

ignoring() { # FOLDER... -> pytest's options
  printf -- '--ignore=tests/%s\n' "$@"
}

# The files and folders of tests that the arguments name, or else those of the default.
asked=()

is_asked() { # FILE-OR-FOLDER -> whether any of it is
  local path
  for path in "${asked[@]}"; do
    [[ $1/ != "$path"/* && $path/ != "$1"/* ]] || return 0
  done
  return 1
}

# What pytest and the core need is little; this is the rest. Without it these tests are skipped.
want_tests() {
  local ask=wish
  ! is_asked tests/packaging/test_npm.py || want_packaging npm
  ! is_asked tests/packaging/test_wheel.py || { want_packaging wheel; want_command mypy mypy; }
  if is_asked tests/packaging/test_debian.py && command -v dpkg-deb >/dev/null 2>&1; then
    want_packaging deb
    want_command pkg-config pkg-config
  fi
  ! is_asked tests/packaging/test_install.py || want_command pkg-config pkg-config
  ! is_asked tests/migrations/test_alembic.py || python_wishes+=(alembic sqlalchemy)
  ! is_asked tests/migrations/test_recipes.py || python_wishes+=(alembic sqlalchemy django)
  ! is_asked tests/migrations/test_django.py || python_wishes+=(django)
  ! is_asked tests/hosts/test_sqlalchemy.py || python_wishes+=(sqlalchemy)
  ! is_asked tests/django || python_wishes+=(django)
  want_programs
  want_orms
}

# What the tests that were asked for load or link. The static library takes as long to build as the loadable one.
tested_target() { # -> TARGET
  local test
  for test in tests/native tests/packaging tests/docs tests/hosts/test_c.py; do
    ! is_asked "$test" || { echo all; return; }
  done
  echo softdelete
}

run_tests() { # [ARGUMENTS...]
  case ${1:-} in
    hosts | clusters) run_group "$@"; return ;;
    orms) run_orms "${@:2}"; return ;;
    release) run_release "${@:2}"; return ;;
  esac
  local others
  mapfile -t others < <(ignoring "${apart[@]}")
  # Arguments that name tests replace the default of all others.
  local argument
  asked=()
  for argument in "$@"; do
    [[ $argument != -* && -e ${argument%%::*} ]] || continue
    argument=$(realpath "${argument%%::*}")
    asked+=("${argument#"$(realpath .)"/}")
  done
  if ((${#asked[@]} == 0)); then
    for argument in tests/*/; do
      [[ " ${others[*]} " == *" --ignore=${argument%/} "* ]] || asked+=("${argument%/}")
    done
    set -- tests "${others[@]}" "$@"
  fi
  want_build
  want_shell
  want_tests
  want_python
  install_missing
  choose_python
  build release "$(tested_target)"
  ! is_asked tests/packaging/test_npm.py || install_node_tests
  install_programs
  install_orms
  run_pytest "$(library release)" "$@"
}
