# Two commands for a fresh machine with Python 3.11 or newer: make play, make test.
# Each does its own set-up; what they do is in tools/tasks.py, which make.bat uses too.
# Arguments for the task: make play ARGS="--lang en"

PYTHON := $(shell for p in python3 python python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)

.PHONY: play test nightly format lock
play test nightly format lock:
ifeq ($(PYTHON),)
	@echo "Python 3.11 以上(venv を含む)が必要です。Debian と Ubuntu: apt install python3 python3-venv" >&2
	@echo "Python 3.11 or newer with venv is needed. Debian and Ubuntu: apt install python3 python3-venv" >&2
	@exit 2
else
	@$(PYTHON) tools/tasks.py $@ $(ARGS)
endif
