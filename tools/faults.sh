# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: every failure and every crash that the native tests know.

faults() { # [KILLS [POINTS]]
  want_build
  want_python
  install_missing
  choose_python
  build release
  SOFTDELETE_LIBRARY=$(library release) PYTHONDONTWRITEBYTECODE=1 "$python" tests/faults.py "$@"
}
