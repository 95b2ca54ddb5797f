"""Stops PostgreSQL under load and starts it again, again and again, while the service goes on.

usage: outage.py SERVER FOLDER ROUNDS     FOLDER: of a running Scripts/postgres.sh

Customers begin consultations, give feedback, buy, send photos and read. While the database is away every answer is a
503 that says so, in the contract's form and in time; no connection breaks off; /healthz goes on, /readyz tells. When
it is back, so is the service, without a restart. In the end everything that was acknowledged is there exactly once, and
what was answered 503 at most once.
"""

import http.client
import pathlib
import random
import re
import subprocess
import threading
import time
from collections import Counter

from harness import (
    HANG_SECONDS, HOME, SELFIES, Broken, Client, Customer, Service, expect, foundations, repeat, run, table,
    verify_audit)

CUSTOMERS_AT_ONCE = 8
UP_SECONDS = (1, 2)
DOWN_SECONDS = (1, 4)
# Within which a 503 comes, whatever was waited for until then.
REFUSAL_SECONDS = 15
# After the database is back, no answer may be 503 for longer.
RECOVERY_SECONDS = 5


class Seen:
    """An answer, and when it was asked for and came."""

    def __init__(self, what, began, ended, answer):
        self.what, self.began, self.ended = what, began, ended
        self.status, self.code = answer.status, None
        if answer.status >= 400:
            self.code = problem(what, answer)

    @property
    def seconds(self):
        return self.ended - self.began

    @property
    def is_away(self):
        return (self.status, self.code) == (503, "store_unavailable")


def problem(what, answer):
    """The code of a refusal, whose form is the contract's."""
    expect(answer.headers.get_content_type() == "application/problem+json", f"{what}: no problem, but {answer}")
    told = answer.json
    for name, kind in {"type": str, "title": str, "status": int, "code": str, "detail": str, "instance": str}.items():
        expect(isinstance(told.get(name), kind), f"{what}: `{name}` is missing in {answer}")
    expect(told["status"] == answer.status, f"{what}: the status is another than the body's: {answer}")
    expect(told["instance"] == answer.headers["X-Request-Id"], f"{what}: the request's id is another: {answer}")
    if answer.status == 503:
        expect(re.fullmatch("[1-9][0-9]*", answer.headers.get("Retry-After", "")),
               f"{what}: 503 without Retry-After: {answer}")
    return told["code"]


class Away(Exception):
    """The answer was 503: the database is away."""


class WatchingClient(Client):
    """Notes every answer, and when it came."""

    def __init__(self, service, seen):
        super().__init__(service)
        self.seen = seen

    def send(self, method, path, *arguments, **headers):
        what = f"{method} " + re.sub("/(c_|customer-)[0-9a-f]+", "/{id}", path.partition("?")[0])
        began = time.monotonic()
        try:
            answer = super().send(method, path, *arguments, **headers)
        except TimeoutError:
            raise Broken(f"{what}: no answer within {HANG_SECONDS} s")
        except (OSError, http.client.HTTPException) as error:
            raise Broken(f"{what}: the connection broke off: {error!r}")
        seen = Seen(what, began, time.monotonic(), answer)
        self.seen.append(seen)
        if seen.is_away:
            expect(seen.seconds < REFUSAL_SECONDS, f"{what}: 503 after {seen.seconds:.0f} s")
            raise Away
        return answer


