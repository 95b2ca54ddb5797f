"""Kills the service under load, again and again, and counts what is there after.

usage: crash.py SERVER DATABASE ROUNDS

Customers begin consultations, give feedback (each on another shade, so that it can be told apart) and buy things. Every
round the service is killed without warning (SIGKILL, by its own id) at some moment and started again. Then everything
that was acknowledged has to be there exactly once, and what was not acknowledged at most once.
"""

import random
import threading
import time

from harness import Broken, Client, Service, foundations, load, repeat, run, verify_audit

CUSTOMERS_AT_ONCE = 8
LOAD_SECONDS = (0.3, 1.5)


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
    skus, everyone, unacknowledged = foundations(), [], 0
    service = Service(program, database)
    key = service.key
    try:
        for number in range(1, rounds + 1):
            customers = round_of_load(service, skus)
            killed = time.monotonic()
            service = Service(program, database)
            # Each start makes a key, but requests that are sent again are known by the key that sent them first.
            service.key = key
            client = Client(service)
            for customer in customers:
                customer.check(client)
            everyone += customers
            open_ends = sum(customer.count(False) for customer in customers)
            unacknowledged += open_ends
            print(f"kill {number}: {len(customers)} customers, {open_ends} requests cut off", flush=True)
        client = Client(service)
        for customer in everyone:
            customer.check(client)
        acknowledged = sum(customer.count(True) for customer in everyone)
        repeated, lost = repeat(everyone, service, killed)
    finally:
        service.kill()
    print(f"{rounds} kills: {len(everyone)} customers, {acknowledged} acknowledged events, all there once; "
          f"{unacknowledged} requests cut off, none there twice")
    print(f"{repeated} requests sent again by their key: all done once, {lost} of them before")
    print(f"the audit log is sound: {verify_audit(program, database)} lines")


if __name__ == "__main__":
    run(main, str, str, int)
