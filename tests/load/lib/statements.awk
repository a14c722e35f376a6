# From what PostgreSQL logged of one request about the second alliance to a script for pgbench that
# asks the same about any: parameters become expressions of the alliance's number (pgbench knows
# numbers only, and an id is made of one). What a write writes is for the last indicator but one: the
# service's own is for the last. Variables: busy, the number of alliances that are asked about; and
# revision, what the alliance's revision has become. What differs from run to run is evened out, so
# that a change of the scripts means that the service runs other statements.

function id(kind, name) {
  return "CAST('0193a000-0000-7000-80" kind "-' || lpad(:" name ", 12, '0') AS uuid)"
}

# What stands for a parameter's value.
function expression(value,    kind, number, at) {
  if (value ~ /^0193a000-0000-7000-80a[0-9]-[0-9]+$/) {
    kind = substr(value, 22, 2); number = substr(value, 25) + 0
    if (kind == "a1") return id(kind, "alliance")
    if (kind == "a3" || kind == "a4") return id(kind, "partner")
    if (kind == "a5") return id(kind, "indicator_" place(number))
    if (kind == "a6") { measurement = number - 1; return id(kind, "measurement") }
  }
  if (value ~ /^[0-9a-f-]+$/ && length(value) == 36) {
    if (pending ~ /^SELECT/) return id("a7", "partner") # the session
    if (!(value in fresh)) fresh[value] = "f" ++freshly
    return id(fresh[value], "written")
  }
  if (value ~ /^[0-9]+-[0-9]+-[0-9]+ [0-9]+:/) return "CURRENT_TIMESTAMP"
  if (value == "housing-60") return "'housing-59'"
  if (value == "2026-01-04") return "CAST('1900-01-01' AS date) + CAST(:day AS integer)"
  if (writes && value == revision) return ":home_revision"
  return "'" value "'"
}

# The how many-th of the indicators that are named it is.
function place(number) {
  if (!(number in places)) places[number] = ++indicators
  return places[number]
}

# Puts the parameters of the log's detail into the statement.
function filled(statement, detail,    values, at, value) {
  while (match(detail, /\$[0-9]+ = ('([^']|'')*'|NULL)/)) {
    value = substr(detail, RSTART, RLENGTH)
    detail = substr(detail, RSTART + RLENGTH)
    at = substr(value, 2, index(value, " ") - 2) + 0
    value = substr(value, index(value, "= ") + 2)
    if (value != "NULL") value = expression(substr(value, 2, length(value) - 2))
    values[at] = value
    if (at > most) most = at
  }
  for (at = most; at > 0; at--) gsub("\\$" at, replaceable(values[at]), statement)
  most = 0
  return statement
}

function replaceable(text) { gsub(/&/, "\\\\&", text); return text }

function finish() {
  if (pending == "") return
  pending = filled(pending, parameters)
  script = script pending (pending ~ / RETURNING / ? " \\gset home_\n" : ";\n")
  pending = parameters = ""
}

/^(.*)LOG: +(execute [^:]*|statement): / {
  finish()
  sub(/^(.*)LOG: +(execute [^:]*|statement): /, "")
  pending = $0
  if (/^(INSERT|UPDATE)/) writes = 1
}
/DETAIL: +parameters: / { parameters = $0 }

END {
  finish()
  print "-- As logged for one request, ids made of random numbers. Written by tests/load/run."
  if (writes) {
    print "\\set number :number + 1"
    print "\\set written :number * :clients + :client_id"
    print "\\set alliance :written % :busy + 1"
    print "\\set day :written / :busy"
  } else print "\\set alliance random(1, :busy)"
  print "\\set partner (:alliance - 1) * 12 + 2"
  for (at = 1; at <= indicators; at++)
    print "\\set indicator_" at " (:alliance - 1) * 60 + " (writes ? 59 : indicators == 1 ? "random(1, 60)" : at)
  if (measurement) # so many periods of all indicators, and some of this alliance
    print "\\set measurement " int(measurement / 60 / busy) " * 60 * :busy + (:alliance - 1) * 60 + " measurement % 60 + 1
  printf "%s", script
}
