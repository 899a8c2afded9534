-- Asks for one address after another from a file, as one signed-in visitor, and says what came of it as JSON.

local paths = {}
local at = 0

function init(arguments)
    for path in io.lines(arguments[1]) do paths[#paths + 1] = path end
    wrk.headers["Cookie"] = arguments[2]
    wrk.headers["Accept-Encoding"] = "identity"
    math.randomseed(tonumber(arguments[3]))
    at = math.random(#paths)
end

function request()
    at = at % #paths + 1
    return wrk.format("GET", paths[at])
end

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format(
        '{"requests":%d,"seconds":%f,"bytes":%d,"p50":%f,"p99":%f,"most":%f,"refused":%d,"broken":%d}\n',
        summary.requests, summary.duration / 1e6, summary.bytes,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
        errors.status, errors.connect + errors.read + errors.write + errors.timeout
    ))
end
