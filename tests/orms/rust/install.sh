# What the install.sh of Rust's ORMs share. Compiling shall be fast, not the programs.
export CARGO_PROFILE_DEV_DEBUG=0

need_rust() { # VERSION
  local found
  found=$(cargo --version | cut -d ' ' -f 2)
  [[ $(printf '%s\n' "$found" "$1" | sort -V | head -n 1) != "$1" ]] || return 0
  echo "cargo is $found; Rust $1 or newer is needed, which rustup installs, a package of Debian since 13" >&2
  return 1
}

command_line() { # TARGET PACKAGE@VERSION OPTION...
  CARGO_TARGET_DIR=$1/target cargo install --debug --root "$1" "${@:2}"
}

# Compiles a copy, because cargo writes beside its Cargo.toml; where there is a feature `flag`, with that too.
compile() { # TARGET
  local variant
  rm -rf "$1/program" "$1/rust"
  cp -r . "$1/program"
  cp -r ../rust "$1/rust"
  for variant in plain flag; do
    if grep -q "^$variant = " Cargo.toml; then
      (cd "$1/program" && CARGO_TARGET_DIR=$1/target cargo build --features "$variant")
      cp "$1/target/debug/story" "$1/$variant"
    fi
  done
}
