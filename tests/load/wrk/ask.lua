-- Asks the requests of a file, at random. Arguments: the file, one request a line (method, path,
-- token, body or -, parted by tabs), the question's name, by which the bare handlers know it, and
-- whether it is asked "again" or "anew", which takes nothing that was answered before.
local requests = {}

function init(args)
  math.randomseed(os.time())
  for line in io.lines(args[1]) do
    local method, path, token, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local headers = { ["Authorization"] = "Bearer " .. token, ["X-Question"] = args[2] }
    if args[3] == "anew" then headers["Cache-Control"] = "no-store" end
    if body ~= "-" then headers["Content-Type"] = "application/json" else body = nil end
    table.insert(requests, wrk.format(method, path, headers, body))
  end
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency)
  dofile(os.getenv("REPORT"))(summary, latency)
end
