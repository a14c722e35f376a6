# From figures (round, what, question, face, connections, requests a second, p50, p99, bad answers)
# to a table in Markdown.

function median(list,    n, sorted) {
  n = split(list, sorted, " ")
  sort(sorted, n)
  return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}

function sort(values, n,    i, j, value) {
  for (i = 2; i <= n; i++) {
    value = values[i] + 0
    for (j = i - 1; j > 0 && values[j] + 0 > value; j--) values[j + 1] = values[j]
    values[j + 1] = value
  }
}

function rate(what, question, face, connections,    key) {
  key = what SUBSEP question SUBSEP face SUBSEP connections
  return key in rates ? median(rates[key]) : 0
}

function number(value) { return value ? sprintf("%.0f", value) : "–" }
function percent(part, whole) { return part && whole ? sprintf("%.0f %%", 100 * part / whole) : "–" }

# Half the range of the rounds, of the median.
function noise(list,    n, sorted, i) {
  n = split(list, sorted, " ")
  sort(sorted, n)
  return n > 1 ? sprintf(" ±%.0f", 50 * (sorted[n] - sorted[1]) / median(list)) : ""
}

function bound(what, question, face, connections,    handler, sql) {
  handler = rate("serialized", question, face, connections)
  sql = rate("pgbench", question, "-", connections)
  if (question == "e") return what == "postgres" ? sql : 0
  if (what == "sqlite") return handler
  return handler && sql ? 1 / (1 / handler + 1 / sql) : 0
}

{
  key = $2 SUBSEP $3 SUBSEP $4 SUBSEP $5
  rates[key] = rates[key] " " $6
  p50[key] = p50[key] " " $7
  p99[key] = p99[key] " " $8
  bad[key] += $9
  if (!(key in seen) && ($2 == "sqlite" || $2 == "postgres")) order[++rows] = key
  seen[key] = 1
}

END {
  print "| | connections | Accord/s | p50 / p99 ms | serializing | same bytes | pgbench | bound | of bound | GraphQL of REST |"
  print "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
  split("sqlite postgres", databases, " "); split("a b c d e", questions, " "); split("rest again graphql", faces, " ")
  for (d = 1; d <= 2; d++) for (q = 1; q <= 5; q++) for (f = 1; f <= 3; f++) for (r = 1; r <= rows; r++) {
    split(order[r], at, SUBSEP)
    if (at[1] == databases[d] && at[2] == questions[q] && at[3] == faces[f]) row(at[1], at[2], at[3], at[4], order[r])
  }
}

function row(what, question, face, connections, key,    mine, allowed) {
  mine = median(rates[key])
  allowed = bound(what, question, face, connections)
  printf "| %s, %s, %s | %s | %s%s | %.1f / %.1f | %s | %s | %s | %s | %s | %s |%s\n", question,
    face == "rest" ? "REST" : face == "again" ? "REST again" : "GraphQL", what == "sqlite" ? "SQLite" : "PostgreSQL", connections, number(mine), noise(rates[key]),
    median(p50[key]), median(p99[key]), number(rate("serialized", question, face, connections)),
    number(rate("bytes", question, face, connections)),
    number(what == "postgres" ? rate("pgbench", question, "-", connections) : 0), number(allowed), percent(mine, allowed),
    face == "graphql" ? percent(mine, rate(what, question, "rest", connections)) : "–",
    bad[key] ? " " bad[key] " bad answers" : ""
}