class Visitor(Customer):
    """A customer who sends photos and reads, too."""

    def __init__(self):
        super().__init__()
        # By what they show, as one sent again counts once.
        self.photos, self.cut_off_photos = set(), set()

    def photograph(self, client):
        selfie = random.choice(SELFIES)
        try:
            answer = client.send("POST", f"/v1/consultations/{self.case}/selfies", selfie.read_bytes(), "image/jpeg")
        except Away:
            self.cut_off_photos.add(selfie)
            raise
        expect(answer.status == 201 and answer.json["capture"]["usable"], f"a photo: {answer}")
        self.photos.add(selfie)

    def analyse(self, client):
        answer = client.send("POST", "/v1/analyses?match=foundation&top=3", random.choice(SELFIES).read_bytes(),
                             "image/jpeg", Consent="analysis;v=1")
        expect(answer.status == 200, f"an analysis: {answer}")

    def read(self, client):
        path = random.choice([
            f"/v1/consultations/{self.case}", f"/v1/consultations/{self.case}/recommendations",
            f"/v1/customers/{self.name}", "/v1/shades?limit=5"])
        answer = client.send("GET", path)
        expect(answer.status == 200, f"GET {path}: {answer}")

    def stay(self, client, skus, is_over):
        """Does what customers do. Who is told that the database is away leaves that, and does something else."""
        while self.case is None:
            if is_over.is_set():
                return
            try:
                self.begin(client)
            except Away:
                # Whether it was begun is unknown: somebody else comes.
                return
        for sku in random.sample(skus, min(12, len(skus))):
            for do in (lambda: self.say(client, sku), lambda: self.buy(client, sku), lambda: self.read(client),
                       lambda: random.choice([self.photograph, self.analyse])(client)):
                if is_over.is_set():
                    return
                try:
                    do()
                except Away:
                    # Sooner than Retry-After says, so as to see more answers.
                    time.sleep(random.uniform(0.01, 0.1))

    def check(self, client):
        kept = super().check(client)
        photos = 0 if kept is None else sum(
            "photo" in event["what"] for case in kept["consultations"] for event in case["events"])
        expect(len(self.photos) <= photos <= len(self.photos | self.cut_off_photos),
               f"{self.name}: {photos} photos of {len(self.photos)} acknowledged, {len(self.cut_off_photos)} cut off")
        found = 0 if kept is None else len(kept["events"]) + sum(
            "feedback" in event["what"] for case in kept["consultations"] for event in case["events"])
        # What nobody was told of, and was done all the same.
        return found + photos - self.count(True) - len(self.photos)


def visit(service, skus, visitors, seen, is_over, faults):
    """One thread's customers, one after the other, on one connection."""
    client = WatchingClient(service, seen)
    try:
        while not is_over.is_set():
            visitor = Visitor()
            visitors.append(visitor)
            visitor.stay(client, skus, is_over)
            if visitor.case is None:
                time.sleep(0.05)
    except Broken as error:
        faults.append(str(error))
    finally:
        client.connection.close()


def watch(service, path, seen, is_over, faults):
    """Asks how the service is, twenty times a second."""
    client = WatchingClient(service, seen)
    try:
        while not is_over.is_set():
            try:
                client.send("GET", path)
            except Away:
                pass
            time.sleep(0.05)
    except Broken as error:
        faults.append(str(error))


class Outage:
    """From when the database began to be stopped until it was back, by the clock."""

    def __init__(self, folder, way):
        self.way = way
        self.stopping = time.monotonic()
        control(folder, way)
        self.down = time.monotonic()
        time.sleep(random.uniform(*DOWN_SECONDS))
        self.starting = time.monotonic()
        control(folder, "resume")
        self.up = time.monotonic()

    def check(self, seen, next_stop):
        """Compares answers with what the database was; returns a line of the table."""
        down = [one for one in seen if one.began > self.down and one.ended < self.starting]
        health = [one for one in down if one.what == "GET /healthz"]
        expect(health and all(one.status == 200 for one in health), "/healthz failed while the database was away")
        asked = [one for one in down if one.what != "GET /healthz"]
        for one in asked:
            expect(one.is_away, f"{one.what}: {one.status} {one.code} while the database was away")
        for what in ("GET /readyz", "POST /v1/"):
            expect(any(one.what.startswith(what) for one in asked), f"nobody asked {what} while the database was away")
        overlapping = [one for one in seen if one.ended >= self.stopping and one.began <= self.starting]
        after = [one for one in seen if one.ended > self.up and one.began < next_stop]
        late = [one.ended - self.up for one in after if one.is_away and one.ended < next_stop]
        expect(max(late, default=0) < RECOVERY_SECONDS, f"{max(late, default=0):.1f} s after the start: still 503")

        def back(what):
            times = [one.ended - self.up for one in after
                     if one.status < 300 and one.began > self.starting and one.what.startswith(what)]
            expect(times and min(times) < RECOVERY_SECONDS, "the service did not recover in time")
            return milliseconds(min(times))
        return [
            "fast" if self.way == "stop" else "immediate", f"{self.starting - self.down:.1f}", len(asked),
            sum(one.is_away for one in overlapping) - len(asked), slowest(one for one in overlapping if one.is_away),
            milliseconds(max(late, default=0)), back("GET /readyz"), back("POST /v1/")]


