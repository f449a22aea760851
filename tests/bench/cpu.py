"""What processes have cost the processors, from Linux's own accounts (proc(5), /proc/pid/stat)."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PARENT = 1
# User and system time, of the process and of those of its children that have ended.
TIMES = slice(11, 15)


def seconds(root):
    """Give the seconds of processor time that a process and all its descendants have taken."""
    accounts = dict(_accounts())
    family = {root}
    grown = 0
    while len(family) > grown:
        grown = len(family)
        family |= {pid for pid, fields in accounts.items() if int(fields[PARENT]) in family}
    ticks = sum(int(time) for pid in family if pid in accounts for time in accounts[pid][TIMES])
    return ticks / TICKS


def parent_of(pid):
    return int(dict(_accounts())[pid][PARENT])


def _accounts():
    """Give each process with its fields from the state on; a name before may hold anything."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text()
            except OSError:  # it has just ended
                continue
            yield int(folder.name), stat[stat.rindex(")") + 2 :].split()
