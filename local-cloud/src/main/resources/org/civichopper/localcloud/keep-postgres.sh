# Keeps one Postgres for as long as standard input stays open, then stops it. The program that asked
# for it holds the other end: when that program dies, by whatever signal, the input ends as well.
#   $1 folder of the Postgres programs   $2 data folder   $3 log file   $4 options of the server
#   $5 folder to delete at the end, or nothing

# Ctrl-C in a terminal reaches every process there; ours must be the last to leave.
trap '' HUP INT QUIT TERM

"$1/pg_ctl" start --silent -w -D "$2" -l "$3" -o "$4" || exit 1
# By its number, because by then the folder may already be the next server's.
server=$(head -n 1 "$2/postmaster.pid")
echo started
cat > /dev/null

# What is deleted afterwards need not be written out first, which can take half a minute.
if [ -n "$5" ]; then kill -QUIT "$server"; else kill -INT "$server"; fi
tenths=0
while kill -0 "$server" 2> /dev/null; do
    sleep 0.1
    tenths=$((tenths + 1))
    if [ "$tenths" -eq 300 ]; then kill -QUIT "$server"; fi
done
if [ -n "$5" ]; then rm -rf "$5"; fi
