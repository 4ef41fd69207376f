#!/usr/bin/env bash
# Makes each case's live.sql from its mysql.sql or sqlite.sql by the real pgloader, and pg_dump --schema-only, unedited.
# Debian 12: apt-get install mariadb-server postgresql pgloader sqlite3; run as root. Only $work and the live.sql are written.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=${CORPUS_WORK:-/tmp/driftcheck-corpus-own}
mysql_port=33316 # also in the load commands
pg_port=55442
pg_bin=${PG_BIN:-/usr/lib/postgresql/15/bin}

as_postgres() { (cd / && runuser -u postgres -- "$@"); }
mysql_client() { mariadb --no-defaults --socket="$work/mysql/sock" "$@"; }

mariadb_pid=
stop() {
  if [ -n "$mariadb_pid" ]; then kill "$mariadb_pid" 2>/dev/null && wait "$mariadb_pid" || true; fi
  if [ -s "$work/pg/data/postmaster.pid" ]; then as_postgres "$pg_bin/pg_ctl" -D "$work/pg/data" -m fast -s stop || true; fi
  rm -rf "$work"
}
[ ! -e "$work" ] || { echo "$work exists: remove it first" >&2; exit 2; }
trap stop EXIT
install -d -o root -m 755 "$work"
install -d -o mysql -g mysql -m 755 "$work/mysql"
install -d -o postgres -g postgres -m 755 "$work/pg"

mariadb-install-db --no-defaults --user=mysql --datadir="$work/mysql/data" --skip-test-db >"$work/install.log"
mariadbd --no-defaults --user=mysql --datadir="$work/mysql/data" --socket="$work/mysql/sock" --pid-file="$work/mysql/pid" \
  --bind-address=127.0.0.1 --port="$mysql_port" --character-set-server=utf8mb4 2>"$work/mariadb.log" &
mariadb_pid=$!
for _ in $(seq 120); do mariadb-admin --no-defaults --socket="$work/mysql/sock" ping >/dev/null 2>&1 && break; sleep 0.5; done
mysql_client -e "CREATE USER throwaway@'127.0.0.1' IDENTIFIED BY 'throwaway'; GRANT ALL ON *.* TO throwaway@'127.0.0.1'"

as_postgres "$pg_bin/initdb" -D "$work/pg/data" -A trust -E UTF8 --locale=C.UTF-8 >>"$work/install.log"
as_postgres "$pg_bin/pg_ctl" -D "$work/pg/data" -s -w -l "$work/pg/log" \
  -o "-k $work/pg -p $pg_port -c listen_addresses=127.0.0.1 -c timezone=UTC" start

# What pgloader says of itself is shown; whatever it could not make is the case, too.
load() { pgloader --root-dir "$work/pgloader" "$@"; }

for folder in "$here"/*/; do
  name=$(basename "$folder")
  as_postgres "$pg_bin/createdb" -h "$work/pg" -p "$pg_port" "$name"
  into="postgresql://postgres@127.0.0.1:$pg_port/$name"
  if [ -e "$folder/sqlite.sql" ]; then
    sqlite3 "$work/$name.db" <"$folder/sqlite.sql"
    load "sqlite://$work/$name.db" "$into"
  else
    mysql_client -e "CREATE DATABASE $name CHARACTER SET utf8mb4"
    mysql_client "$name" <"$folder/mysql.sql"
    if [ -e "$folder/pgloader.load" ]; then load "$folder/pgloader.load"; else
      load "mysql://throwaway:throwaway@127.0.0.1:$mysql_port/$name" "$into"
    fi
  fi
  as_postgres "$pg_bin/pg_dump" -h "$work/pg" -p "$pg_port" --schema-only --restrict-key=own "$name" >"$work/live.sql"
  cp "$work/live.sql" "$folder/live.sql"
done
