# make run and make test do all the set-up themselves; see README.md.
.PHONY: run test format lock wheel pictures words benchmarks

run:
	@.ci/prepare requirements.lock
	@.ci/run-program $(ARGS)

test:
	@.ci/prepare requirements-dev.lock
	@.ci/check $(ARGS)

format:
	@.ci/prepare requirements-dev.lock
	@.venv/bin/ruff check --quiet --fix . && .venv/bin/ruff format .

# After a change of the dependencies in pyproject.toml; ARGS=--upgrade takes newer ones.
lock:
	@.ci/lock $(ARGS)

wheel:
	@.ci/prepare requirements-dev.lock
	@.venv/bin/python -m build --wheel --no-isolation --outdir dist .

# After a change of the pages: the pictures in docs/images.
pictures:
	@.ci/prepare requirements.lock
	@.venv/bin/python .ci/pictures

# After a change of the texts: the catalogues in resources/translations.
words:
	@.ci/prepare requirements-dev.lock
	@.ci/words

# Rewrites docs/benchmarks.md; six quiet minutes. ARGS="--only start" measures a part and writes nothing.
benchmarks:
	@.ci/prepare requirements-dev.lock
	@PYTHONPATH=desktop QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks --date $$(date +%F) $(ARGS)
