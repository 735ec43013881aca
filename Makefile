# Shorthands; the scripts do the work and need no make.
.PHONY: scorecards test lint format types lock eval bench fuzz docs clean

scorecards: ## the main job: seeds/ -> reports/
	./scripts/scorecards
test: ## every check and test
	./scripts/test
fuzz: ## mutated files and arbitrary text, 20 minutes
	./scripts/fuzz
eval: ## accuracy against the labelled reports
	.venv/bin/assessor eval tests/gold/dev
	.venv/bin/assessor eval tests/gold/test
bench: ## the core beside brute force, its growth, its memory; then rendering
	.venv/bin/python benchmarks/bench_core.py
	.venv/bin/python benchmarks/bench_render.py
docs: ## the documents that are made from the code
	./scripts/gen-docs
lint:
	.venv/bin/ruff check && .venv/bin/lint-imports
format:
	.venv/bin/ruff format && .venv/bin/ruff check --fix
types:
	.venv/bin/mypy
lock:
	./scripts/lock
clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .coverage
