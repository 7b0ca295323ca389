"""Many games at once: simulations, their statistics, and the measurement of speed.

This room owns dealing seeds, splitting a study over processes or a cluster (`executors`), tables of games
(`columns`), and means with confidence intervals. It must not know the terminal or any user-interface words: results
leave it as numbers under stable names, and whoever shows them chooses the language.
"""
