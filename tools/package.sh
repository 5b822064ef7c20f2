# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev after setup.sh: makes the packages. docs/packages.md says what they are.

package_kinds=(npm wheel sdist django deb sqlpkg amalgamation)

# The platforms that ./dev release builds for, and what npm, Python and Debian call them.
platforms() {
  cat <<'TABLE'
linux-amd64 linux x64 glibc manylinux_2_17_x86_64.manylinux2014_x86_64 amd64 x86_64-linux-gnu
linux-arm64 linux arm64 glibc manylinux_2_17_aarch64.manylinux2014_aarch64 arm64 aarch64-linux-gnu
linux-amd64-musl linux x64 musl musllinux_1_2_x86_64
linux-arm64-musl linux arm64 musl musllinux_1_2_aarch64
windows-amd64 win32 x64 - win_amd64
windows-arm64 win32 arm64 - win_arm64
darwin-amd64 darwin x64 - macosx_11_0_x86_64
darwin-arm64 darwin arm64 - macosx_11_0_arm64
TABLE
}

# What packages are made with, for the kinds that are named.
want_packaging() { # KIND...
  local kind module
  for kind in "$@"; do
    case $kind in
      npm) want_command npm npm ;;
      wheel | sdist | django)
        # In a subshell, because the tests choose their own Python.
        if ! (find_python pip setuptools wheel); then
          [[ -x /usr/bin/python3 ]] || "$ask" python3
          for module in pip setuptools wheel; do
            python_has /usr/bin/python3 "$module" || "$ask" "$(debian_package "$module")"
          done
        fi
        ;;
      deb) want_command readelf binutils ;;
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

# Each package_* puts one kind into the output folder. They share what make_packages sets: build, output, version, a
# folder for scratch, the library, stripped as it is to be shipped, and the names of its platform.

# The main package, and one with the library, which npm installs on this platform alone.
package_npm() {
  local stage=$scratch/npm system=${npm_system/win32/windows} musl=""
  [[ $npm_libc != musl ]] || musl=-musl
  local name=sqlite-softdelete-$system-$npm_cpu$musl
  mkdir -p "$stage/main" "$stage/library"
  cp packages/npm/{index.js,index.d.ts,README.md} LICENSE "$build/packages/npm/package.json" "$stage/main/"
  cp "$library" LICENSE "$stage/library/"
  echo "The library of sqlite-softdelete for $system-$npm_cpu$musl, which depends on this package." \
    >"$stage/library/README.md"
  echo '{}' >"$stage/library/package.json"
  local fields=("name=$name" "version=$version" license=MIT "author=the softdelete authors"
    "description=sqlite-softdelete for $system-$npm_cpu$musl" "os[]=$npm_system" "cpu[]=$npm_cpu")
  [[ $npm_libc == - ]] || fields+=("libc[]=$npm_libc")
  npm_set "$stage/library" "${fields[@]}"
  [[ -z ${SOFTDELETE_HOMEPAGE:-} ]] ||
    for folder in main library; do
      npm_set "$stage/$folder" "homepage=$SOFTDELETE_HOMEPAGE" repository.type=git "repository.url=$SOFTDELETE_HOMEPAGE"
    done
  (cd "$stage" && npm pack --silent --pack-destination "$output" ./main ./library >/dev/null)
}

npm_set() { # FOLDER FIELD=VALUE...
  (cd "$1" && npm pkg set "${@:2}" >/dev/null)
}

# The files of both of Python's packages, in $stage.
stage_python() {
  stage=$scratch/$1
  mkdir -p "$stage"
  cp -R packages/python/. LICENSE "$build/packages/python/pyproject.toml" "$stage/"
  rm -rf "$stage"/{pyproject.toml.in,softdelete/__pycache__}
  sed -i.in "s/@VERSION@/$python_version/" "$stage/softdelete/__init__.py"
  rm "$stage/softdelete/__init__.py.in"
  [[ -z ${SOFTDELETE_HOMEPAGE:-} ]] ||
    printf '\n[project.urls]\nHomepage = "%s"\n' "$SOFTDELETE_HOMEPAGE" >>"$stage/pyproject.toml"
  find_python pip setuptools wheel ||
    die "no Python was found that has pip, setuptools and wheel, and can load SQLite extensions"
}

