# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: looks for what the extension gets wrong: texts of CREATE TABLE, database files that someone has
# edited, and arguments of all kinds.

fuzzers=(tables files statements)
fuzz_folder=build/fuzz

fuzz() { # [SECONDS] [NAME]
  local seconds=${1:-60} names=("${fuzzers[@]}")
  [[ $seconds =~ ^[1-9][0-9]*$ ]] || die "fuzz takes a number of seconds, and maybe one of ${fuzzers[*]}"
  if (($# > 1)); then
    [[ " ${fuzzers[*]} " == *" $2 "* ]] || die "there is no fuzzer $2; there are ${fuzzers[*]}"
    names=("$2")
  fi
  want_build
  local ask=wish
  want_command clang++ clang
  has_libfuzzer || wish libclang-rt-dev
  install_missing
  if has_libfuzzer; then
    build_libfuzzer
    together libfuzzer "$seconds"
  else
    say "dev: there is no Clang with libFuzzer: random mutations alone, which find less"
    build_replay
    together mutations "$seconds"
  fi
}

has_libfuzzer() {
  local program
  program=$(mktemp)
  echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char *, decltype(sizeof 0)) { return 0; }' |
    clang++ -fsanitize=fuzzer,address -x c++ - -o "$program" >/dev/null 2>&1
  local result=$?
  rm -f "$program"
  return $result
}

# What is compared with what tells little of inputs that are choices, and noting it takes a third of the time.
build_libfuzzer() {
  mkdir -p $fuzz_folder
  cmake -S . -B $fuzz_folder -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=Debug \
    "-DCMAKE_CXX_FLAGS_DEBUG=-O2 -g -fno-sanitize-coverage=trace-cmp" -DSOFTDELETE_FUZZ=ON \
    -DSOFTDELETE_SANITIZE=fuzzer-no-link,address,undefined >$fuzz_folder/configure.log 2>&1 || {
    cat $fuzz_folder/configure.log >&2
    die "the build could not be configured"
  }
  cmake --build $fuzz_folder --target "${names[@]/#/softdelete_fuzz_}" >&2
}

build_replay() {
  local targets=("${names[@]/#/softdelete_fuzz_}")
  cmake --preset asan -B $fuzz_folder-asan -DSOFTDELETE_FUZZ=ON -DSOFTDELETE_NATIVE_TESTS=OFF >/dev/null
  cmake --build $fuzz_folder-asan --target softdelete "${targets[@]/%/_replay}" >&2
}

# Runs the fuzzers side by side; the log of one that found something is shown.
together() { # HOW SECONDS
  local name started=() failed=0 i counted=""
  for name in "${names[@]}"; do
    mkdir -p "$fuzz_folder/corpus/$name"
    "$1" "$name" "$2" >"$fuzz_folder/$name.log" 2>&1 &
    started+=($!)
  done
  for i in "${!names[@]}"; do
    name=${names[i]}
    if wait "${started[i]}"; then
      counted+="${counted:+, }$(sed -n 's/^stat::number_of_executed_units: *//p' "$fuzz_folder/$name.log") $name"
    else
      tail -n 100 "$fuzz_folder/$name.log" >&2
      say "dev: the fuzzer $name found something: $fuzz_folder/$name.log"
      failed=1
    fi
  done
  [[ -z $counted ]] || say "counted: $counted executed"
  return $failed
}

# What was found before is kept in build/fuzz/corpus, and as tests in tests/fuzz/corpus; what fails in
# build/fuzz/found-*. One file alone: build/fuzz/tests/fuzz/softdelete_fuzz_NAME FILE, with SOFTDELETE_FUZZ_TRACE=1
# to see the statements. Executions of files and statements share connections: what doesn't fail alone may fail after
# those before it, which are in build/fuzz/series then, in the order of their numbers.
libfuzzer() { # NAME SECONDS
  local folders=("$fuzz_folder/corpus/$1")
  [[ ! -d tests/fuzz/corpus/$1 ]] || folders+=("tests/fuzz/corpus/$1")
  rm -rf "$fuzz_folder/series/$1"
  mkdir -p "$fuzz_folder/series/$1"
  # No stacks of allocations and a small quarantine make the sanitizer much faster; a file that it was found with can
  # be run again with more. What is slow is tried less often, and how often a line runs counts for nothing, as that
  # favours what is large.
  ASAN_OPTIONS=malloc_context_size=0:quarantine_size_mb=1:max_malloc_fill_size=0:detect_leaks=0 \
    SOFTDELETE_FUZZ_SERIES=$fuzz_folder/series/$1/ \
    "$fuzz_folder/tests/fuzz/softdelete_fuzz_$1" "-max_total_time=$2" -timeout=60 -malloc_limit_mb=500 \
    -rss_limit_mb=3000 "-max_len=$([[ $1 == tables ]] && echo 2000 || echo 300)" -entropic=1 \
    -entropic_scale_per_exec_time=1 -entropic_feature_frequency_threshold=4 -use_counters=0 -detect_leaks=0 \
    -print_final_stats=1 \
    "-artifact_prefix=$fuzz_folder/found-$1-" "${folders[@]}"
}

mutations() { # NAME SECONDS
  local end=$((SECONDS + $2)) seed program=$fuzz_folder-asan/tests/fuzz/softdelete_fuzz_$1_replay runs=0
  while ((SECONDS < end)); do
    seed=$RANDOM
    echo "seed $seed"
    if [[ $1 == tables ]]; then
      "$program" $fuzz_folder-asan/softdelete 2000 "$seed"
    else
      "$program" $fuzz_folder-asan/softdelete 2000 "$seed" "tests/fuzz/corpus/$1"/*
    fi
    runs=$((runs + 2000))
  done
  echo "stat::number_of_executed_units: $runs"
}
