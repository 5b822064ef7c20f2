# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: what `./dev bench peers` compares softdelete with, installed in build/peers.

want_peers() {
  want_command npm npm
  want_command make make
  /usr/bin/python3 -c 'import ensurepip' 2>/dev/null || need python3-venv
}

install_peers() {
  local source=bench/peers target=build/peers sum
  sum=$(cat "$source/requirements.txt" "$source/package.json" | sha256sum | cut -c 1-64)
  [[ $(cat "$target/installed" 2>/dev/null) != "$sum" ]] || return 0
  say "Installing the peers that $source names in $target"
  mkdir -p "$target"
  if ! install_orm_packages "$source" "$target" >"$target/install.log" 2>&1; then
    tail -n 20 "$target/install.log" >&2
    die "this failed; without them there is nothing to compare"
  fi
  printf '%s\n' "$sum" >"$target/installed"
}
