# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: the tests that load the extension in other languages, tests/hosts.
# A host is a folder there with a test_HOST.py beside it. Its file `packages` lists Debian's packages, one on each
# line; behind a package may stand a command, and where that is there the package is not asked for.

hosts_folder=tests/hosts

all_hosts() {
  local test
  for test in "$hosts_folder"/test_*.py; do
    test=${test##*/test_}
    printf '%s\n' "${test%.py}"
  done
}

is_host() { # NAME
  [[ -f $hosts_folder/test_$1.py ]]
}

# The hosts whose tests were asked for.
asked_hosts() {
  local host
  for host in $(all_hosts); do
    ! is_asked "$hosts_folder/test_$host.py" || printf '%s\n' "$host"
  done
}

# Asks for the Debian packages of these hosts that are not installed.
want_hosts() {
  local host
  for host in $(asked_hosts); do
    [[ ! -f $hosts_folder/$host/package.json ]] || want_command npm npm
    want_packages "$hosts_folder/$host"
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

install_hosts() {
  local host
  for host in $(asked_hosts); do
    install_npm "$hosts_folder/$host" "build/hosts/$host"
  done
}

# Arguments up to the first option name the hosts, or else all are meant; the rest goes to pytest.
run_hosts() { # [HOST...] [ARGUMENTS...]
  local tests=()
  while (($#)) && [[ $1 != -* ]]; do
    is_host "$1" || die "there is no host $1; there are: $(all_hosts | tr '\n' ' ')"
    tests+=("$hosts_folder/test_$1.py")
    shift
  done
  ((${#tests[@]})) || tests=("$hosts_folder")
  run_tests "${tests[@]}" "$@"
}
