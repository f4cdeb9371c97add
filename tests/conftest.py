"""What a run has to say aloud at its end."""

import pytest

UNTESTED = "NOT TESTED"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in red what was skipped because something is not installed."""
    reasons = {
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and UNTESTED in str(report.longrepr[2])
    }
    for reason in sorted(reasons):
        terminalreporter.write_line(reason, red=True, bold=True)
