# The README's two commands are `make demo` and `make test`; each does its own set-up, once.
.PHONY: demo test test-long test-crash test-faults test-sanitized fuzz gallery build setup bench judge compare format clean

release := .build/release/shadewise
selfies := $(wildcard Assets/selfies/*.jpg)

demo: build
	$(release) match $(selfies) --top 3

test: .venv/ready
	@Scripts/install-packages.sh postgresql
	swift test

# What `make test` asks a few times, asked as often as its claims say.
test-long: .venv/ready
	SHADEWISE_QUERIES=1000 SHADEWISE_PAIRS=2000000 SHADEWISE_FAULTS=30 \
		swift test --filter 'ExpectationSearchTests|CIEDE2000KernelTests|CaptureGateTests'
	SHADEWISE_CUSTOMERS=5 swift test --filter TryOnTruthTests

# The service killed under load, on SQLite and on PostgreSQL: what it had acknowledged is there after.
test-crash: faults := crash
# And its database stopped and started, and one of two replicas killed while jobs run.
test-faults: faults := crash outage replicas
test-crash test-faults: setup
	@Scripts/install-packages.sh postgresql
	swift build --product shadewise-server
	Scripts/faults/run.sh $(faults)

# All tests under AddressSanitizer, then under ThreadSanitizer. XCTest itself leaks, so only Swift Testing runs. The
# service's run one after the other: beside each other they are too slow so for the 15 seconds a client waits.
test-sanitized: export LSAN_OPTIONS := suppressions=$(CURDIR)/Tests/leaks-of-libraries.txt
test-sanitized: export TSAN_OPTIONS := suppressions=$(CURDIR)/Tests/races-of-the-standard-library.txt
test-sanitized: .venv/ready
	for kind in address thread; do \
		set -- --sanitize=$$kind --scratch-path .build/$$kind --disable-xctest && \
		swift test "$$@" --skip ServerTests && swift test "$$@" --skip-build --no-parallel --filter ServerTests || exit 1; \
	done

# The service with SQLite, the sample catalog, a demo tenant and a key, which it prints.
.PHONY: serve build-server test-api
serve: build-server
	$(server)/release/shadewise-server serve --demo --database sqlite:$(DATABASE) $(ARGS)

DATABASE ?= shadewise.sqlite
# Of its own, as its flags are others than the command line's: each would make the other's modules anew.
server := .build/server
build-server: setup
	swift build -c release --static-swift-stdlib --scratch-path $(server) --product shadewise-server
	@[ ! -e .build/release ] || ln -sfn $(CURDIR)/$(server)/release/shadewise-server .build/release/shadewise-server

# The contract against a live server, operation by operation: schemathesis.
test-api: build-server
	Scripts/test-api.sh

# Every reader of strangers' bytes, MINUTES of processor time each; stopped and started again, it goes on.
MINUTES ?= 20
fuzz: .venv/ready
	FuzzTesting/Scripts/build.sh
	FuzzTesting/Scripts/run.sh $(MINUTES) jpeg png exif icc tflite csv ndjson xml

# With the libraries of Swift and of the C++ it is written in inside, at a fixed address: the loader would spend 2 ms of
# every start on finding their symbols and moving their pointers. What is inside need not be found from outside. The
# libraries that read strangers' bytes stay outside, at random addresses and with the system's security updates.
inside := $(CURDIR)/.build/inside
build: setup
	@mkdir -p $(inside)
	@library="$$(clang -print-file-name=libstdc++.a)"; \
		if [ -e "$$library" ]; then ln -sf "$$library" $(inside)/; else echo "no libstdc++.a found: libstdc++ stays outside"; fi
	swift build -c release --static-swift-stdlib -Xlinker --no-export-dynamic -Xswiftc -L$(inside) \
		$(foreach flag,-no-pie -static-libgcc,-Xswiftc -Xclang-linker -Xswiftc $(flag)) --product shadewise

# Six tones × eight looks on one sheet, to be looked at.
gallery: build .venv/ready
	Scripts/gallery.sh

setup:
	@Scripts/install-packages.sh
	@Scripts/fetch-models.sh

# Independent tools the tests compare with.
.venv/ready: | setup
	python3 -m venv .venv
	.venv/bin/python3 -m pip install --quiet --disable-pip-version-check pillow numpy
	@touch $@

# Our own speed: `make bench ARGS='kernel/ network/mesh'`.
bench: build-bench
	Benchmarks/.build/release/shadewise-bench $(ARGS)

# How right beliefs about skin are and how sure they may be, by portraits and the shared photos: the tables of
# Docs/skin-belief.md, in hours. `make judge ARGS='--count 200 --per-group 20'` takes less.
judge: build .venv/ready
	.venv/bin/python3 Scripts/judge-light-model.py $(ARGS)

# Against the peers; writes Docs/benchmarks.md. `make compare ARGS='colors --rounds 5'` prints a part.
compare: build build-bench
	@Scripts/compare/setup.sh
	.venv-compare/bin/python3 Scripts/compare $(ARGS)

# The networks alone are internal to their module, hence the flag.
.PHONY: build-bench
build-bench: setup
	@# Which files the package above has, SwiftPM looks up only when it has no plan yet.
	@rm -f Benchmarks/.build/release.yaml
	swift build --package-path Benchmarks -c release -Xswiftc -enable-testing

format:
	swift format --in-place --recursive Sources Tests Benchmarks/Sources FuzzTesting/Sources \
		Package.swift Benchmarks/Package.swift FuzzTesting/Package.swift

clean:
	rm -rf .build .venv .venv-compare .venv-api Benchmarks/.build FuzzTesting/.build
