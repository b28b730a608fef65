"""Runs the commands of a file through the AWS command line, in one process where its library can be imported, because
starting it for each takes a second.

A line is: expectation | command | what else. The expectation is ok or the code of the error; the command is what follows
"aws"; what else is name=Path.In.Answer to keep a value for ${name}, or text the output has to contain.
"""
import contextlib
import io
import json
import os
import re
import shlex
import string
import subprocess
import sys

try:
    from awscli.clidriver import create_clidriver
except ImportError:
    create_clidriver = None


def find(answer, path):
    for step in path.split("."):
        answer = answer[int(step)] if step.isdigit() else answer[step]
    return answer


def run(driver, command):
    if driver is None:
        done = subprocess.run(["aws"] + command, capture_output=True)
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = driver.main(command)
        except SystemExit as e:
            code = e.code
    out.flush()
    err.flush()
    return code, out.buffer.getvalue().decode("utf-8"), err.buffer.getvalue().decode("utf-8")


def wrong(expectation, extra, kept, code, out, err):
    """Why an answer is not what was expected; None if it is."""
    if expectation != "ok":
        # HEAD has no document, so only the status is there.
        return None if code != 0 and f"({expectation})" in err else f"expected {expectation}"
    if code != 0:
        return "expected success"
    for item in filter(None, (part.strip() for part in extra.split(";"))):
        keeps = re.fullmatch(r"(\w+)=([\w.]+)", item)
        if keeps:
            kept[keeps[1]] = find(json.loads(out), keeps[2])
        elif string.Template(item).safe_substitute(kept) not in out:
            return f"expected {item}"
    return None


def main(steps):
    driver = create_clidriver() if create_clidriver else None
    kept, failures, count = dict(os.environ), 0, 0
    for number, line in enumerate(open(steps, encoding="utf-8"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        expectation, command, extra = (line.split(" | ") + [""])[:3]
        words = [string.Template(word).safe_substitute(kept) for word in shlex.split(command)]
        # Older command lines do not read the variable.
        code, out, err = run(driver, words + ["--endpoint-url", os.environ["AWS_ENDPOINT_URL"]])
        count += 1
        problem = wrong(expectation.strip(), extra.strip(), kept, code, out, err)
        if problem:
            failures += 1
            print(f"line {number}: {line.strip()}\n  {problem}; exit {code}\n  {out.strip()[:600]}\n  {err.strip()[:600]}")
    print(f"{count} commands, {failures} not as expected")
    return 1 if failures else 0


sys.exit(main(sys.argv[1]))
