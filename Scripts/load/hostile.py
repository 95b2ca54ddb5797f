"""Clients of ill will, all at once, while one of good will asks on: 500 idle connections, bodies that trickle, a body of
1 GB, broken forms, PNG chunks that inflate to gigabytes, floods of headers.

usage: hostile.py URL KEY SELFIE [SECONDS]
"""
import multiprocessing, pathlib, socket, struct, sys, threading, time, zlib
from urllib.parse import urlsplit

url, key, selfie = urlsplit(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3]).read_bytes()
seconds = float(sys.argv[4]) if len(sys.argv) > 4 else 30
end, counts, lock = time.time() + seconds, {}, threading.Lock()


def tell(name, what):
    with lock:
        counts.setdefault(name, {}).setdefault(what, 0)
        counts[name][what] += 1


def connection(timeout=20):
    return socket.create_connection((url.hostname, url.port), timeout)


def head(length, kind="image/jpeg", more=""):
    return (f"POST /v1/analyses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nConsent: analysis;v=1\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {length}\r\n{more}\r\n").encode()


def status(s):
    try:
        line = s.makefile("rb").readline()
        return line.split()[1].decode() if line else "closed"
    except (OSError, IndexError) as error:
        return type(error).__name__


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb():
    """Texts and a profile that inflate to a gigabyte each, in a tiny picture."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1024)) + packer.flush()
    picture = zlib.compress(b"".join(b"\0" + bytes(3 * 512) for _ in range(512)))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 512, 512, 8, 2, 0, 0, 0))
            + chunk(b"zTXt", b"k\0\0" + packed) + chunk(b"iCCP", b"p\0\0" + packed)
            + chunk(b"IDAT", picture) + chunk(b"IEND", b""))


PNG = bomb()


def idle():
    s = connection()
    while time.time() < end:
        time.sleep(0.5)
    s.close()
    tell("idle", "held")


def trickle():
    while time.time() < end:
        s = connection(60)
        s.sendall(head(100_000))
        try:
            while time.time() < end:
                s.sendall(b"x")
                time.sleep(0.5)
            tell("trickle", "ended by us")
        except OSError:
            tell("trickle", "ended by the service")
        s.close()


def giant():
    while time.time() < end:
        s = connection()
        s.sendall(head(1 << 30))
        tell("1 GB", status(s))
        s.close()
        s = connection()
        s.sendall(head(0).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked"))
        sent = 0
        try:
            while sent < 1 << 30 and time.time() < end:
                s.sendall(b"100000\r\n" + bytes(1 << 20) + b"\r\n")
                sent += 1 << 20
            tell("1 GB in chunks", "taken")
        except OSError:
            tell("1 GB in chunks", f"ended after at most {-(-sent >> 20) // 16 * 16 + 16} MB")
        s.close()


def forms():
    for body in [b"", b"--x", b"--x\r\n\r\n", b"--x\r\n" * 5000, b"--x\r\nContent-Disposition: form-data; name=\"selfie\"\r\n\r\n",
                 b"--x\r\n" + b"A: b\r\n" * 50_000 + b"\r\n--x--", b"\r\n--" * 200_000]:
        s = connection()
        s.sendall(head(len(body), "multipart/form-data; boundary=x") + body)
        tell("forms", status(s))
        s.close()
    s = connection()
    s.sendall(head(5, "multipart/form-data; boundary=" + "y" * 500) + b"--yyy")
    tell("forms", status(s))
    s.close()


def bombs():
    while time.time() < end:
        s = connection(60)
        s.sendall(head(len(PNG), "image/png") + PNG)
        tell("bombs", status(s))
        s.close()


def floods():
    while time.time() < end:
        for more in ["".join(f"X-{i}: {i}\r\n" for i in range(5000)), "X-Long: " + "a" * (1 << 20) + "\r\n"]:
            s = connection()
            try:
                s.sendall(head(0, more=more))
            except OSError:
                pass
            tell("headers", status(s))
            s.close()


def good(end, found):
    """In a process of its own, so that it does not wait for the others' turns."""
    times, answers = [], {}
    while time.time() < end:
        start = time.perf_counter()
        s = connection(60)
        s.sendall(head(len(selfie)) + selfie)
        answer = status(s)
        s.close()
        answers[answer] = answers.get(answer, 0) + 1
        times.append(1e3 * (time.perf_counter() - start))
        time.sleep(0.05)
    found.put((times, answers))


def quiet():
    times = []
    for _ in range(20):
        start = time.perf_counter()
        s = connection()
        s.sendall(head(len(selfie)) + selfie)
        assert status(s) == "200", "the service does not answer before anything is done to it"
        s.close()
        times.append(1e3 * (time.perf_counter() - start))
    return sorted(times)


before = quiet()
end = time.time() + seconds
found = multiprocessing.Queue()
kind = multiprocessing.Process(target=good, args=(end, found))
kind.start()
threads = [threading.Thread(target=f, args=a) for f, a in
           [(idle, ())] * 500 + [(trickle, ())] * 40 + [(giant, ())] * 2 + [(bombs, ())] * 2 + [(floods, ())] * 2
           + [(forms, ())]]
for t in threads:
    t.start()
during, counts["good will"] = found.get()
for t in threads:
    t.join()
for name, found in counts.items():
    print(f"figures: {name}: " + ", ".join(f"{what} {n}" for what, n in sorted(found.items())))
during.sort()
print(f"figures: selfies of good will, ms: before p50 {before[len(before) // 2]:.0f} max {before[-1]:.0f}; "
      f"meanwhile p50 {during[len(during) // 2]:.0f} p99 {during[int(.99 * len(during))]:.0f}, {len(during)} asked")
