# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: the tests that need other programs, and run when asked for alone. Those of tests/hosts load the
# extension in other languages, those of tests/clusters use what it makes on other engines.
# A host or an engine is a folder there with a test_NAME.py beside it. Its file `packages` lists Debian's packages, one
# on each line; behind a package may stand a command, and where that is there the package is not asked for.

program_groups=(hosts clusters)

all_of() { # GROUP
  local test
  for test in "tests/$1"/test_*.py; do
    test=${test##*/test_}
    printf '%s\n' "${test%.py}"
  done
}

# Those of a group whose tests were asked for.
asked_of() { # GROUP
  local name
  for name in $(all_of "$1"); do
    ! is_asked "tests/$1/test_$name.py" || printf '%s\n' "$name"
  done
}

# The hosts and engines whose tests were asked for, as GROUP/NAME.
asked_programs() {
  local group name
  for group in "${program_groups[@]}"; do
    for name in $(asked_of "$group"); do
      printf '%s\n' "$group/$name"
    done
  done
}

# Asks for the Debian packages of these that are not installed.
want_programs() {
  local program
  for program in $(asked_programs); do
    [[ ! -f tests/$program/package.json ]] || want_command npm npm
    want_packages "tests/$program"
  done
}

want_packages() { # FOLDER, whose file `packages` lists them
  local package command
  [[ -f $1/packages ]] || return 0
  while read -r package command; do
    [[ -z $command ]] || ! command -v "$command" >/dev/null 2>&1 || continue
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || "$ask" "$package"
  done <"$1/packages"
}

install_programs() {
  local program
  for program in $(asked_programs); do
    install_npm "tests/$program" "build/$program"
    install_go "tests/$program" "build/$program"
    install_pip "tests/$program" "build/$program"
  done
}

# Arguments up to the first option name hosts or engines, or else all of the group are meant; the rest goes to pytest.
run_group() { # GROUP [NAME...] [ARGUMENTS...]
  local group=$1 tests=()
  shift
  while (($#)) && [[ $1 != -* ]]; do
    [[ -f tests/$group/test_$1.py ]] || die "there is no $1 in $group; there are: $(all_of "$group" | tr '\n' ' ')"
    tests+=("tests/$group/test_$1.py")
    shift
  done
  ((${#tests[@]})) || tests=("tests/$group")
  run_tests "${tests[@]}" "$@"
}
