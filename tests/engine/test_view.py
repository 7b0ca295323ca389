"""What a seat sees and guesses, on a village with secrets whose every hidden thing is known here by name."""

from __future__ import annotations

import numpy as np

from game.engine import Games, Program, compile_pack
from game.pack import Pack
from tests.engine.veiled import files, veiled


def start(n: int = 1) -> Games:
    return veiled().start(range(n))


def play_to(program: Program, games: Games, phase: str) -> None:
    """Passes, or takes the first legal option, up to a phase."""
    while (decision := program.decision(games)) is not None and decision.phase != phase:
        legal = program.legal(games)[:, 0]
        passing = decision.index("pass")
        program.play(games, passing if passing >= 0 and legal[passing] else int(legal.argmax()))


def choose(program: Program, games: Games, option: str) -> None:
    decision = program.decision(games)
    assert decision is not None
    program.play(games, decision.index(option))


def uses(program: Program, games: Games, name: str) -> tuple[int, int]:
    """How often something was used in the first game, and before this turn."""
    row = program.compiled.layout.uses[name]
    return int(games.C[row, 0]), int(games.C[row + program.compiled.layout.use_count, 0])


def row(program: Program, track: str) -> int:
    return program.tracks[track].row


def test_hidden_tracks_and_what_is_remembered_of_them_are_blank() -> None:
    program, games = veiled(), start()
    mayor, bandits = program.observe(games, "mayor"), program.observe(games, "bandits")
    hidden = {
        "anger",
        "chief",
        "strength",
        "mood",
        "plot",
        "armed",
        "headline",
        "headline_next",
        "need_now",
        "vote_asks",
    }
    assert {name for name, t in program.tracks.items() if np.isnan(mayor.S[t.row, 0])} == hidden
    assert {name for name, t in program.tracks.items() if np.isnan(bandits.S[t.row, 0])} == {"vote_answers"}
    past = program.compiled.layout.past
    assert np.isnan(mayor.S[[past["plot", 1], past["plot", 2]]]).all()
    assert np.isfinite(bandits.S[[past["plot", 1], past["plot", 2]]]).all()
    assert not mayor.seeds.any()
    assert not bandits.seeds.any()


def test_a_veil_is_lifted_only_where_the_seat_found_out() -> None:
    program, games = veiled(), start(2)
    games.S[row(program, "spied"), 1] = 1.0
    seen = program.observe(games, "mayor").S[row(program, "chief")]
    assert np.isnan(seen[0])
    assert seen[1] == games.S[row(program, "chief"), 1]
    many = program.guess(games.repeat(50), "mayor", 3).S[row(program, "chief")]
    assert set(many[:50]) == {0.0, 1.0, 2.0}
    assert set(many[50:]) == {seen[1]}


def test_uses_of_secret_options_are_seen_by_their_owner_alone() -> None:
    program, games = veiled(), start()
    play_to(program, games, "lair")
    choose(program, games, "scheme")
    mayor, bandits = program.observe(games, "mayor"), program.observe(games, "bandits")
    assert uses(program, bandits, "scheme") == (1, 0)
    for name in ("scheme", "dig", "hum", "pass:lair"):
        assert uses(program, mayor, name) == (-1, -1), name
    assert uses(program, mayor, "boast") == (0, 0), "what shows is no secret"
    assert uses(program, mayor, "spy") == (0, 0)
    for turns in (2, 3):
        since = program.compiled.layout.used_past["scheme", turns]
        assert mayor.C[since, 0] == -1
        assert bandits.C[since, 0] == 0


def test_passing_beside_secret_options_is_secret() -> None:
    program, games = veiled(), start()
    play_to(program, games, "lair")
    passed = program.compiled.layout.named["passed:lair"]
    choose(program, games, "pass")
    assert games.C[passed, 0] == 1
    assert program.observe(games, "mayor").C[passed, 0] == -1
    assert program.observe(games, "bandits").C[passed, 0] == 1


def test_an_option_in_the_open_is_seen_by_all() -> None:
    program, games = veiled(), start()
    play_to(program, games, "lair")
    choose(program, games, "boast")
    assert uses(program, program.observe(games, "mayor"), "boast") == (1, 0)
    assert [p.turns for p in program.pending(program.observe(games, "mayor"))] == [2]


def test_what_will_show_later_is_no_secret() -> None:
    """Whispering changes a hidden track now, another in two turns, and in three what everybody sees."""
    program, games = veiled(), start()
    play_to(program, games, "lair")
    choose(program, games, "whisper")
    seen = program.observe(games, "mayor")
    assert uses(program, seen, "whisper") == (1, 0)
    assert [(p.id, p.turns) for p in program.pending(seen)] == [("option:whisper/later0", 2)]


def test_a_secret_delayed_effect_is_on_its_way_for_its_owner_alone() -> None:
    program, games = veiled(), start()
    play_to(program, games, "lair")
    choose(program, games, "dig")
    assert [(p.id, p.turns) for p in program.pending(games)] == [("option:dig/later0", 2)]
    assert program.pending(program.observe(games, "bandits")) == program.pending(games)
    assert program.pending(program.observe(games, "mayor")) == []
    assert program.pending(program.guess(games, "mayor", 1)) == []
    assert uses(program, program.observe(games, "mayor"), "dig") == (-1, -1), "its effect is only a later one"
    later = [s for s in program.compiled.layout.sites if s.id.startswith("option:dig/")]
    assert len(later) == 2
    for site in later:
        assert (program.observe(games, "mayor").C[site.row : site.row + site.delay] == -1).all(), site.id


