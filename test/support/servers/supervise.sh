# Makes a cluster in $1, runs the server of $2 in it with the arguments that follow, and removes the folder at the end.
# A data directory in $4, where that is not empty, spares initdb; the first to find none there puts one.
# A line on stdin: fast shutdown. End of stdin, so also a parent that died in any way: immediate shutdown.
# A server that ends by itself: the end of its log on stderr, exit 1.
folder=$1 bin=$2 auth=$3 initialized=$4
shift 4

fail() {
  tail -n 20 "$folder/log" >&2
  rm -rf -- "$folder"
  exit 1
}

make_cluster() {
  "$bin/initdb" --pgdata="$folder/data" --username=postgres --pwfile="$folder/password" --auth="$auth" \
    --locale=C --encoding=UTF8 --no-sync --no-instructions </dev/null >"$folder/log" 2>&1 || fail
}

# Renamed into its place, so that nobody ever copies half of one.
keep_copy() {
  cp -Rp "$folder/data" "$initialized.$$" && mv -T "$initialized.$$" "$initialized" || rm -rf -- "$initialized.$$"
}

if [ -n "$initialized" ] && [ -d "$initialized" ]; then
  cp -Rp "$initialized" "$folder/data" || fail
else
  make_cluster
  [ -z "$initialized" ] || keep_copy 2>/dev/null
fi

exec 3<&0
"$bin/postgres" -D "$folder/data" "$@" 3<&- </dev/null >>"$folder/log" 2>&1 &
server=$!
{
  read -r _
  kill -INT "$server"
  read -r _
  kill -QUIT "$server"
} <&3 >/dev/null 2>&1 &
watcher=$!
exec 3<&- 0</dev/null

wait "$server" || fail
# Waited for, so that nothing of it is there once this has ended.
kill "$watcher" 2>/dev/null
wait "$watcher" 2>/dev/null
rm -rf -- "$folder"
