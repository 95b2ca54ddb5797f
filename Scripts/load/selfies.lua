-- wrk: posts pictures in turn. SELFIES is a list of files, KEY the service's key.
local bodies, next_one = {}, 0
for path in os.getenv("SELFIES"):gmatch("%S+") do
    local file = assert(io.open(path, "rb"))
    bodies[#bodies + 1] = file:read("a")
    file:close()
end
local headers = {
    ["Authorization"] = "Bearer " .. os.getenv("KEY"), ["Consent"] = "analysis;v=1", ["Content-Type"] = "image/jpeg",
}

function request()
    next_one = next_one % #bodies + 1
    return wrk.format("POST", "/v1/analyses?match=foundation&top=5", headers, bodies[next_one])
end

-- Answers by status, told at the end.
local threads = {}
function setup(thread) threads[#threads + 1] = thread end
function init() ok, busy, other = 0, 0, 0 end
function response(status)
    if status == 200 then ok = ok + 1 elseif status == 503 then busy = busy + 1 else other = other + 1 end
end
function done(summary, latency)
    local sums = {ok = 0, busy = 0, other = 0}
    for _, thread in ipairs(threads) do
        for name in pairs(sums) do sums[name] = sums[name] + thread:get(name) end
    end
    print(string.format(
        "figures: read %d, refused %d, other %d, seconds %.2f, read/s %.1f, ms p50 %.1f p90 %.1f p99 %.1f max %.1f",
        sums.ok, sums.busy, sums.other, summary.duration / 1e6, sums.ok / (summary.duration / 1e6),
        latency:percentile(50) / 1e3, latency:percentile(90) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
