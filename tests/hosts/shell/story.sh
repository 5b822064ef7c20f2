# shellcheck shell=bash
# The sqlite3 shell, started once for each opening of the database.
set -euo pipefail
library=$1
folder=$(dirname "$0")

shell() { # OPTIONS...
  sqlite3 -batch -init /dev/null -cmd 'PRAGMA foreign_keys = ON' -cmd '.parameter init' "$@" app.db
}

shell -cmd ".load \"$library\"" <"$folder/begin.sql"
shell <"$folder/without_extension.sql"
shell -cmd ".load \"$library\"" <"$folder/end.sql"

# The shell has no exceptions: its message names the place first.
message=$(shell -cmd ".load \"$library\"" <"$folder/error.sql" 2>&1) && exit 1
echo "error -: ${message#*near line 1: }"
