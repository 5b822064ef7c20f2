# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev after setup.sh: makes the packages. docs/packages.md says what they are.

package_kinds=(npm wheel deb sqlpkg amalgamation)

# What packages are made with, for the kinds that are named.
want_packaging() { # KIND...
  local kind module
  for kind in "$@"; do
    case $kind in
      npm) want_command npm npm ;;
      wheel)
        # In a subshell, because the tests choose their own Python.
        if ! (find_python pip setuptools wheel); then
          [[ -x /usr/bin/python3 ]] || "$ask" python3
          for module in pip setuptools wheel; do
            python_has /usr/bin/python3 "$module" || "$ask" "$(debian_package "$module")"
          done
        fi
        ;;
      deb)
        want_command dpkg-shlibdeps dpkg-dev
        want_command file file
        ;;
      sqlpkg | amalgamation) ;;
      *) die "there is no package $kind; there are: ${package_kinds[*]}, or all" ;;
    esac
  done
}

package() { # [KIND...]
  [[ $# != 0 && $1 != all ]] || set -- "${package_kinds[@]}"
  want_build
  want_packaging "$@"
  install_missing
  build release
  make_packages build/release build/packages "$@"
  ls build/packages
}

# Each package_* puts one package into the output folder. They share what make_packages sets:
# build, output, version, a folder for scratch, and the library, stripped as it is to be shipped.

package_npm() {
  local stage=$scratch/npm
  mkdir -p "$stage/lib"
  cp packages/npm/{index.js,index.d.ts,README.md} LICENSE "$build/packages/npm/package.json" "$stage/"
  # A release has the libraries of all platforms, which were built elsewhere.
  [[ -z ${SOFTDELETE_LIBRARIES:-} ]] || cp -R "$SOFTDELETE_LIBRARIES/." "$stage/lib/"
  local platform
  platform=$(node -p 'process.platform + "-" + process.arch')
  mkdir -p "$stage/lib/$platform"
  cp "$library" "$stage/lib/$platform/"
  (cd "$stage" && npm pack --silent --pack-destination "$output" >/dev/null)
}

package_wheel() {
  local python stage=$scratch/wheel
  find_python pip setuptools wheel ||
    die "no Python was found that has pip, setuptools and wheel, and can load SQLite extensions"
  mkdir -p "$stage"
  cp -R packages/python/. LICENSE "$build/packages/python/pyproject.toml" "$stage/"
  rm -rf "$stage/pyproject.toml.in" "$stage/softdelete/__pycache__"
  cp "$library" "$stage/softdelete/"
  "$python" -m pip wheel --quiet --disable-pip-version-check --no-cache-dir --no-index --no-build-isolation \
    --no-deps --wheel-dir "$output" "$stage"
}

package_deb() {
  local log=$scratch/cpack.log maintainer=()
  # Debian's tools know by these two variables who makes a package.
  [[ -z ${DEBEMAIL:-} ]] ||
    maintainer=(-D "CPACK_DEBIAN_PACKAGE_MAINTAINER=${DEBFULLNAME:-the softdelete authors} <$DEBEMAIL>")
  cpack -G DEB --config "$build/CPackConfig.cmake" -B "$scratch/deb" \
    ${maintainer[@]+"${maintainer[@]}"} >"$log" 2>&1 || {
    cat "$log" >&2
    die "cpack failed"
  }
  cp "$scratch"/deb/*.deb "$output/"
}

# An archive for each platform, named as sqlpkg.json names it.
package_sqlpkg() {
  local system architecture format=gnutar suffix=tar.gz compress=z
  system=$(uname -s)
  case $system in
    Linux) system=linux ;;
    Darwin) system=darwin ;;
    MINGW* | MSYS* | CYGWIN*) system=windows format=zip suffix=zip compress="" ;;
    *) die "sqlpkg has no name for $system" ;;
  esac
  architecture=$(uname -m)
  case $architecture in
    x86_64) architecture=amd64 ;;
    aarch64) architecture=arm64 ;;
  esac
  archive "$output/softdelete-$version-$system-$architecture.$suffix" "$format" "$compress" "$library" LICENSE
}

package_amalgamation() {
  cmake --build "$build" --target amalgamation >/dev/null
  archive "$output/softdelete-$version-amalgamation.tar.gz" gnutar z \
    "$build/amalgamation/softdelete.cpp" "$build/amalgamation/softdelete.h" cmake/softdelete.map LICENSE
}

archive() { # ARCHIVE FORMAT COMPRESSION FILE...
  local folder name=$1 format=$2 compression=$3
  folder=$(mktemp -d "$scratch/archive.XXXXXX")
  cp "${@:4}" "$folder/"
  (cd "$folder" && cmake -E tar "c${compression}f" "$name" --format="$format" -- *)
}

make_packages() ( # BUILD OUTPUT [KIND...]
  build=$(realpath "$1")
  mkdir -p "$2"
  output=$(realpath "$2")
  kinds=("${@:3}")
  ((${#kinds[@]})) || kinds=("${package_kinds[@]}")
  version=$(cached "$build" CMAKE_PROJECT_VERSION)
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  cmake --install "$build" --prefix "$scratch/installed" --strip >/dev/null
  library=$(find "$scratch/installed" -name 'softdelete.so' -o -name 'softdelete.dylib' -o -name 'softdelete.dll')
  local kind
  for kind in "${kinds[@]}"; do
    "package_$kind"
  done
  # sqlpkg compares what it downloads with this list.
  cd "$output" || exit
  rm -f checksums.txt
  cmake -E sha256sum ./*"$version"* | sed 's,\./,,' >"$scratch/checksums"
  mv "$scratch/checksums" checksums.txt
)

# --- for the tests -----------------------------------------------------------------------------

# better-sqlite3, TypeScript, and a Node.js with node:sqlite where the one that is there has none; beside
# the build, so that the sources stay clean.
install_node_tests() {
  local options=(--fetch-retries=1)
  ! node -e 'require("node:sqlite")' 2>/dev/null || options+=(--omit=optional)
  install_npm tests/packaging/node build/tests/node "${options[@]}"
}
