# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: which branches of ext/ the tests run.

# Clang counts the conditions that are written in the source, each true and false. Other compilers count theirs: those
# that an exception may take at nearly every call are most of them.
coverage() { # [ARGUMENTS...]
  want_build
  want_shell
  want_command clang++ clang
  want_command llvm-cov llvm
  python_wishes+=(django alembic sqlalchemy)
  want_python
  install_missing
  choose_python
  build coverage all
  local folder=build/coverage
  rm -f $folder/*.prof{raw,data}
  # tests/packaging looks at the shipped library alone.
  local others whole=$(($# == 0))
  mapfile -t others < <(ignoring packaging "${apart[@]}")
  ((!whole)) || set -- tests "${others[@]}"
  # Processes at the same time add up their counts in these files.
  LLVM_PROFILE_FILE=$root/$folder/%8m.profraw run_pytest "$(library coverage)" "$@" ||
    say "dev: some tests fail, and what they leave out is not counted"
  # The paths in the program are relative to where it was built.
  cd $folder || return
  llvm-profdata merge ./*.profraw -o counts.profdata
  llvm-cov show softdelete.so -instr-profile counts.profdata -show-branches=count >branches.txt
  llvm-cov report softdelete.so -instr-profile counts.profdata -show-branch-summary >report.txt
  say "== $folder/report.txt has the counts of each file; branches that no test runs have a 0 in $folder/branches.txt"
  ((whole)) || return 0
  llvm-cov export softdelete.so -instr-profile counts.profdata -skip-functions -skip-expansions >counts.json
  cd "$root" || return
  "$python" tools/unreached.py $folder/counts.json tests/unreached.txt
}
