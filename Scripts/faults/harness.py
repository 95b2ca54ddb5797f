"""What the fault tests share: the service as a process, a connection to it, customers and what they were promised."""

import csv
import http.client
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import threading
import time
import uuid

HOME = pathlib.Path(__file__).parent.parent.parent
START_SECONDS = 60
# After which a request hangs: photos take their time where other programs have the processors.
HANG_SECONDS = 60
# After which a request that was left unanswered is taken on again.
REPEAT_SECONDS = 62
SELFIES = sorted((HOME / "Assets/selfies").glob("*.jpg"))

# Whoever stops this script stops what it has started, too.
signal.signal(signal.SIGTERM, lambda *_: sys.exit("error: stopped"))


class Broken(Exception):
    """The service did not keep its word."""


def expect(is_so, otherwise):
    if not is_so:
        raise Broken(otherwise)


class Service:
    """The service as a process of ours."""

    def __init__(self, program, database, *arguments, log=None, **environment):
        self.process = subprocess.Popen(
            [program, "serve", "--demo", "--port", "0", "--log", "error", "--database", database, *arguments],
            stdout=subprocess.PIPE, stderr=log, text=True,
            env={"SHADEWISE_HOME": str(HOME), **os.environ, **environment})
        self.port, self.key = None, None
        watchdog = threading.Timer(START_SECONDS, self.process.kill)
        watchdog.start()
        for line in self.process.stdout:
            name, _, value = line.strip().partition(": ")
            if name == "listening":
                self.port = int(value.rsplit(":", 1)[1])
            if name == "key":
                self.key = value
                break
        watchdog.cancel()
        if self.port is None or self.key is None:
            self.kill()
            sys.exit("error: the service did not start")

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Answer:
    """What came back."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body) if self.body else None

    def __str__(self):
        return f"{self.status} {self.body[:300].decode(errors='replace')}"


class Client:
    """One connection."""

    def __init__(self, service, key=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=HANG_SECONDS)
        self.authorization = f"Bearer {key or service.key}"

    def send(self, method, path, body=None, type="application/json", **headers):
        """Raises OSError or HTTPException when the service is gone. Names of headers are written with `_` for `-`."""
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request(
            method, path, body, {"Authorization": self.authorization, "Content-Type": type, **headers})
        response = self.connection.getresponse()
        return Answer(response.status, response.headers, response.read())

    def ask(self, method, path, body=None):
        """Status and answer in JSON."""
        answer = self.send(method, path, body)
        return answer.status, answer.json


class Customer:
    """What one customer has sent, and what of it was acknowledged: each mapping says so of each thing."""

    def __init__(self):
        self.name = f"customer-{uuid.uuid4().hex}"
        self.case, self.is_case_acknowledged = None, False
        self.feedback, self.purchases, self.orders = {}, {}, {}
        # By their Idempotency-Key, what was not answered, and what to note when it is.
        self.open = {}

    def post(self, client, path, body, note):
        """Sends what may be sent again under the same key."""
        key = uuid.uuid4().hex
        self.open[key] = (path, body, note)
        answer = client.send("POST", path, body, Idempotency_Key=key)
        expect(answer.status == 201, f"POST {path}: {answer}")
        note(answer.json)
        del self.open[key]

    def begin(self, client):
        def note(answer):
            self.case, self.is_case_acknowledged = answer and answer["id"], True
        self.post(client, "/v1/consultations", {"customer": self.name, "consent": {"analysis": True}}, note)

    def say(self, client, sku):
        """Each on another shade, so that feedback can be told apart."""
        self.feedback[sku] = False
        def note(_):
            self.feedback[sku] = True
        self.post(client, f"/v1/consultations/{self.case}/feedback", {"sku": sku, "kind": "tooDark"}, note)

    def repeat(self, client):
        """Sends again what was not answered, as the contract lets her: it is done once then, be it now or before.

        Returns how much was done before, and cannot be answered any more.
        """
        lost = 0
        for key, (path, body, note) in self.open.items():
            answer = client.send("POST", path, body, Idempotency_Key=key)
            is_lost = answer.status == 409 and answer.json["code"] == "answer_lost"
            expect(is_lost or answer.status == 201, f"POST {path}, again: {answer}")
            note(None if is_lost else answer.json)
            lost += is_lost
        self.open = {}
        return lost

    def buy(self, client, sku):
        purchase = f"order-{uuid.uuid4().hex}"
        self.purchases[purchase], self.orders[purchase] = False, sku
        status, answer = client.ask("POST", "/v1/events", purchase_of(self.name, purchase, sku))
        expect(status == 201, f"a purchase: {status} {answer}")
        self.purchases[purchase] = True

    def live(self, client, skus, is_over):
        """Sends until the service is gone."""
        self.begin(client)
        for sku in random.sample(skus, min(12, len(skus))):
            if is_over.is_set():
                return
            self.say(client, sku)
            self.buy(client, sku)

    def check(self, client):
        """Compares what is kept with what was acknowledged.

        Returns what is kept of her; None where nothing is, and nothing need be.
        """
        status, kept = client.ask("GET", f"/v1/customers/{self.name}")
        if status == 404 and not self.is_case_acknowledged and not any(self.purchases.values()):
            return None
        expect(status == 200, f"{self.name}: {status} {kept}")
        cases = kept["consultations"]
        expect(len(cases) == 1 or not self.is_case_acknowledged and not cases,
               f"{self.name} has {len(cases)} consultations")
        events = [event["what"] for case in cases for event in case["events"]]
        found = [event["feedback"]["_0"]["sku"] for event in events if "feedback" in event]
        compare(self.name, "feedback", self.feedback, found)
        found = [event["id"] for event in kept["events"]]
        compare(self.name, "purchase", self.purchases, found)
        # Sent again, as a shop does that had no answer: only what was lost is new.
        again = [purchase_of(self.name, key, sku) for key, sku in self.orders.items()]
        if again:
            status, answer = client.ask("POST", "/v1/events", {"events": again})
            expect(status == 201 and answer["new"] == len(again) - len(found),
                   f"{self.name}: {len(found)} of {len(again)} purchases were there; sent again: {status} {answer}")
        return kept

    def count(self, is_acknowledged):
        """How many things were acknowledged, or not."""
        return sum(list(sent.values()).count(is_acknowledged) for sent in (self.feedback, self.purchases))


def purchase_of(customer, key, sku):
    return {"id": key, "customer": customer, "sku": sku, "kind": "purchased", "at": "2026-11-29T12:00:00Z"}


def compare(name, what, sent, found):
    expect(len(set(found)) == len(found), f"{name}: a {what} is there twice")
    expect(set(found) <= set(sent), f"{name}: a {what} that nobody sent")
    lost = [key for key, is_acknowledged in sent.items() if is_acknowledged and key not in found]
    expect(not lost, f"{name}: {len(lost)} acknowledged of {what} are lost")


def load(service, skus, customers, is_over, faults):
    """One thread's customers, one after the other, until the service is killed."""
    client = Client(service)
    try:
        while not is_over.is_set():
            customer = Customer()
            customers.append(customer)
            customer.live(client, skus, is_over)
    except (OSError, http.client.HTTPException):
        if not is_over.is_set():
            faults.append("the service broke off before it was killed")
    except Broken as error:
        faults.append(str(error))