make_wheel() { # of $stage, by $python
  "$python" -m pip wheel --quiet --disable-pip-version-check --no-cache-dir --no-index --no-build-isolation --no-deps \
    --wheel-dir "$output" "$stage"
}

package_wheel() {
  local python stage
  stage_python wheel
  cp "$library" "$stage/softdelete/"
  SOFTDELETE_WHEEL_PLATFORM=$wheel_platform make_wheel
}

make_sdist() { # of $stage, by $python
  local made=$scratch/sdist
  (cd "$stage" && "$python" -c "import setuptools.build_meta as build; build.build_sdist('$made')") >/dev/null
  "$python" tools/release/same_bytes.py "$made"/*.tar.gz "$SOURCE_DATE_EPOCH"
  mv "$made"/*.tar.gz "$output/"
}

# Compiles the amalgamation where it is installed.
package_sdist() {
  local python stage
  stage_python sdist
  amalgamate
  cp "$build/amalgamation/softdelete.cpp" "$build/amalgamation/softdelete.h" "$stage/"
  make_sdist
}

# The package for Django, which has no library: a wheel and an sdist.
package_django() {
  local python stage=$scratch/django
  find_python pip setuptools wheel || die "no Python was found that has pip, setuptools and wheel"
  mkdir -p "$stage"
  cp -R packages/django/. LICENSE "$stage/"
  find "$stage" -name __pycache__ -prune -exec rm -rf {} +
  make_wheel
  make_sdist
}

# Debian calls extensions of SQLite libsqlite3-mod-...; the library goes where the dynamic loader looks, so that
# `.load softdelete` finds it.
package_deb() {
  [[ -n $debian_architecture ]] || die "there is no Debian package of $platform"
  local root=$scratch/deb name=libsqlite3-mod-softdelete debian=${version/-/\~}-1 newest
  local documents=$root/usr/share/doc/$name
  local maintainer="${DEBFULLNAME:-the softdelete authors} <${DEBEMAIL:-softdelete@localhost}>"
  mkdir -p "$root/DEBIAN" "$root/usr/lib/$debian_folder" "$documents"
  cp "$library" "$root/usr/lib/$debian_folder/"
  cp LICENSE "$documents/copyright"
  gzip -9nc CHANGELOG.md >"$documents/changelog.gz"
  printf '%s (%s) unstable; urgency=medium\n\n  * See changelog.gz.\n\n -- %s  %s\n' "$name" "$debian" "$maintainer" \
    "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$documents/changelog.Debian.gz"
  # No program is linked to a library that SQLite loads, so that it has no version in its name.
  mkdir -p "$root/usr/share/lintian/overrides"
  printf "$name: %s\n" initial-upload-closes-no-bugs package-name-doesnt-match-sonames shared-library-lacks-version \
    >"$root/usr/share/lintian/overrides/$name"
  newest=$(readelf -V "$library" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
  echo "activate-noawait ldconfig" >"$root/DEBIAN/triggers"
  (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
  cat >"$root/DEBIAN/control" <<CONTROL
Package: $name
Version: $debian
Architecture: $debian_architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f 1)
Depends: libc6 (>= ${newest#GLIBC_})
Recommends: sqlite3
Enhances: libsqlite3-0
Section: libs
Priority: optional
Description: trash can for the tables of SQLite databases
 A loadable extension that turns DELETE into a flag or keeps what is deleted
 in an archive: a deleted row can be looked at, restored, or purged for good.
 Ordinary views and triggers in the database file do it, so it holds in every
 program that opens the file.
CONTROL
  chmod -R u=rwX,go=rX "$root"
  dpkg-deb --root-owner-group -Zxz --build "$root" "$output" >/dev/null
}

# An archive for each platform, named as sqlpkg.json names it.
package_sqlpkg() {
  local format=gnutar suffix=tar.gz compress=z
  [[ $platform != windows-* ]] || format=zip suffix=zip compress=""
  archive "$output/softdelete-$version-$platform.$suffix" "$format" "$compress" "$library" LICENSE
}

amalgamate() {
  cmake --build "$build" --target amalgamation >/dev/null
}

package_amalgamation() {
  amalgamate
  archive "$output/softdelete-$version-amalgamation.tar.gz" gnutar z \
    "$build/amalgamation/softdelete.cpp" "$build/amalgamation/softdelete.h" cmake/softdelete.map LICENSE
}

archive() { # ARCHIVE FORMAT COMPRESSION FILE...
  local folder name=$1 format=$2 compression=$3
  folder=$(mktemp -d "$scratch/archive.XXXXXX")
  cp "${@:4}" "$folder/"
  (cd "$folder" && cmake -E tar "c${compression}f" "$name" --format="$format" \
    --mtime="$(date -u -d "@$SOURCE_DATE_EPOCH" '+%F %T') UTC" -- *)
}

project_version() {
  sed -n 's/^set(SOFTDELETE_VERSION \(.*\))$/\1/p' CMakeLists.txt
}

# The time of the last commit: what is made of it twice is the same twice.
commit_time() {
  git log -1 --format=%ct 2>/dev/null || date +%s
}

# The names of the platform that a folder was built for, in the variables of package_*.
name_platform() {
  platform=$(cached "$build" SOFTDELETE_PLATFORM)
  local tag=linux
  if [[ -z $platform ]]; then
    local system architecture
    system=$(uname -s | tr '[:upper:]' '[:lower:]')
    architecture=$(uname -m)
    case $system in mingw* | msys* | cygwin*) system=windows ;; esac
    case $architecture in x86_64) architecture=amd64 ;; aarch64) architecture=arm64 ;; esac
    platform=$system-$architecture
    ! compgen -G '/lib/ld-musl-*' >/dev/null || [[ -e /lib64/ld-linux-x86-64.so.2 ]] || platform+=-musl
    tag=""
  fi
  local name
  read -r name npm_system npm_cpu npm_libc wheel_platform debian_architecture debian_folder \
    < <(platforms | grep "^$platform ") || die "packages are made for $(platforms | cut -d ' ' -f 1 | tr '\n' ' ')alone"
  # What was built for this machine alone fits systems as new as this one.
  [[ -n $tag ]] || wheel_platform=""
}

make_packages() ( # BUILD OUTPUT [KIND...]
  build=$(realpath "$1")
  mkdir -p "$2"
  output=$(realpath "$2")
  kinds=("${@:3}")
  ((${#kinds[@]})) || kinds=("${package_kinds[@]}")
  version=$(project_version)
  python_version=${version/-rc./rc}
  export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(commit_time)}
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  name_platform
  cmake --install "$build" --component library --prefix "$scratch/installed" --strip >/dev/null
  library=$(find "$scratch/installed" -name 'softdelete.so' -o -name 'softdelete.dylib' -o -name 'softdelete.dll')
  local kind
  for kind in "${kinds[@]}"; do
    "package_$kind"
  done
  write_checksums
)

# sqlpkg compares what it downloads with this list.
write_checksums() {
  (
    cd "$output" || exit
    rm -f checksums.txt
    cmake -E sha256sum ./* | sed 's,\./,,' >"$scratch/checksums"
    mv "$scratch/checksums" checksums.txt
  )
}

# --- for the tests -----------------------------------------------------------------------------

# better-sqlite3, TypeScript, and a Node.js with node:sqlite where the one that is there has none; beside
# the build, so that the sources stay clean.
install_node_tests() {
  local options=(--fetch-retries=1)
  ! node -e 'require("node:sqlite")' 2>/dev/null || options+=(--omit=optional)
  install_npm tests/packaging/node build/tests/node "${options[@]}"
}
