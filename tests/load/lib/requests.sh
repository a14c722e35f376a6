# The requests of each question, in files from which wrk picks.

pages_before=200

# What there is to ask for: the ids of alliances and indicators, and where the deep page begins.
find_targets() {
  say "reading $((pages_before * 50)) rows of each of $busy alliances in $1"
  export -f targets_of get field recall
  export work pages_before
  mkdir -p "$work/$1/found"
  xargs -P 2 -L 1 bash -euo pipefail -c 'targets_of "$@" >"$work/$1/found/$2"' _ "$1" <"$work/$1/tokens"
  cat "$work/$1"/found/* | sort -n >"$work/$1/targets"
  cut -f 1,2 "$work/$1/targets" | sort -u >"$work/$1/alliances"
}

# A line for each indicator: the alliance's number, its id, the cursor of its deep page, the indicator.
targets_of() {
  local database=$1 number=$2 token=$3 list alliance cursor='' at
  list=$(get "$database" "$token" "/v1/alliances/alliance-$number/indicators?limit=200")
  alliance=$(field alliance_id <<<"$list" | head -1)
  for ((at = 0; at < pages_before / 4; at++)); do
    cursor=$(get "$database" "$token" "/v1/alliances/$alliance/measurements?sort=period&limit=200${cursor:+&cursor=$cursor}" | field next_cursor)
  done
  field id <<<"$list" | grep ^indicator_ | sed "s/^/$number\t$alliance\t$cursor\t/"
}

# Lines of method, path, token and body ("-" where there is none): DATABASE WHAT-AWK-PRINTS [DOCUMENT].
requests() {
  awk -F '\t' -v OFS='\t' -v query="${3:-}" "
    NR == FNR { token[\$1] = \$2; next }
    { alliance = \$2; cursor = \$3; indicator = \$4; $2 }" "$work/$1/tokens" "$work/$1/targets" | uniq
}

rest() {
  requests "$1" "print \"$2\", \"/v1/\" $3, token[\$1], \"-\""
}

# DATABASE DOCUMENT VARIABLE
graphql() {
  local document
  document=$(tr -s '\n ' ' ' <"$here/graphql/$2.graphql")
  requests "$1" "print \"POST\", \"/graphql\", token[\$1],
    \"{\\\"query\\\":\\\"\" query \"\\\",\\\"variables\\\":{\\\"$3\\\":\\\"\" $3 \"\\\"}}\"" "$document"
}

write_requests() {
  local to=$work/$1/requests
  mkdir -p "$to"
  rest "$1" GET '"indicators/" indicator' >"$to/a-rest"
  rest "$1" GET '"alliances/" alliance "/indicators?limit=50"' >"$to/b-rest"
  rest "$1" GET '"alliances/" alliance "/measurements?sort=period&limit=50&cursor=" cursor' >"$to/d-rest"
  rest "$1" PUT '"alliances/" alliance "/indicators/housing-60/measurements/"' >"$to/e-rest"
  graphql "$1" a indicator >"$to/a-graphql"
  graphql "$1" b alliance >"$to/b-graphql"
  graphql "$1" c alliance >"$to/c-graphql"
}

# Asks one of a file's requests, of the second alliance where it is one an alliance: DATABASE
# QUESTION [ADDRESS [WHAT FOLLOWS THE PATH [BODY]]].
ask() {
  local method path token body
  IFS=$'\t' read -r method path token body < <(sed -n "$(line_of "$2")p" "$work/$1/requests/$2")
  body=${5:-$body}
  [ "$body" != - ] || body=''
  curl --fail-with-body -sS -X "$method" "${3:-$(recall "$1" address)}$path${4:-}" \
    -H "Authorization: Bearer $token" ${body:+-H "Content-Type: application/json" -d "$body"}
}

# There are sixty lines an alliance where an indicator is asked for.
line_of() { case $1 in a-*) echo 63 ;; *) echo 2 ;; esac; }

# One real answer to each question, for the handlers and the check.
ask_once() {
  local question
  mkdir -p "$work/$1/answers"
  for question in a-rest a-graphql b-rest b-graphql c-graphql d-rest; do
    ask "$1" $question >"$work/$1/answers/$question.json" || die "$1, $question: $(cat "$work/$1/answers/$question.json")"
  done
}
