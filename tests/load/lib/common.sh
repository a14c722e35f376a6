# What all parts share.

say() { printf 'tests/load: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
first() { echo "$1"; }

# A port of 127.0.0.1 on which nothing listens; below those that the system hands out to whoever
# connects, who could by chance be connected to themselves.
free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)) && (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}
