"""Two services on one PostgreSQL: one is killed while both work on jobs, again and again.

usage: replicas.py SERVER FOLDER ROUNDS PHOTOS     FOLDER: of a running Scripts/postgres.sh

Every round both run. A consultation is led by asking now the one, now the other, and both have to answer alike. Then
each is given a job of photos while customers come to either, and at some moment one of the two is killed without
warning (SIGKILL, by its own id). The other ends both jobs, and goes on with the consultation. In the end every photo
has exactly one result, the one that its picture gives; each webhook was told of each job under one id; and what was
acknowledged is there exactly once. The one that was killed is started again for the next round.
"""

import base64
import hashlib
import hmac
import http.server
import io
import json
import os
import pathlib
import random
import subprocess
import tarfile
import threading
import time

from harness import SELFIES, Client, Service, expect, foundations, load, run, table, verify_audit

CUSTOMERS_AT_ONCE = 4
# After the jobs were taken on.
KILL_SECONDS = (0.1, 4)
# For which customers go on coming to the one that is left; photos wait for them.
VISIT_SECONDS = 2
# For which a photo stays with a replica that is not heard of.
LEASE_SECONDS = 3
JOB_SECONDS = 300
# A message that was on its way stays with its sender for a minute.
MESSAGE_SECONDS = 120


class Receiver:
    """A shop's own address, which takes what webhooks tell."""

    def __init__(self):
        self.lock, self.messages, self.faults, self.secret = threading.Lock(), [], [], None
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.take(self.headers, body)
                # Time to be killed in, between a message's arrival and its sender's knowing.
                time.sleep(random.uniform(0, 0.1))
                try:
                    self.send_response(204)
                    self.end_headers()
                except OSError:
                    pass  # The sender is gone.

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hook"

    def take(self, headers, body):
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        signature = base64.b64encode(hmac.new(self.secret, signed, hashlib.sha256).digest()).decode()
        with self.lock:
            if headers["webhook-signature"] != f"v1,{signature}":
                self.faults.append("a message's signature is wrong")
            self.messages.append((headers["webhook-id"], body))

    def told(self):
        """By kind and subject: how often each message's id came, with what."""
        told = {}
        with self.lock:
            for name, body in self.messages:
                message = json.loads(body)
                subject = message["data"].get("job") or message["data"]["consultation"]
                told.setdefault((message["type"], subject), []).append((name, body))
        return told

    def check(self, kind, subjects, told):
        """Each subject was told of, under one id, in the same words; returns how often one came again."""
        for subject in subjects:
            messages = told.get((kind, subject), [])
            expect(messages, f"nobody was told of {kind} of {subject}")
            expect(len(set(messages)) == 1, f"{kind} of {subject} was told as {len(set(messages))} messages")
        return sum(len(told[kind, subject]) - 1 for subject in subjects)


class Replica:
    """One of the two, started again and again."""

    def __init__(self, name, start):
        self.name, self.start = name, start
        self.service = start()

    def restart(self):
        self.service = self.start()


class Job:
    """Photos sent to be read when there is time."""

    def __init__(self, client, name, photos):
        self.photos = {f"{name}-{index:03}.jpg": random.choice(SELFIES) for index in range(photos)}
        file = io.BytesIO()
        with tarfile.open(fileobj=file, mode="w") as tar:
            for photo, path in self.photos.items():
                tar.add(path, photo)
        answer = client.send(
            "POST", "/v1/jobs?match=foundation&top=3", file.getvalue(), "application/x-tar", Consent="analysis;v=1")
        expect(answer.status == 202 and answer.json["total"] == photos, f"a job: {answer}")
        self.id = answer.json["id"]

    def state(self, client):
        answer = client.send("GET", f"/v1/jobs/{self.id}")
        expect(answer.status == 200, f"a job's state: {answer}")
        return answer.json

    def wait(self, client):
        deadline = time.monotonic() + JOB_SECONDS
        while (state := self.state(client))["state"] == "running":
            expect(time.monotonic() < deadline, f"a job did not end within {JOB_SECONDS} s: {state}")
            time.sleep(0.1)
        expect((state["state"], state["done"], state["failed"]) == ("finished", len(self.photos), 0),
               f"a job ended otherwise: {state}")

    def check(self, client, known):
        """Compares results with photos, by what each picture gives when it is read alone."""
        answer = client.send("GET", f"/v1/jobs/{self.id}/results")
        expect(answer.status == 200, f"a job's results: {answer}")
        results = [json.loads(line) for line in answer.body.splitlines()]
        names = [result["image"]["path"] for result in results]
        expect(sorted(names) == sorted(self.photos),
               f"{len(self.photos)} photos, {len(names)} results, {len(set(names))} of them of another each")
        for result in results:
            expect(what_was_read(result) == known[self.photos[result["image"]["path"]]],
                   f"the result of {result['image']['path']} is not its picture's")