def repeat(customers, service, last_fault):
    """Sends again what was not answered, when it is taken again, and looks whether it is there once.

    Returns how many requests those were, and how many had been done before.
    """
    time.sleep(max(0, last_fault + REPEAT_SECONDS - time.monotonic()))
    # The service has ended what was idle for so long.
    client = Client(service)
    unanswered = sum(len(customer.open) for customer in customers)
    lost = sum(customer.repeat(client) for customer in customers)
    for customer in customers:
        customer.check(client)
    return unanswered, lost


def verify_audit(program, database):
    """The demo tenant's chain is sound; returns how many lines it has."""
    done = subprocess.run([program, "audit", "verify", "--tenant", "demo", "--database", database],
                          capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    expect(done.returncode == 0, f"the audit log: {done.stdout}{done.stderr}")
    return int(done.stdout.split()[1])


def foundations():
    """SKUs of the sample catalog."""
    with open(HOME / "Catalog/sample.csv", newline="") as file:
        return [row["sku"] for row in csv.DictReader(file) if row["category"] == "foundation"]


def table(heads, rows):
    """Prints columns, the first to the left and figures to the right."""
    rows = [[str(cell) for cell in row] for row in [heads, *rows]]
    widths = [max(len(row[index]) for row in rows) for index in range(len(heads))]
    for row in rows:
        print("  ".join(cell.ljust(width) if index == 0 else cell.rjust(width)
                        for index, (cell, width) in enumerate(zip(row, widths))).rstrip(), flush=True)


def run(main, *types):
    """Runs `main` with the command line's words, each as its type."""
    try:
        main(*[kind(word) for kind, word in zip(types, sys.argv[1:])])
    except Broken as error:
        sys.exit(f"error: {error}")
