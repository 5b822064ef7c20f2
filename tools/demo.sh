# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by ./dev: shows soft delete in the sqlite3 shell.

# The sqlite3 shell without the person's own settings.
plain_shell() {
  sqlite3 -batch -init /dev/null "$@"
}

# The same with the extension. What it refuses is part of the story: an error is shown behind its statement, also in a
# pipe, and without the shell's words around it.
told_by_shell() {
  local in_order=()
  ! command -v stdbuf >/dev/null 2>&1 || in_order=(stdbuf -oL)
  ${in_order[@]+"${in_order[@]}"} sqlite3 -batch -init /dev/null -cmd ".load $(dot_argument "$(library release)")" \
    "$@" 2>&1 | sed -e 's/^[A-Za-z ]*[Ee]rror:\{0,1\} near line [0-9]*: /Refused: /' -e '/^Refused: /s/ ([0-9]*)$//'
}

sql_text() { # TEXT -> 'TEXT', as SQL
  printf "'%s'" "${1//\'/\'\'}"
}

# An argument of a dot command: as it is where that will do, else in double quotes with backslash escapes.
dot_argument() { # TEXT
  local text=${1//\\/\\\\}
  text=${text//\"/\\\"}
  [[ $1 != *[!A-Za-z0-9_./-]* ]] && printf '%s' "$1" || printf '"%s"' "${text//$'\n'/\\n}"
}

shell_word() { # TEXT -> the text as one word of a shell
  [[ $1 != *[!A-Za-z0-9_./-]* ]] && printf '%s' "$1" || printf "'%s'" "${1//\'/\'\\\'\'}"
}

# Copies a database that may be in use, read-only, or in WAL mode, and leaves no trace beside it.
copy_database() { # DATABASE FOLDER -> FOLDER/copy.sqlite
  local database=$1 folder=$2 log=$2/copy.log companion
  # Reading a WAL database creates its -shm file. Where there is none, nobody is connected, and
  # copying the files is as good.
  if [[ $(od -An -tu1 -j18 -N1 "$database" | tr -d ' ') != 2 || -e $database-shm ]]; then
    if (cd "$folder" && plain_shell -readonly -cmd '.timeout 5000' "$database" '.backup copy.sqlite') >"$log" 2>&1; then
      rm -f "$log"
      return
    fi
    ! grep -q locked "$log" || die "$database is locked by another program; try again later"
  fi
  # A read-only connection can't roll an interrupted transaction back, but the copy can.
  rm -f "$folder"/copy.sqlite*
  for companion in "" -wal -journal; do
    [[ ! -e $database$companion ]] || cp "$database$companion" "$folder/copy.sqlite$companion"
  done
  chmod u+w "$folder"/copy.sqlite*
  plain_shell "$folder/copy.sqlite" 'SELECT count(*) FROM sqlite_master' >"$log" 2>&1 ||
    die "$database can't be read: $(head -n 1 "$log")"
  rm -f "$log"
}

demo() { # [DATABASE TABLE [STORAGE]]
  (($# <= 3)) || die "demo takes a database, a table and flag or archive, or nothing"
  local storage=${3:-flag}
  [[ $storage == flag || $storage == archive ]] || die "$storage: the storage is flag or archive"
  want_build
  want_shell
  install_missing
  require_version "the sqlite3 shell" "$(sqlite3 -version | cut -d ' ' -f 1)" 3.35

  local folder database name script=sql/tour.sql parameters=()
  if (($# >= 1)); then
    [[ $1 == /* ]] && database=$1 || database=$called_from/$1
    [[ -f $database && -r $database ]] || die "$1: there is no such file, or it can't be read"
    database=$(realpath "$database") # SQLite's companion files lie beside the real one
  fi
  folder=$(mktemp -d "${TMPDIR:-/tmp}/softdelete-demo.XXXXXX")

  if (($# >= 1)); then
    copy_database "$database" "$folder"
    database=$folder/copy.sqlite
    if (($# == 1)); then
      say "Which table? This database has:"
      plain_shell "$database" "SELECT '  ' || name FROM sqlite_master
        WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name" >&2
      rm -rf "$folder"
      exit 2
    fi
    name=$(sql_text "$2")
    [[ -n $(plain_shell "$database" "SELECT 1 FROM sqlite_master WHERE name = $name COLLATE NOCASE") ]] ||
      die "$1 has no table $2"
    script=sql/demo_table.sql
    parameters=(-cmd ".parameter init" -cmd ".parameter set :table $(dot_argument "$name")"
      -cmd ".parameter set :storage '$storage'")
  else
    database=$folder/tour.sqlite
  fi

  build release softdelete
  local version
  version=$(told_by_shell :memory: 'SELECT softdelete_version()')
  [[ $version == [0-9]* ]] || die "the extension can't be loaded: $version"
  told_by_shell ${parameters[@]+"${parameters[@]}"} "$database" <"$script" || true
  echo
  if (($# >= 2)); then
    echo "Your database is as it was: this ran on a copy of it. Open the copy:"
  else
    echo "The database of this tour stays for you to play with. Open it:"
  fi
  echo "  sqlite3 -cmd $(shell_word ".load $(dot_argument "$(library release)")") $(shell_word "$database")"
}
