"""Which test files take longer than a file should: `python -m tests.budget REPORT.xml`.

Reads what `pytest --junit-xml` wrote. It reports and refuses nothing: machines differ.
"""

import sys
from collections import Counter
from xml.etree import ElementTree

BUDGET_SECONDS = 20


def seconds_by_file(report: str) -> Counter[str]:
    """Return the time of each test file, set-up included."""
    spent: Counter[str] = Counter()
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 - our own file
        # A class inside the module is named with it, with a capital letter.
        parts = (part for part in case.get("classname", "").split(".") if part[:1].islower())
        spent[".".join(parts)] += float(case.get("time", 0))
    return spent


def main(report: str) -> None:
    spent = seconds_by_file(report)
    over = [(name, took) for name, took in spent.most_common() if took > BUDGET_SECONDS]
    print(f"{sum(spent.values()):.0f} s of tests in {len(spent)} files; over {BUDGET_SECONDS} s:")
    for name, took in over:
        print(f"{took:6.0f} s  {name}")


if __name__ == "__main__":
    main(sys.argv[1])
