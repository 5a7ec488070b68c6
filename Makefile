# `make build` publishes the sample; `make test` runs every check. Both install what they need.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help build test lint format clean distclean build-system test-tools

bin := .venv/bin
setup := tools/setup.sh

# Every check runs, whatever the one before it found.
lint = $(bin)/ruff check || status=1; $(bin)/ruff format --check || status=1; $(bin)/mypy || status=1;

help: ## Show what there is to make
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

build: .venv/.stamp-build ## Install pubpipe into .venv and publish the sample into output/
	$(bin)/pubpipe build

test: test-tools ## Install the test tools, then run ruff, mypy and pytest
	@status=0; $(lint) $(bin)/pytest --numprocesses=logical --dist=worksteal || status=1; exit $$status

lint: .venv/.stamp-test ## Run ruff and mypy alone
	@status=0; $(lint) exit $$status

format: .venv/.stamp-test ## Lay out the code as `make lint` wants it
	$(bin)/ruff check --fix-only
	$(bin)/ruff format

clean: ## Remove what building and testing made
	rm -rf output dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## Remove the installed tools as well
	rm -rf .venv node_modules

build-system:
	@$(setup) build-system

test-tools: .venv/.stamp-test node_modules/.stamp
	@$(setup) test-system

# Order-only: the system packages come before the environment, and never make it out of date.
.venv/.stamp-build: pyproject.toml constraints.txt $(setup) | build-system
	@$(setup) build-python
	@touch $@

.venv/.stamp-test: .venv/.stamp-build
	@$(setup) test-python
	@touch $@

node_modules/.stamp: package.json package-lock.json .npmrc | .venv/.stamp-test
	@$(setup) test-npm
