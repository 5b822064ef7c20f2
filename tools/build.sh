# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: configures and builds one of the presets.

# Where warnings are errors. They are not for people who build this: compilers to come will have warnings of their own.
strict=${CI:+ON}

cached() { # FOLDER NAME -> what CMake keeps under this name
  sed -n "s/^$2:[^=]*=//p" "$1/CMakeCache.txt" 2>/dev/null
}

# CMake refuses a folder that was configured where the checkout, or the one that it is a copy of, lay before. Some
# of these folders belong to tests.
forget_moved() {
  local cache folder
  for cache in build/*/CMakeCache.txt; do
    folder=${cache%/*}
    [[ ! -f $cache || $(cached "$folder" CMAKE_HOME_DIRECTORY) -ef . ]] ||
      rm -rf "$folder"/{CMakeCache.txt,CMakeFiles,build.ninja}
  done
}

# Configuring is quiet unless it fails; later changes of the project configure by themselves.
configure() { # PRESET
  local folder=build/$1
  forget_moved
  # Another compiler needs a new start.
  if [[ ! -f $folder/build.ninja || ! -x $(cached "$folder" CMAKE_CXX_COMPILER) ||
    (-n ${CXX:-} && $CXX != "$(cat "$folder/compiler" 2>/dev/null)") ]]; then
    rm -rf "$folder"/{CMakeCache.txt,CMakeFiles,build.ninja}
  elif [[ $(cached "$folder" CMAKE_COMPILE_WARNING_AS_ERROR) == "${strict:-OFF}" ]]; then
    return 0
  fi
  require_version CMake "$(cmake --version | sed -n 's/^cmake version //p')" 3.20
  mkdir -p "$folder"
  if ! cmake --preset "$1" "-DCMAKE_COMPILE_WARNING_AS_ERROR=${strict:-OFF}" >"$folder/configure.log" 2>&1; then
    rm -f "$folder/build.ninja"
    cat "$folder/configure.log" >&2
    die "the build could not be configured"
  fi
  printf '%s\n' "${CXX:-}" >"$folder/compiler"
}

build() { # PRESET [TARGET]
  configure "$1"
  cmake --build --preset "$1" --target "${2:-all}" >&2
}

library() { # PRESET -> the library's path without its suffix, as SQLite takes it
  printf '%s' "$root/build/$1/softdelete"
}
