# Starting and asking what is measured.

password="correct horse battery staple, twice"
export ACCORD_SECRET=a-secret-that-only-this-run-ever-has
export ACCORD_SIGN_IN_LIMIT=1000000

database_url() {
  case $1 in
    sqlite) echo "sqlite://$work/sqlite/accord.db" ;;
    postgres) echo "postgres://accord@127.0.0.1:$POSTGRES_PORT/postgres" ;;
  esac
}

remember() { echo "$3" >"$work/$1/$2"; }
recall() { cat "$work/$1/$2"; }

# Starts a program that prints where it listens: NAME, COMMAND…; its address and pid are remembered.
start() {
  local name=$1 i
  shift
  mkdir -p "$work/$name"
  : >"$work/$name/log"
  "$@" >>"$work/$name/log" 2>&1 &
  started+=($!)
  remember "$name" pid $!
  for ((i = 0; i < 200; i++)); do
    grep -o 'http://[0-9.]*:[0-9]*' "$work/$name/log" | head -1 >"$work/$name/address" || true
    [ -s "$work/$name/address" ] && return
    sleep 0.05
  done
  die "$name does not start: $(cat "$work/$name/log")"
}

start_service() {
  start "$1" env DATABASE_URL="$(database_url "$1")" "$BINARIES/accord" serve --listen 127.0.0.1:0
  sleep 1
}

start_handlers() {
  local how
  for how in serialized bytes; do
    start "$how" "$BINARIES/accord-load" "$how" "$work/$1/answers"
  done
}

# MiB that a process holds now, and the most that it held.
resident() { awk '/^VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$(recall "$1" pid)/status"; }
most_resident() { awk '/^VmHWM/ { printf "%.0f", $2 / 1024 }' "/proc/$(recall "$1" pid)/status"; }

# Milliseconds from exec until the service answers that it is ready, on a database that is there;
# the median of five starts.
start_up() {
  for _ in 1 2 3 4 5; do start_once "$1"; done | sort -n | sed -n 3p
}

start_once() {
  local port began ended pid answer
  port=$(free_port)
  began=$(date +%s%N)
  DATABASE_URL=$(database_url "$1") "$BINARIES/accord" serve --listen "127.0.0.1:$port" >/dev/null 2>&1 &
  pid=$!
  until { exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null; do :; done
  printf 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
  read -r answer <&3
  ended=$(date +%s%N)
  exec 3>&-
  kill "$pid" && wait "$pid" || true
  case $answer in *200*) echo $(((ended - began) / 1000000)) ;; *) die "not ready: $answer" ;; esac
}

# The value of a text field in JSON.
field() { grep -o "\"$1\":\"[^\"]*\"" | sed 's/^[^:]*:"//; s/"$//'; }

# Asks a service: DATABASE TOKEN PATH.
get() {
  curl --fail-with-body -sS -H "Authorization: Bearer $2" "$(recall "$1" address)$3"
}

# Signs in a partner of each alliance that is asked about; tokens hold for a quarter of an hour.
sign_in() {
  export -f sign_in_one field
  export password
  seq "$busy" | xargs -P 2 -I N bash -c 'sign_in_one "$@"' _ "$(recall "$1" address)" N | sort -n >"$work/$1/tokens"
  [ "$(cut -f 2 "$work/$1/tokens" | grep -c .)" = "$busy" ] || die "not all partners can sign in"
}

# ADDRESS NUMBER-OF-THE-ALLIANCE: the number and a token of its second member.
sign_in_one() {
  local answer
  answer=$(curl --fail-with-body -sS "$1/v1/sessions" -H "Content-Type: application/json" \
    -d "{\"email\":\"person-$((($2 - 1) * 12 + 2))@example.org\",\"password\":\"$password\"}")
  printf '%s\t%s\n' "$2" "$(field access_token <<<"$answer")"
}
