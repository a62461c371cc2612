# Keeps one Postgres for as long as standard input stays open, then stops it. The program that asked
# for it holds the other end: when that program dies, by whatever signal, the input ends as well.
#   $1 folder of the Postgres programs   $2 data folder   $3 log file   $4 options of the server
#   $5 folder to delete at the end, or nothing

# Ctrl-C in a terminal reaches every process there; ours must be the last to leave.
trap '' HUP INT QUIT TERM

"$1/pg_ctl" start --silent -w -D "$2" -l "$3" -o "$4" || exit 1
echo started
cat > /dev/null
"$1/pg_ctl" stop --silent -m fast -t 30 -D "$2" || "$1/pg_ctl" stop --silent -m immediate -D "$2"
if [ -n "$5" ]; then rm -rf "$5"; fi
