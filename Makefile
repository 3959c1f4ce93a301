# make run    serves the explorer on http://127.0.0.1:8501 (PORT= and HOST= change it)
# make test   checks style, types and every test but those of the suites below
# make test-browser  uses the pages in Chromium: links, Back, keys, three widths, the presentation; BEHIND=host or BEHIND=path
#             behind nginx with TLS, on a host of its own or below /ip
# make test-links  opens every page in three random states, shares it, and compares what a new browser is shown
# make test-office  opens every kind of file in LibreOffice, reads back what it writes (it and poppler-utils must be installed)
# make bench  measures what a page run, a meeting, a browser, a file and a query cost, one table after another, kept in bench/results/; make bench-NAME one of bench/
# make bench-soak HOURS=2  hours of low traffic: memory, threads and descriptors, which have to stay flat
# make bench-peers  measures a change of area beside Streamlit as it comes, Dash and Datasette; make bench-publishing publishing a whole register
# make test-publishing  publishes, prepares and rolls back; kills publishers at random moments; signs in and publishes a register of 850,000 marks in a browser; makes SLIPS= (6000) slips of the hand in clean tables
# make test-sandbox  attacks the SQL sandbox, kills its workers, and asks it two thousand generated statements
# make test-readers  reads data with pandas, polars, DuckDB, R and the validators of each format; asks thousands of questions
# make test-spark  runs every statement on Spark, a master and two workers, and on Sail: equal to DuckDB's answers
# make test-deploy  serves from two processes behind nginx, begins them again under fifty visitors, runs the image's steps
# make serve  serves from WORKERS= processes (2) behind nginx on loopback, as on a server: PORT= FOLDER=/ip CERTIFICATE= KEY=
# make lock   writes requirements.lock and requirements-dev.lock anew; make supply the list of licences and the bill of materials
# make clean  removes the environment
# make build  builds the data release of the present inputs and puts it in use

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8501
HOST ?= 127.0.0.1
WORKERS ?= 2
BIN = .venv/bin

.PHONY: run serve test test-browser test-links test-office test-publishing test-sandbox test-readers test-deploy test-spark build bench lock supply clean
.DELETE_ON_ERROR:

run: .venv/run
	@test -e "$${EXPLORER_DATA:-data}/CURRENT" || { \
		echo '首次运行：正在生成数据版本（约 220 万行、26 MB），约需半分钟。'; \
		echo 'First run: building the data release (2.2 million rows, 26 MB), about half a minute.'; }
	@echo '启动后请在浏览器中打开 http://$(HOST):$(PORT)/ ，按 Ctrl+C 停止。'
	@echo 'Once it serves, open http://$(HOST):$(PORT)/ in a browser; Ctrl+C stops it.'
	@HOST=$(HOST) PORT=$(PORT) $(BIN)/python -m explorer serve

serve: .venv/run build
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || { echo 'nginx is needed; on Debian: apt install nginx-light'; exit 2; }
	@$(BIN)/python -m deploy.serve --port $(PORT) --workers $(WORKERS) $(if $(FOLDER),--folder $(FOLDER)) \
		$(if $(CERTIFICATE),--certificate $(CERTIFICATE) --key $(KEY))

build: .venv/run
	@$(BIN)/python -m explorer build

test: .venv/test
	@echo '依次检查代码风格、类型与行为，双核机器约需五分钟。'
	@echo 'Checking style, types and behaviour: about five minutes on two cores.'
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadfile

test-browser: .venv/test
	@command -v chromium >/dev/null || { echo 'Chromium is needed; on Debian: apt install chromium fonts-noto-cjk'; exit 2; }
	$(BIN)/pytest -m browser -n 2 --dist loadfile tests/browser

test-links: .venv/test build
	$(BIN)/pytest -m links -n 2

test-sandbox: .venv/test
	$(BIN)/pytest -m sandbox -n 2 --dist loadfile

test-publishing: .venv/test
	$(BIN)/pytest -m publishing -n 2 --dist loadfile

test-office: .venv/test
	$(BIN)/pytest -m office -n 2 --dist loadfile tests/exports/office tests/pipeline/intake

test-readers: .venv-readers build
	@command -v Rscript >/dev/null || { echo 'R is needed; on Debian: apt install r-base-core'; exit 2; }
	.venv-readers/bin/pytest --confcutdir=tests/readers tests/readers

test-spark: .venv-spark .venv/test
	@command -v java >/dev/null || { echo 'Java is needed; on Debian: apt install openjdk-17-jre-headless'; exit 2; }
	.venv-spark/bin/pytest --confcutdir=tests/spark tests/spark

test-deploy: .venv/test
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || { echo 'nginx is needed; on Debian: apt install nginx-light'; exit 2; }
	$(BIN)/pytest -m deploy -n 2 --dist loadfile tests/deploy

.venv/run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11")'
	@echo '首次运行：正在向 .venv 安装 58 个软件包，需下载约 260 MB，占用磁盘约 950 MB，约需一至两分钟。'
	@echo 'First run: installing 58 packages into .venv, 260 MB to download, 950 MB on disk, 1 to 2 minutes.'
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

.venv/test: requirements-dev.lock .venv/run
	@echo '首次测试：另向 .venv 安装 37 个软件包，需下载约 160 MB，占用磁盘约 590 MB，约需一分钟。'
	@echo 'First test: installing 37 more packages into .venv, 160 MB to download, 590 MB on disk, about a minute.'
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@

# The present choices stay as long as requirements*.txt allow; UPGRADE=--upgrade takes the newest.
LOCK = .venv-supply/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --no-header $(UPGRADE)

lock: .venv-supply/made
	@$(LOCK) requirements.txt --output-file requirements.lock
	@$(LOCK) requirements-dev.txt --constraints requirements.lock --output-file requirements-dev.lock

# Of what runs alone, installed by the lock into a folder of its own.
supply: .venv-supply/made
	@mkdir -p supply
	@.venv-supply/bin/uv venv --quiet --clear --python $(PYTHON) .venv-supply/run
	@.venv-supply/bin/uv pip install --quiet --python .venv-supply/run --require-hashes --requirement requirements.lock
	@.venv-supply/bin/cyclonedx-py environment .venv-supply/run/bin/python --pyproject pyproject.toml \
		--output-reproducible --output-file supply/bom.json 2>/dev/null
	@.venv-supply/bin/pip-licenses --python .venv-supply/run/bin/python --order name --format markdown \
		--output-file supply/licences.md >/dev/null
	@ls supply/bom.json supply/licences.md

.venv-supply/made: deploy/supply.txt
	@$(PYTHON) -m venv .venv-supply
	@.venv-supply/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

clean:
	rm -rf .venv .venv-peers .venv-readers .venv-spark .venv-supply

# One after another, each table kept in bench/results/.
bench: bench-page_cpu bench-meeting bench-browser bench-memory bench-assessments bench-registers bench-coverage bench-forecasts bench-images bench-intake bench-sandbox

bench-%: .venv/test build
	@$(BIN)/python -m bench.$* > bench/results/$*.new
	@mv bench/results/$*.new bench/results/$*.txt
	@cat bench/results/$*.txt

bench-peers: .venv-peers

.venv-peers: bench/peers/requirements.txt
.venv-readers: tests/readers/requirements.txt

.venv-spark: tests/spark/requirements.txt
.venv-peers .venv-readers .venv-spark:
	@echo '正在向 $@ 安装 $< 所列软件包，约需一分钟；占用磁盘不到 900 MB。'
	@echo 'Installing what $< names into $@: a minute, less than 900 MB on disk.'
	@$(PYTHON) -m venv $@
	@$@/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

