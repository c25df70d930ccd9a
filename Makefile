# Everything a contributor types. `make` alone lists it.

# FUZZTIME is how long each fuzz target runs; TESTFLAGS goes to `go test` as it
# is. The rest is for `make prove`: how often a bot alone, a Redis, and one of
# three replicas is killed, how long Redis is away, how many people are due at
# once, for how many memory is measured, and how many updates of Telegram and
# interactions of Discord are timed and go through in one run.
FUZZTIME      ?= 10s
TESTFLAGS     ?=
KILLS         ?= 1000
REDIS_KILLS   ?= 50
REPLICA_KILLS ?= 200
OUTAGE        ?= 60s
STORM         ?= 300000
PEOPLE        ?= 1000000
UPDATES       ?= 20000
SOAK          ?= 1000000

# The program first: its tests wait the longest, and the others run beside them.
PACKAGES = ./cmd/unknot ./...

LONG = go test -count=1 -timeout=0 -v

.PHONY: help
help: ## Show this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: chat
chat: ## Talk to the bot in this terminal: no token, no server
	go run ./cmd/unknot chat

.PHONY: test
test: ## Run every test (under six minutes on two cores)
	go test $(TESTFLAGS) $(PACKAGES)
	@command -v redis-server >/dev/null || { echo; \
	echo "No redis-server is installed, so every test that needs one was skipped. This installs it:"; \
	echo "  sudo apt-get install redis-server"; }

.PHONY: check
check: format vet staticcheck race ## What must be clean before a change goes in

.PHONY: format
format: ## List files that gofmt would change, and fail if there are any
	@files=$$(gofmt -l .) && { test -z "$$files" || { echo "run gofmt -w on:"; echo "$$files"; exit 1; }; }

.PHONY: vet
vet: ## Run go vet
	go vet ./...

.PHONY: staticcheck
staticcheck: ## Run staticcheck, in the version that go.mod names
	go tool staticcheck ./...

.PHONY: race
race: ## Run every test with the race detector, in random order, with fewer random cases
	go test -race -short -shuffle=on $(TESTFLAGS) $(PACKAGES)

.PHONY: lint
lint: ## Run golangci-lint, if it is installed
	@if command -v golangci-lint >/dev/null; then golangci-lint run; \
	else echo "golangci-lint is not installed: see https://golangci-lint.run"; fi

.PHONY: fuzz
fuzz: ## Run every fuzz target for FUZZTIME each
	.ci/fuzz $(FUZZTIME)

.PHONY: bench
bench: ## Run every benchmark
	go test -run '^$$' -bench . -benchmem ./...

.PHONY: stories
stories: ## Rewrite what the conversation scripts expect; read the diff after it
	go test ./cmd/unknot -run Stor -update

.PHONY: prove
prove: ## The long list: every zone, long fuzzing, many kills, outages, benchmarks
	UNKNOT_SWEEP=full $(LONG) -run Sweep ./scheduler
	$(MAKE) fuzz FUZZTIME=1m
	UNKNOT_KILLS=$(KILLS) $(LONG) -run '^TestKill$$' ./cmd/unknot
	UNKNOT_KILLS=$(REDIS_KILLS) $(LONG) -run Kill ./adapters/...
	UNKNOT_KILLS=$(REPLICA_KILLS) $(LONG) -run '^TestReplicas$$' ./cmd/unknot
	UNKNOT_FAULTS=48 $(LONG) -run '^TestFaultsOnTelegram$$' ./cmd/unknot
	UNKNOT_KILLS=$(REPLICA_KILLS) $(LONG) -run '^TestKillOnTelegram$$' ./cmd/unknot
	UNKNOT_OUTAGE=$(OUTAGE) $(LONG) -run '^TestRedis(Unreachable|Hangs)$$' ./cmd/unknot
	UNKNOT_STORM=$(STORM) $(LONG) -run '^Test(Storm|TimersInAStorm)$$' ./cmd/unknot
	UNKNOT_PEOPLE=$(PEOPLE) $(LONG) -run '^TestMemoryOfServe$$' ./cmd/unknot
	UNKNOT_UPDATES=$(UPDATES) $(LONG) -run '^TestLatencyOnTelegram$$' ./cmd/unknot
	UNKNOT_SOAK=$(SOAK) $(LONG) -run '^TestSoakOnTelegram$$' ./cmd/unknot
	UNKNOT_FAULTS=12 $(LONG) -run '^TestFaultsOnDiscord$$' ./cmd/unknot
	UNKNOT_UPDATES=$(UPDATES) $(LONG) -run '^(TestLatencyOnDiscord|TestDiscordOnASlowStore)$$' ./cmd/unknot
	UNKNOT_SOAK=$(SOAK) $(LONG) -run '^TestSoakOnDiscord$$' ./cmd/unknot
	$(MAKE) bench
