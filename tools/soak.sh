# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: the random tests with fresh seeds, and the load.

soak() { # SECONDS, or load SECONDS, or TEST SEED
  want_build
  want_python
  install_missing
  choose_python
  build release
  SOFTDELETE_LIBRARY=$(library release) PYTHONDONTWRITEBYTECODE=1 HYPOTHESIS_STORAGE_DIRECTORY=$root/build/hypothesis \
    "$python" tests/soak.py "$@"
}
