# The table: medians of the rounds, and what they say of each other.

print_table() {
  awk -f $here/lib/table.awk "$work/figures"
  echo
  echo "Medians of $ROUNDS rounds of $SECONDS_EACH s on $(nproc) cores, $(date -u +%F); $((busy * 10)) alliances, $((busy * 20000)) measurements."
  echo "Bound: what serializing handler and pgbench allow together, 1 / (1/handler + 1/pgbench); on SQLite the handler alone; of a write, pgbench alone."
  echo
  echo "| | SQLite | PostgreSQL |"
  echo "|---|---:|---:|"
  beside "MiB resident when idle" idle
  for database in $DATABASES; do remember "$database" loaded "$(most_resident "$database")"; done
  beside "MiB resident at most, under this load" loaded
  beside "ms from exec to ready, on a database that is there" start_up
}

beside() {
  echo "| $1 | $(recall sqlite "$2" 2>/dev/null || echo –) | $(recall postgres "$2" 2>/dev/null || echo –) |"
}
