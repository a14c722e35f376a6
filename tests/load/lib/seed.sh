# Filling a database: the schema by the service, one account by its command line, the rest by SQL.

seed() {
  mkdir -p "$work/$1"
  DATABASE_URL=$(database_url "$1") "$BINARIES/accord" migrate >/dev/null
  printf %s "$password" | DATABASE_URL=$(database_url "$1") "$BINARIES/accord" user create \
    --email admin@example.org --name Admin --admin --password-stdin >/dev/null
  "seed_$1"
}

seed_sqlite() {
  { echo ".parameter set :busy $busy"; cat $here/seed/sqlite.sql; } | sqlite3 "$work/sqlite/accord.db" >/dev/null
}

seed_postgres() {
  psql -qX -v busy="$busy" -f $here/seed/postgres.sql "$(database_url postgres)" >/dev/null
}
