# The commands of the project; `make` lists them.
SWIFT ?= swift
program := .build/release/trustflow
sources := Package.swift $(shell find Sources -name '*.docc' -prune -o -type f -print)

.PHONY: help demo test kill-test faults bench lint build libraries

help:
	@echo "make demo    four applicants through Flows/retail-onboarding, against vendors played on loopback"
	@echo "make test    all tests"
	@echo "make kill-test  the service killed ten times with 1,000 runs in flight"
	@echo "make faults  what becomes of a run for each vendor and each way in which it may misbehave"
	@echo "make bench   measures, each beside a reference run in the same minute"
	@echo "make build   the program, at .build/release/trustflow"
	@echo "make lint    formatting and the floors of the house"
	@echo
	@echo "Each installs the system libraries that it needs (libyaml, SQLite) where they are missing."

libraries:
	@.ci/libraries

build: $(program)

# Asked of make, because the package manager compiles some dependencies anew each time.
$(program): $(sources) | libraries
	$(SWIFT) build -c release --static-swift-stdlib --product trustflow
	@touch $@

demo: build
	$(program) demo Examples/demo.yaml

test: libraries lint
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest

# The moments are chosen by TRUSTFLOW_KILL_SEED, which is printed; the vendor takes two seconds for each call.
kill-test: build
	$(SWIFT) build --build-tests
	TRUSTFLOW_PROGRAM=$(CURDIR)/$(program) TRUSTFLOW_KILL_RUNS=1000 TRUSTFLOW_KILL_STORY=slow \
		$(SWIFT) test --skip-build --disable-xctest --filter KillJourney

# A cell says what becomes of a run when the call always fails so, and when it fails once.
faults: libraries
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest --filter FaultTests | grep -E '^(always/once|[a-z_]+\.[a-z_]+ )|Test run'

# Built like the program, because the package manager compiles nearly all anew when that is switched.
bench: build
	$(SWIFT) build -c release --static-swift-stdlib --product benchmarks
	.build/release/benchmarks

lint:
	@.ci/floors
	@$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift
