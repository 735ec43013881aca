# Shorthands; the scripts do the work and need no make.
.PHONY: scorecards test lint format types lock eval bench fuzz docs clean

scorecards: ## the main job: seeds/ -> reports/
	./scripts/scorecards
test: ## every check and test
	./scripts/test
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
