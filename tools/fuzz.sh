# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: looks for texts of CREATE TABLE that the extension gets wrong.

fuzz() { # [SECONDS]
  local seconds=${1:-60}
  [[ $seconds =~ ^[1-9][0-9]*$ ]] || die "fuzz takes a number of seconds"
  want_build
  local ask=wish
  want_command clang++ clang
  has_libfuzzer || wish libclang-rt-dev
  install_missing
  if has_libfuzzer; then
    with_libfuzzer "$seconds"
  else
    say "dev: there is no Clang with libFuzzer: random mutations alone, which find less"
    with_mutations "$seconds"
  fi
}

has_libfuzzer() {
  local program
  program=$(mktemp)
  echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char *, decltype(sizeof 0)) { return 0; }' |
    clang++ -fsanitize=fuzzer -x c++ - -o "$program" >/dev/null 2>&1
  local result=$?
  rm -f "$program"
  return $result
}

# What was found before is kept in build/fuzz/corpus; a text that fails in build/fuzz/found-*.
with_libfuzzer() { # SECONDS
  local folder=build/fuzz
  mkdir -p $folder/corpus
  cmake -S . -B $folder -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=Debug \
    "-DCMAKE_CXX_FLAGS_DEBUG=-O1 -g" -DSOFTDELETE_FUZZ=ON \
    -DSOFTDELETE_SANITIZE=fuzzer-no-link,address,undefined >$folder/configure.log 2>&1 || {
    cat $folder/configure.log >&2
    die "the build could not be configured"
  }
  cmake --build $folder --target softdelete_fuzz >&2
  $folder/tests/fuzz/softdelete_fuzz "-max_total_time=$1" -timeout=30 -max_len=2000 -print_final_stats=1 \
    -artifact_prefix=$folder/found- $folder/corpus
}

with_mutations() { # SECONDS
  local folder=build/fuzz-asan end seed
  cmake --preset asan -B $folder -DSOFTDELETE_FUZZ=ON -DSOFTDELETE_NATIVE_TESTS=OFF >/dev/null
  cmake --build $folder --target softdelete softdelete_fuzz_smoke >&2
  end=$((SECONDS + $1))
  while ((SECONDS < end)); do
    seed=$RANDOM
    printf 'seed %s: ' "$seed"
    $folder/tests/fuzz/softdelete_fuzz_smoke $folder/softdelete 2000 "$seed"
  done
}