def milliseconds(seconds):
    return f"{1000 * max(seconds, 0):.0f}"


def slowest(seen):
    return milliseconds(max((one.seconds for one in seen), default=0))


def control(folder, action):
    subprocess.run([HOME / "Scripts/postgres.sh", action, folder], check=True, timeout=60)


def complaints(log):
    """Codes of failures in the service's log."""
    return Counter(re.findall(r'"code":\s*"([a-z_]+)"', pathlib.Path(log).read_text(errors="replace")))


def under_load(service, folder, rounds, visitors, seen):
    faults, is_over, outages = [], threading.Event(), []
    skus = foundations()
    threads = [threading.Thread(target=visit, args=(service, skus, visitors, seen, is_over, faults))
               for _ in range(CUSTOMERS_AT_ONCE)]
    threads += [threading.Thread(target=watch, args=(service, path, seen, is_over, faults))
                for path in ("/healthz", "/readyz")]
    for thread in threads:
        thread.start()
    try:
        for number in range(rounds):
            time.sleep(random.uniform(*UP_SECONDS))
            outages.append(Outage(folder, "stop" if number % 2 == 0 else "crash"))
            if faults or service.process.poll() is not None:
                break
        time.sleep(RECOVERY_SECONDS)
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
    expect(service.process.poll() is None, "the service has ended")
    if faults:
        raise Broken(faults[0])
    return outages


def main(program, folder, rounds):
    address, log = f"postgres:///postgres?host={folder}&user=postgres", pathlib.Path(f"{folder}.log")
    visitors, seen = [], []
    with open(log, "w") as file:
        service = Service(program, address, log=file)
    try:
        outages = under_load(service, folder, rounds, visitors, seen)
        stops = [outage.stopping for outage in outages[1:]] + [float("inf")]
        table(
            ["stopped", "s away", "503 while away", "503 besides", "slowest 503, ms", "last 503, ms after", "ready",
             "writes"],
            [outage.check(seen, stop) for outage, stop in zip(outages, stops)])
        away = [(outage.stopping, outage.up + RECOVERY_SECONDS) for outage in outages]
        for one in seen:
            expect(one.status < 400 or one.is_away, f"{one.what}: {one.status} {one.code}")
            expect(not one.is_away or any(start < one.ended and one.began < end for start, end in away),
                   f"{one.what}: 503 while the database was there")
        print()
        by_route = {}
        for one in seen:
            by_route.setdefault(one.what, []).append(one)
        table(["route", "done", "503", "slowest, ms", "slowest 503, ms"],
              [[what, sum(not one.is_away for one in all), sum(one.is_away for one in all), slowest(all),
                slowest(one for one in all if one.is_away)] for what, all in sorted(by_route.items())])
        print()
        expect(not set(complaints(log)) - {"store_unavailable"}, f"the service's log: {dict(complaints(log))}")
        client = Client(service)
        done = sum(visitor.check(client) for visitor in visitors)
        acknowledged = sum(visitor.count(True) + len(visitor.photos) for visitor in visitors)
        cut_off = sum(visitor.count(False) + len(visitor.cut_off_photos) for visitor in visitors)
        repeated, lost = repeat(visitors, service, outages[-1].up)
    finally:
        service.kill()
    print(f"{rounds} outages: {len(visitors)} customers, {acknowledged} acknowledged events, all there once; "
          f"{cut_off} answered 503, {done} of them done all the same, none twice")
    print(f"{repeated} requests sent again by their key: all done once, {lost} of them before")
    print(f"the audit log is sound: {verify_audit(program, address)} lines")


if __name__ == "__main__":
    run(main, str, str, int)
