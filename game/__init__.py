"""Itabasami 板挟み: an engine for strategic board games, and the game of Japan between Washington and Beijing.

The rooms, lowest first: pack, engine, players, study and saves, texts, terminal and adapters, cli. A room imports only from
rooms below it; docs/architecture.md says what each one is for. Importing `game` alone loads none of them.

>>> import game
>>> game.__version__.count(".")
2
"""

__version__ = "0.1.0"
