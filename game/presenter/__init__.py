"""What a front end shows, without how: the content of every screen as plain frozen values.

A front end (game/terminal, game/desktop) lays out and reads input; what there is to say comes from here, so that all
show the same. No rule is computed here either: values, legality, causes and forecasts are the engine's.

One way for texts: everything is worded in the language of the `Words` that was given (`Figures.words`). To switch the
language, ask again. A class edition without names is the same pack reworded (`game.pack.without_names`), so no
screen has a switch for it. Numbers come raw and written: `Value(number, text)`.

Start at `session` (a game at a table), then `board`, `options`, `why`, `talks`, `quarter`, `debrief`, `library`.
"""
