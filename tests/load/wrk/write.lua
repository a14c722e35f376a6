-- Records values, each for a day that has none yet: one alliance after the other, day by day from
-- 1900 on. Arguments: a file with one alliance a line (method, path up to the day, token, parted by
-- tabs), and a file that keeps the number of the next value from run to run.
local alliances = {}
local first_day = -2208988800

function setup(thread)
  writer = thread
end

function init(args)
  for line in io.lines(args[1]) do
    local method, path, token = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)")
    table.insert(alliances, { method = method, path = path, headers = {
      ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" } })
  end
  kept_in = args[2]
  number = tonumber(io.open(kept_in):read("*l"))
end

function request()
  local one = alliances[number % #alliances + 1]
  local day = os.date("!%Y-%m-%d", first_day + math.floor(number / #alliances) * 86400)
  local body = string.format('{"value":%d.5}', number % 1000)
  number = number + 1
  return wrk.format(one.method, one.path .. day, one.headers, body)
end

function done(summary, latency)
  local kept = io.open(writer:get("kept_in"), "w")
  kept:write(writer:get("number") .. "\n")
  kept:close()
  dofile(os.getenv("REPORT"))(summary, latency)
end
