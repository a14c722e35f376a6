# Measuring, in turn: within a round everything about one question follows each other closely, so
# that what else the machine does falls on all of it alike.

export REPORT=$PWD/$here/wrk/report.lua

all_rounds() {
  local round connections question
  for question in $QUESTIONS; do SECONDS_EACH=1 measure_question "$question" 16 warm; done
  for ((round = 1; round <= ROUNDS; round++)); do
    for connections in $CONNECTIONS; do
      for database in $DATABASES; do sign_in "$database"; write_requests "$database"; done
      for question in $QUESTIONS; do measure_question "$question" "$connections" "$round"; done
      say "round $round of $ROUNDS, $connections connections: done"
    done
  done
}

measure_question() {
  local database face
  for face in $(faces_of "$1"); do
    for database in $DATABASES; do note "$3" "$database" "$1" "$face" "$2" < <(asked "$database" "$1" "$face" "$2"); done
    [ "$1" = e ] && continue
    for how in serialized bytes; do note "$3" "$how" "$1" "$face" "$2" < <(bare "$how" "$1" "$face" "$2"); done
  done
  case $DATABASES in *postgres*) note "$3" pgbench "$1" - "$2" < <(with_pgbench "$1" "$2") ;; esac
}

# REST anew, REST again while nothing changed, and GraphQL, which keeps nothing.
faces_of() { case $1 in a | b) echo rest again graphql ;; c) echo graphql ;; d) echo rest again ;; *) echo rest ;; esac; }

# FACE: how it is asked, and by which requests.
way_of() { case $1 in again) echo again ;; *) echo anew ;; esac; }
requests_of() { case $1 in again) echo rest ;; *) echo "$1" ;; esac; }

# ROUND WHAT QUESTION FACE CONNECTIONS, and from the input: requests a second, p50, p99, bad answers.
note() {
  local figures
  read -r figures || die "nothing was measured for $*"
  [ "$1" = warm ] || echo "$* $figures" >>"$work/figures"
}

# DATABASE QUESTION FACE CONNECTIONS
asked() {
  local at requests
  requests=$work/$1/requests/$2-$(requests_of "$3")
  at=$(recall "$1" address)
  if [ "$2" = e ]; then
    wrk_on "$at" "$4" $here/wrk/write.lua "$requests" "$work/$1/next"
  else
    wrk_on "$at" "$4" $here/wrk/ask.lua "$requests" "$2-$3" "$(way_of "$3")"
  fi
}

# HOW QUESTION FACE CONNECTIONS: the same requests, to a bare handler.
bare() {
  local question
  question=$2-$(requests_of "$3")
  wrk_on "$(recall "$1" address)" "$4" $here/wrk/ask.lua "$work/$(first $DATABASES)/requests/$question" "$question" again
}

# ADDRESS CONNECTIONS SCRIPT ARGUMENTS…
wrk_on() {
  local address=$1 connections=$2 script=$3
  shift 3
  wrk -t1 "-c$connections" "-d${SECONDS_EACH}s" --timeout 10s -s "$script" "$address" -- "$@" 2>&1 |
    tee "$work/last" | sed -n 's/^measured //p' | grep . || cat "$work/last" >&2
}

# QUESTION CONNECTIONS
with_pgbench() {
  local number
  number=$(recall pgbench number 2>/dev/null || echo 0)
  pgbench -n -M prepared -j1 "-c$2" "-T$SECONDS_EACH" -D busy="$busy" -D clients="$2" -D number="$((number / $2 + 1))" \
    -f "$here/sql/$1.sql" "$(database_url postgres)" >"$work/last" 2>&1 || { cat "$work/last" >&2; return 1; }
  awk '/^tps/ { tps = $3 } /^latency average/ { latency = $4 } /^number of failed/ { failed = $5 + 0 }
    END { print tps, latency, latency, failed + 0 }' "$work/last"
  mkdir -p "$work/pgbench"
  if [ "$1" = e ]; then
    # Twice what all clients wrote: none of them is twice as fast as the others.
    awk -v was="$number" '/^number of transactions actually/ { print was + 2 * $6 + 1000 }' "$work/last" >"$work/pgbench/number"
  fi
}
