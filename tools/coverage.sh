# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: which branches of ext/ the tests run.

# Branches of exceptions, which the compiler adds to nearly every call, are left out: what happens where memory runs out
# is for tests/native to show. So are those that it knows to be impossible.
coverage() { # [ARGUMENTS...]
  want_build
  want_shell
  want_command gcovr gcovr
  python_wishes+=(django alembic sqlalchemy)
  want_python
  install_missing
  choose_python
  build coverage all
  find build -name '*.gcda' -delete
  # tests/packaging looks at the shipped library alone.
  local others
  mapfile -t others < <(ignoring packaging "${apart[@]}")
  (($#)) || set -- tests "${others[@]}"
  run_pytest "$(library coverage)" "$@" || say "dev: some tests fail, and what they leave out is not counted"
  say "== branches of ext/ that no test runs: build/coverage/branches.txt"
  gcovr --root . --filter ext/ --branches --exclude-throw-branches --exclude-unreachable-branches \
    --txt build/coverage/branches.txt --json build/coverage/branches.json build
  tail -n 2 build/coverage/branches.txt
}