def read_alone(client, path):
    answer = client.send("POST", "/v1/analyses?match=foundation&top=3", path.read_bytes(), "image/jpeg",
                         Consent="analysis;v=1")
    expect(answer.status == 200, f"an analysis: {answer}")
    return what_was_read(answer.json)


def what_was_read(report):
    """Less what differs from time to time."""
    return {name: part for name, part in report.items() if name not in ("image", "number", "timing", "versions")}


class Talk:
    """A consultation that is led on two replicas, now on the one, now on the other."""

    def __init__(self, replicas, sku):
        self.replicas, self.sku, self.compared = replicas, sku, 0
        answer = Client(replicas[0].service).send(
            "POST", "/v1/consultations", {"consent": {"analysis": True}})
        expect(answer.status == 201, f"beginning a consultation: {answer}")
        self.path, self.token = f"/v1/consultations/{answer.json['id']}", answer.json["clientToken"]
        self.version = 1

    def turn(self):
        self.replicas = self.replicas[::-1]
        return self.client(self.replicas[0])

    def client(self, replica):
        # As her browser does: by the token that the first gave.
        return Client(replica.service, self.token)

    def same(self, part):
        """What both say to the same question, which has to be the same."""
        answers = [self.client(replica).send("GET", self.path + part) for replica in self.replicas]
        for answer in answers:
            expect(answer.status == 200, f"GET {part or 'the state'}: {answer}")
        expect(answers[0].json == answers[1].json,
               f"replicas differ: {part or 'the state'}: {answers[0]} and {answers[1]}")
        self.compared += 1
        return answers[0].json

    def post(self, part, body, type="application/json"):
        answer = self.turn().send("POST", self.path + part, body, type)
        expect(answer.status == 201, f"POST {part}: {answer}")
        return answer.json

    def lead(self, photo):
        """Photo, questions, answers, shades and feedback, each at the other."""
        before = self.same("")["version"]
        self.post("/selfies", photo.read_bytes(), "image/jpeg")
        expect(self.same("")["version"] == before + 1, "a photo is no event, or several")
        for _ in range(3):
            question = self.same("/question")["question"]
            if question is None:
                break
            self.post("/answers", {"question": question["id"], **reply_to(question)})
            self.same("")
        self.same("/recommendations")
        self.post("/feedback", {"sku": self.sku, "kind": "tooDark"})
        self.shades = self.same("/recommendations")
        self.state = self.same("")

    def go_on(self, survivor):
        """With the one that is left, where both had been."""
        client = self.client(survivor)
        state, shades = (client.send("GET", self.path + part) for part in ("", "/recommendations"))
        expect(state.json == self.state, f"the state is another with one replica gone: {state}")
        expect(shades.json == self.shades, f"the shades are others with one replica gone: {shades}")
        answer = client.send("POST", self.path + "/feedback", {"sku": self.sku, "kind": "tooYellow"})
        expect(answer.status == 201 and answer.json["version"] == self.state["version"] + 1, f"going on: {answer}")


def reply_to(question):
    if not question["options"]:
        return {"skip": True}
    option = random.choice(question["options"])["id"]
    return {"options": [option]} if question["takesSeveral"] else {"option": option}


def times_taken(folder):
    """How many photos were taken up by another after the first."""
    return int(subprocess.run(
        ["psql", f"host={folder} user=postgres dbname=postgres", "--no-psqlrc", "-tAc",
         "SELECT COUNT(*) FROM jobItem WHERE attempts > 1"],
        check=True, capture_output=True, text=True, timeout=20, stdin=subprocess.DEVNULL).stdout)


def photos_left(jobs, client):
    return sum(state["total"] - state["done"] for state in (job.state(client) for job in jobs))


