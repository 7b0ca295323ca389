"""The commands of the program, a file each: `run(arguments) -> exit code` (0 good, 2 wrong use, 1 failed).

A command reads what was asked, calls one room and prints; it holds no rules and no logic of its own.
"""
