# shellcheck shell=bash
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

# One package that this release of Debian lacks must not keep the others from being installed.
is_unknown() { # PACKAGE
  compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null && ! apt-cache show "$1" >/dev/null 2>&1
}

# Adds the Debian packages of the hosts that are not installed to `missing`.
want_hosts() { # HOST...
  local host package command
  for host in "$@"; do
    [[ ! -f $hosts_folder/$host/package.json ]] || want_command npm npm
    [[ -f $hosts_folder/$host/packages ]] || continue
    while read -r package command; do
      [[ -z $command ]] || ! command -v "$command" >/dev/null 2>&1 || continue
      [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) != installed ]] || continue
      [[ " ${missing[*]-} " != *" $package "* ]] || continue
      if is_unknown "$package"; then
        say "dev: Debian's package $package, which the tests of $host need, is not known here"
      else
        missing+=("$package")
      fi
    done <"$hosts_folder/$host/packages"
  done
}

# Arguments up to the first option name the hosts, or else all are meant; the rest goes to pytest.
run_hosts() { # [HOST...] [ARGUMENTS...]
  local host hosts=() tests=()
  while (($#)) && [[ $1 != -* ]]; do
    is_host "$1" || die "there is no host $1; there are: $(all_hosts | tr '\n' ' ')"
    hosts+=("$1")
    shift
  done
  ((${#hosts[@]})) || mapfile -t hosts < <(all_hosts)
  want_build
  want_shell
  want_python
  want_hosts "${hosts[@]}"
  install_missing
  choose_python
  build release
  for host in "${hosts[@]}"; do
    install_npm "$hosts_folder/$host" "build/hosts/$host"
    tests+=("$hosts_folder/test_$host.py")
  done
  run_pytest "$(library release)" "${tests[@]}" "$@"
}