def round_of_work(number, photos, replicas, skus, known, everyone, jobs, talks):
    talk = Talk(random.sample(replicas, 2), random.choice(skus))
    talks.append(talk)
    talk.lead(random.choice(SELFIES))
    victim, survivor = random.sample(replicas, 2)
    client = Client(survivor.service)
    # Who visits the one that is killed is cut off; who visits the other must not notice.
    customers, faults = {replica: [] for replica in replicas}, []
    is_over = {replica: threading.Event() for replica in replicas}
    threads = [threading.Thread(target=load, args=(replica.service, skus, customers[replica], is_over[replica], faults))
               for replica in replicas for _ in range(CUSTOMERS_AT_ONCE // 2)]
    for thread in threads:
        thread.start()
    mine = [Job(Client(replica.service), f"round-{number}-{replica.name}", photos) for replica in replicas]
    jobs += mine
    time.sleep(random.uniform(*KILL_SECONDS))
    is_over[victim].set()
    began = time.monotonic()
    victim.service.kill()
    left = photos_left(mine, client)
    talk.go_on(survivor)
    time.sleep(VISIT_SECONDS)
    is_over[survivor].set()
    for thread in threads:
        thread.join()
    expect(not faults, faults and faults[0])
    for job in mine:
        job.wait(client)
    seconds = time.monotonic() - began
    for job in mine:
        job.check(client, known)
    mine = customers[victim] + customers[survivor]
    for customer in mine:
        customer.check(client)
    everyone += mine
    victim.restart()
    return [f"{number} ({victim.name} killed)", left, f"{seconds:.1f}", talk.compared, len(mine),
            sum(customer.count(False) for customer in mine)]


def messages_of(receiver, jobs, everyone):
    """Waits for what is on its way; returns how many messages came, and how many of them again."""
    begun = [customer.case for customer in everyone if customer.is_case_acknowledged]
    wanted = {("job.finished", job.id) for job in jobs} | {("consultation.begun", case) for case in begun}
    deadline = time.monotonic() + MESSAGE_SECONDS
    while not wanted <= receiver.told().keys() and time.monotonic() < deadline:
        time.sleep(0.5)
    told = receiver.told()
    expect(not receiver.faults, receiver.faults and receiver.faults[0])
    again = receiver.check("job.finished", [job.id for job in jobs], told)
    again += receiver.check("consultation.begun", begun, told)
    return len(wanted), again


def main(program, folder, rounds, photos):
    database, receiver, skus = f"postgres:///postgres?host={folder}&user=postgres", Receiver(), foundations()
    master = base64.b64encode(os.urandom(32)).decode()
    def start():
        return Service(program, database, "--private-webhooks", "--job-lease", str(LEASE_SECONDS),
                       SHADEWISE_MASTER_KEY=master)
    replicas, everyone, jobs, talks = [], [], [], []
    try:
        for name in "AB":
            replicas.append(Replica(name, start))
        client = Client(replicas[0].service)
        expect(client.send("PUT", "/v1/policy", {"plainWebhooks": True}).status == 200, "the policy was not taken")
        answer = client.send("POST", "/v1/webhooks",
                             {"url": receiver.url, "events": ["job.finished", "consultation.begun"]})
        expect(answer.status == 201, f"a webhook: {answer}")
        receiver.secret = base64.b64decode(answer.json["secret"].removeprefix("whsec_"))
        known = {path: read_alone(client, path) for path in SELFIES}
        rows = []
        for number in range(1, rounds + 1):
            rows.append(round_of_work(number, photos, replicas, skus, known, everyone, jobs, talks))
        table(["round", "photos left at the kill", "s until done", "answers compared", "customers", "cut off"], rows)
        client = Client(replicas[1].service)
        for customer in everyone:
            customer.check(client)
        for job in jobs:
            job.check(client, known)
        messages, again = messages_of(receiver, jobs, everyone)
        taken = times_taken(folder)
    finally:
        for replica in replicas:
            replica.service.kill()
    print()
    print(f"{rounds} kills: {len(jobs)} jobs of {photos} photos, {sum(len(job.photos) for job in jobs)} results, "
          f"one for each photo; {taken} photos were taken up by the other")
    print(f"{messages} events told, each under one id; {again} messages came again")
    print(f"{len(talks)} consultations led on both, {sum(talk.compared for talk in talks)} answers alike; {len(talks)} "
          "went on with one")
    print(f"{len(everyone)} customers, {sum(customer.count(True) for customer in everyone)} acknowledged events, all "
          f"there once; {sum(customer.count(False) for customer in everyone)} requests cut off, none there twice")
    print(f"the audit log is sound: {verify_audit(program, database)} lines")


if __name__ == "__main__":
    run(main, str, str, int, int)
