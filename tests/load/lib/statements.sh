# The statements that the service runs for each question, as scripts for pgbench.

# Starts a second service, whose statements PostgreSQL logs, and asks each question of it.
take_statements() {
  local question
  say "reading the service's statements from PostgreSQL's log"
  psql_quiet "ALTER DATABASE postgres SET log_statement = 'all'"
  mkdir -p "$work/logged"
  start logged env DATABASE_URL="$(database_url postgres)" ACCORD_PUBLIC_URL="$(recall postgres address)" \
    "$BINARIES/accord" serve --listen 127.0.0.1:0
  for question in a-rest b-rest c-graphql d-rest e-rest; do
    take "$question" >"$here/sql/${question%%-*}.sql"
    grep -q ';$' "$here/sql/${question%%-*}.sql" || die "no statements were logged for $question"
  done
  kill "$(recall logged pid)"
  psql_quiet "ALTER DATABASE postgres RESET log_statement"
}

psql_quiet() { psql -qXAt -c "$1" "$(database_url postgres)"; }

# Asks a question a few times, so that connections are there and statements prepared, and once more.
take() {
  local seen revision
  for day in 01 02 03; do ask_logged "$1" "$day"; done
  seen=$(wc -c <"$postgres_log")
  ask_logged "$1" 04
  tail -c "+$((seen + 1))" "$postgres_log" >"$work/logged/statements"
  revision=$(psql_quiet "SELECT revision FROM alliance WHERE slug = 'alliance-2'")
  awk -v busy="$busy" -v revision="$revision" -f $here/lib/statements.awk "$work/logged/statements"
}

ask_logged() {
  case $1 in
    e-*) ask postgres "$1" "$(recall logged address)" "2026-01-$2" '{"value":7.5}' ;;
    *) ask postgres "$1" "$(recall logged address)" ;;
  esac >"$work/logged/answer" || die "$1: $(cat "$work/logged/answer")"
}
