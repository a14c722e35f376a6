-- What every run reports, in one line: requests a second, p50 and p99 in ms, and answers that were
-- not good.
return function(summary, latency)
  local errors = summary.errors
  local bad = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  print(string.format("measured %.1f %.2f %.2f %d", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
end