def test_answers_to_events_are_secret_from_others_only() -> None:
    program = veiled()
    rows = {name: program.compiled.layout.uses[name] for name in ("letter.burn", "letter.read", "letter")}
    games = start()
    games.C[list(rows.values())] = 1
    mayor, bandits = program.observe(games, "mayor"), program.observe(games, "bandits")
    assert [int(mayor.C[r, 0]) for r in rows.values()] == [-1, 1, 1], "burning shows nobody, the event is a headline"
    assert [int(bandits.C[r, 0]) for r in rows.values()] == [1, 1, 1]


def test_goals_are_seen_by_their_own_seat() -> None:
    program, games = veiled(), start()
    named = program.compiled.layout.named
    own = {"mayor": ("thrift", "peace"), "bandits": ("hoard", "hide")}
    for seat, goals in own.items():
        seen, guessed = program.observe(games, seat), program.guess(games, seat, 1)
        for goal in (*own["mayor"], *own["bandits"]):
            dealt = int(games.C[named[f"goal:{goal}"], 0])
            assert int(seen.C[named[f"goal:{goal}"], 0]) == (dealt if goal in goals else -1)
            assert int(guessed.C[named[f"goal:{goal}"], 0]) == (dealt if goal in goals else 0)


def test_guesses_follow_beliefs() -> None:
    """The weights that the seat believes in take the place of the prior's own."""
    program, games = veiled(), start(4000)
    chief = row(program, "chief")

    def shares(weights: tuple[float, float, float]) -> np.ndarray:
        for kind, weight in zip(("calm", "sly", "wild"), weights, strict=True):
            games.S[row(program, f"hunch[{kind}]")] = weight
        return np.bincount(program.guess(games, "mayor", 7).S[chief].astype(int), minlength=3) / games.n

    assert np.abs(shares((1, 1, 1)) - 1 / 3).max() < 0.03, "not 1:1:2, the prior"
    assert np.abs(shares((8, 1, 1)) - [0.8, 0.1, 0.1]).max() < 0.03
    assert np.abs(shares((0, 2, 6)) - [0, 0.25, 0.75]).max() < 0.03
    assert shares((0, 0, 4)).tolist() == [0, 0, 1]


def test_beliefs_hold_game_by_game() -> None:
    program, games = veiled(), start(600)
    for i, kind in enumerate(("calm", "sly", "wild")):
        games.S[row(program, f"hunch[{kind}]")] = np.where(np.arange(600) % 3 == i, 5.0, 0.0)
    assert (program.guess(games, "mayor", 1).S[row(program, "chief")] == np.arange(600) % 3).all()


def test_without_a_belief_guesses_follow_the_prior_or_the_guess() -> None:
    program, games = veiled(), start(4000)
    guessed = program.guess(games, "mayor", 9)
    strength, mood, plot = (guessed.S[row(program, name)] for name in ("strength", "mood", "plot"))
    assert strength.min() >= 20
    assert strength.max() <= 60
    assert abs(strength.mean() - 40) < 1
    assert abs(mood.mean() - 10) < 0.15
    assert abs(mood.std() - 2) < 0.1
    assert (plot == 2.0).all(), "2 * turn in the first turn"
    assert (guessed.S[program.compiled.layout.past["plot", 2]] == 2.0).all(), "and so it has been"
    assert not np.array_equal(strength, games.S[row(program, "strength")])
    assert abs(np.corrcoef(strength, games.S[row(program, "strength")])[0, 1]) < 0.06, (
        "nothing of the truth shines through"
    )
    assert set(guessed.S[row(program, "armed")]) == {0.0}, "no guess and no draw: its start"


def test_guesses_by_one_number_or_by_one_a_game() -> None:
    program, games = veiled(), start(3)
    seeds = np.array([5, 6, 5], dtype=np.uint64)
    games = games.take([0, 0, 0])
    guessed = program.guess(games, "mayor", seeds)
    assert np.array_equal(guessed.S[:, 0], guessed.S[:, 2])
    assert not np.array_equal(guessed.S[:, 0], guessed.S[:, 1])
    assert len(set(program.guess(games, "mayor", 5).seeds.tolist())) == 3
    assert not set(guessed.seeds.tolist()) & set(games.seeds.tolist())


def test_secret_uses_are_guessed_as_none() -> None:
    """The owner's limits count from now in a guessed world, and every option it may take there is a legal one."""
    program, games = veiled(), start()
    play_to(program, games, "lair")
    choose(program, games, "scheme")
    decision = program.decision(games)
    assert decision is not None
    assert decision.phase == "lair"
    scheme = decision.index("scheme")
    assert not program.legal(games)[scheme, 0]
    guessed = program.guess(games, "mayor", 1)
    assert uses(program, guessed, "scheme") == (0, 0)
    assert program.legal(guessed)[scheme, 0]
    assert not program.legal(program.guess(games, "bandits", 1))[scheme, 0], "its owner does not guess"


def test_a_deck_without_secrets_stays_open() -> None:
    """Passing and options without effects are secret only beside a secret option."""
    made = files()
    for secret in ('hidden_from = ["mayor"]\nguess = "2 * turn"', 'armed"]\nhidden_from = ["mayor"]'):
        assert secret not in made["world.toml"]
    made["secrets.toml"] = made["secrets.toml"].replace(
        'range = [0, 100]\nhidden_from = ["mayor"]\nguess = "2 * turn"', "range = [0, 100]"
    )
    program = compile_pack(Pack.from_files(made))
    games = program.start(1)
    seen = program.observe(games, "mayor")
    for name in ("scheme", "hum", "dig", "pass:lair", "letter.burn"):
        assert uses(program, seen, name) == (0, 0), name
    assert (seen.C == -1).sum() == (games.C == -1).sum() + len(program.views.secret["mayor"])
