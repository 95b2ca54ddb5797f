"""Asks at a steady rate, whatever the answers take, and tells their times: waiting for an answer before asking again
would hide how long the ones that waited had to wait.

usage: paced.py URL KEY RATE SECONDS FILE…      selfies to /v1/analyses
       paced.py URL KEY RATE SECONDS --json     routes that take and give JSON only
"""
import asyncio, json, pathlib, sys, time
from urllib.parse import urlsplit

url, key, rate, seconds = urlsplit(sys.argv[1]), sys.argv[2], float(sys.argv[3]), float(sys.argv[4])
times = {}


class Line:
    """One connection that is kept."""

    def __init__(self):
        self.reader = self.writer = None

    async def ask(self, method, path, body=b"", kind="application/json", headers=""):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(url.hostname, url.port)
        head = (f"{method} {path} HTTP/1.1\r\nHost: {url.netloc}\r\nAuthorization: Bearer {key}\r\n"
                f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n{headers}\r\n")
        self.writer.write(head.encode() + body)
        status = int((await self.reader.readline()).split()[1])
        length, closes = 0, False
        while (line := await self.reader.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            if name.lower() == "content-length":
                length = int(value)
            closes |= name.lower() == "connection" and value.strip() == "close"
        answer = await self.reader.readexactly(length)
        if closes:
            self.writer.close()
            self.writer = None
        return status, answer


async def timed(name, line, *request, **more):
    start = time.perf_counter()
    try:
        status, answer = await line.ask(*request, **more)
    except (OSError, asyncio.IncompleteReadError, IndexError):
        line.writer, status, answer = None, 0, b""
    times.setdefault((name, status), []).append(1e3 * (time.perf_counter() - start))
    return status, answer


async def main():
    idle, tasks = [], set()
    is_json = sys.argv[5] == "--json"
    bodies = [] if is_json else [pathlib.Path(p).read_bytes() for p in sys.argv[5:]]
    cases = []
    if is_json:
        line = Line()
        for i in range(50):
            _, answer = await line.ask("POST", "/v1/consultations", json.dumps({"customer": f"load-{i}"}).encode())
            cases.append(json.loads(answer)["id"])
        idle.append(line)

    async def one(i):
        line = idle.pop() if idle else Line()
        if is_json:
            case = cases[i % len(cases)]
            name, *request = [
                ("begin", "POST", "/v1/consultations", b'{"customer": "load"}'),
                ("state", "GET", f"/v1/consultations/{case}"),
                ("shades", "GET", "/v1/shades?limit=50"),
                ("event", "POST", "/v1/events", json.dumps({"id": f"{i}-{time.time()}", "customer": "load", "sku": "a",
                                                          "kind": "kept", "at": "2026-01-01T00:00:00Z"}).encode()),
                ("measurement", "POST", f"/v1/consultations/{case}/measurements", b'{"lab": [55, 12, 18]}'),
                ("recommendations", "GET", f"/v1/consultations/{case}/recommendations"),
                ("question", "GET", f"/v1/consultations/{case}/question"),
            ][i % 7]
            await timed(name, line, *request)
        else:
            await timed("selfie", line, "POST", "/v1/analyses?match=foundation&top=5", bodies[i % len(bodies)],
                        kind="image/jpeg", headers="Consent: analysis;v=1\r\n")
        idle.append(line)

    start = time.perf_counter()
    for i in range(int(rate * seconds)):
        await asyncio.sleep(max(0, start + i / rate - time.perf_counter()))
        task = asyncio.create_task(one(i))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)
    for (name, status), values in sorted(times.items()):
        values.sort()
        at = lambda share: values[min(int(share * len(values)), len(values) - 1)]
        print(f"figures: {name} {status}: {len(values)}, ms p50 {at(.5):.1f} p90 {at(.9):.1f} p99 {at(.99):.1f} "
              f"max {values[-1]:.1f}, p99/p50 {at(.99) / at(.5):.2f}")


asyncio.run(main())
