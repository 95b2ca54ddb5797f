"""Kills the service under load, again and again, and counts what is there after.

usage: crash-test.py SERVER DATABASE ROUNDS

Customers begin consultations, give feedback (each on another shade, so that it can be told apart) and buy things. Every
round the service is killed without warning (SIGKILL, by its own id) at some moment and started again. Then everything
that was acknowledged has to be there exactly once, and what was not acknowledged at most once.
"""

import csv
import http.client
import json
import pathlib
import random
import subprocess
import sys
import threading
import time
import uuid

CUSTOMERS_AT_ONCE = 8
LOAD_SECONDS = (0.3, 1.5)
START_SECONDS = 60


class Service:
    """The service as a process of ours."""

    def __init__(self, program, database):
        self.process = subprocess.Popen(
            [program, "serve", "--demo", "--port", "0", "--log", "error", "--database", database],
            stdout=subprocess.PIPE, text=True)
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


class Client:
    """One connection."""

    def __init__(self, service):
        self.connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
        self.headers = {"Authorization": f"Bearer {service.key}", "Content-Type": "application/json"}

    def ask(self, method, path, body=None):
        """Status and answer; raises OSError or HTTPException when the service is gone."""
        self.connection.request(method, path, json.dumps(body) if body is not None else None, self.headers)
        response = self.connection.getresponse()
        text = response.read()
        return response.status, json.loads(text) if text else None


class Customer:
    """What one customer has sent, and what of it was acknowledged."""

    def __init__(self):
        self.name = f"customer-{uuid.uuid4().hex}"
        self.case, self.is_case_acknowledged = None, False
        self.feedback, self.purchases, self.orders = {}, {}, {}

    def live(self, client, skus, is_over):
        """Sends until the service is gone. Each mapping says whether a thing was acknowledged."""
        status, answer = client.ask(
            "POST", "/v1/consultations", {"customer": self.name, "consent": {"analysis": True}})
        expect(status == 201, f"beginning a consultation: {status} {answer}")
        self.case, self.is_case_acknowledged = answer["id"], True
        for sku in random.sample(skus, min(12, len(skus))):
            if is_over.is_set():
                return
            self.feedback[sku] = False
            status, answer = client.ask(
                "POST", f"/v1/consultations/{self.case}/feedback", {"sku": sku, "kind": "tooDark"})
            expect(status == 201, f"feedback: {status} {answer}")
            self.feedback[sku] = True
            purchase = f"order-{uuid.uuid4().hex}"
            self.purchases[purchase], self.orders[purchase] = False, sku
            status, answer = client.ask("POST", "/v1/events", purchase_of(self.name, purchase, sku))
            expect(status == 201, f"a purchase: {status} {answer}")
            self.purchases[purchase] = True

    def check(self, client):
        """Compares what is kept with what was acknowledged."""
        status, kept = client.ask("GET", f"/v1/customers/{self.name}")
        if status == 404 and not self.is_case_acknowledged and not any(self.purchases.values()):
            return
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


def purchase_of(customer, key, sku):
    return {"id": key, "customer": customer, "sku": sku, "kind": "purchased", "at": "2026-11-29T12:00:00Z"}


def compare(name, what, sent, found):
    expect(len(set(found)) == len(found), f"{name}: a {what} is there twice")
    expect(set(found) <= set(sent), f"{name}: a {what} that nobody sent")
    lost = [key for key, is_acknowledged in sent.items() if is_acknowledged and key not in found]
    expect(not lost, f"{name}: {len(lost)} acknowledged of {what} are lost")


class Broken(Exception):
    """The service did not keep its word."""


def expect(is_so, otherwise):
    if not is_so:
        raise Broken(otherwise)


def load(service, skus, customers, is_over, faults):
    """One thread's customers, one after the other."""
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


def round_of_load(service, skus):
    customers, faults, is_over = [], [], threading.Event()
    threads = [threading.Thread(target=load, args=(service, skus, customers, is_over, faults))
               for _ in range(CUSTOMERS_AT_ONCE)]
    for thread in threads:
        thread.start()
    time.sleep(random.uniform(*LOAD_SECONDS))
    # Told first, so that what breaks off now is no surprise; requests are under way still.
    is_over.set()
    service.kill()
    for thread in threads:
        thread.join()
    if faults:
        raise Broken(faults[0])
    return customers


def main(program, database, rounds):
    with open(pathlib.Path(__file__).parent.parent / "Catalog/sample.csv", newline="") as file:
        skus = [row["sku"] for row in csv.DictReader(file) if row["category"] == "foundation"]
    everyone, unacknowledged = [], 0
    service = Service(program, database)
    try:
        for number in range(1, rounds + 1):
            customers = round_of_load(service, skus)
            service = Service(program, database)
            client = Client(service)
            for customer in customers:
                customer.check(client)
            everyone += customers
            open_ends = sum(list(sent.values()).count(False) for customer in customers
                            for sent in (customer.feedback, customer.purchases))
            unacknowledged += open_ends
            print(f"kill {number}: {len(customers)} customers, {open_ends} requests cut off", flush=True)
        client = Client(service)
        for customer in everyone:
            customer.check(client)
    finally:
        service.kill()
    acknowledged = sum(list(sent.values()).count(True) for customer in everyone
                       for sent in (customer.feedback, customer.purchases))
    print(f"{rounds} kills: {len(everyone)} customers, {acknowledged} acknowledged events, all there once; "
          f"{unacknowledged} requests cut off, none there twice")


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
    except Broken as error:
        sys.exit(f"error: {error}")
