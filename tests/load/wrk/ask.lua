-- Asks the requests of a file, at random. Arguments: the file, one request a line (method, path,
-- token, body or -, parted by tabs), and the question's name, by which the bare handlers know it.
local requests = {}

function init(args)
  math.randomseed(os.time())
  for line in io.lines(args[1]) do
    local method, path, token, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local headers = { ["Authorization"] = "Bearer " .. token, ["X-Question"] = args[2] }
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
