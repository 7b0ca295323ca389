"""A small valid pack in two files, and ways to spoil it: tests change one line and look at what is said."""

from __future__ import annotations

from game.pack import Pack, PackError, Problem

PACK = """\
[pack]
id = "village"
version = "1"
title = { ja = "村", en = "Village" }
text = { ja = "小さな村。", en = "A small village." }
scenario = "year"
seat = "mayor"
profile = "book"

[profile.book]
title = { ja = "本", en = "Book" }

[profile.census]
title = { ja = "統計", en = "Census" }

[unit.people]
title = { ja = "人", en = "people" }
after = { ja = "人", en = "people" }

[unit.coins]
title = { ja = "枚", en = "coins" }

[figure.population]
title = { ja = "人口", en = "Population" }
unit = "people"
values = { book = 340, census = 355 }
source = { book = "The book", census = "The census" }
kind = { book = "article", census = "official" }

[figure.savings]
title = { ja = "蓄え", en = "Savings" }
unit = "coins"
values = { book = 25 }
source = { book = "The book" }
kind = { book = "article" }

[set.zone.east]
title = { ja = "東", en = "the east" }
size = 2

[set.zone.west]
title = { ja = "西", en = "the west" }
size = 3

[seat.mayor]
title = { ja = "村長", en = "Mayor" }
brief = { ja = "村を守る。", en = "Keep the village." }

[seat.bandits]
title = { ja = "山賊", en = "Bandits" }
brief = { ja = "村を襲う。", en = "Raid the village." }

[schedule]
phases = ["council", "raid", "news", "parley", "ledger"]

[scenario.year]
title = { ja = "1年", en = "A year" }
last = "2026Q4"

[doctrine.careful]
title = { ja = "慎重", en = "Careful" }
seat = "mayor"
prefer = [{ option = "guard[*]", value = "size[zone] - tension[zone]" }, { option = "save", value = 1, when = "coins < 5" }]
"""

WORLD = """\
[track.people]
title = { ja = "人口", en = "People" }
unit = "people"
start = "figure('population')"
range = [0, 1000]

[track.coins]
title = { ja = "お金", en = "Coins" }
unit = "coins"
start = 20
range = [0, 100]

[track.tension]
each = "zone"
title = { ja = "{zone}の緊張", en = "Tension in {zone}" }
start = "10 * size[zone]"
range = [0, 100]

[track.anger]
title = { ja = "山賊の怒り", en = "Anger" }
start = { choice = [0, 1] }
range = [0, 1]
hidden_from = ["mayor"]

[flag.warned]
title = { ja = "警告済み", en = "Warned" }

[let.worry]
value = "sum(tension[z] for z in zone) / max(1, people / 100)"

[phase.council]
kind = "choose"
seat = "mayor"
slots = 2
title = { ja = "村会", en = "Council" }
pass = { ja = "何もしない", en = "Do nothing" }

[phase.raid]
kind = "choose"
seat = "bandits"
title = { ja = "襲撃", en = "Raid" }

[phase.news]
kind = "events"
title = { ja = "知らせ", en = "News" }

[phase.ledger]
kind = "rules"
title = { ja = "決算", en = "Ledger" }

[option.guard]
each = "zone"
phase = "council"
title = { ja = "{zone}を守る", en = "Guard {zone}" }
cost = { coins = "size[zone]" }
needs = [{ that = "tension[zone] > 5", else = { ja = "{zone}は静かです", en = "All is quiet in {zone}" } }]
effects = [
  { track = "tension[zone]", add = -10 },
  { track = "people", add = 1, title = { ja = "移り住む人", en = "Newcomers" } },
]

[option.save]
phase = "council"
title = { ja = "貯める", en = "Save" }
effects = [{ track = "coins", add = "2 + people / 100" }]

[option.attack]
each = "zone"
phase = "raid"
title = { ja = "{zone}を襲う", en = "Raid {zone}" }
effects = [
  { track = "tension[z]", each = "zone as z", add = "20 if z == zone else 2" },
  { chance = "0.2 + 0.1 * anger", then = [{ track = "people", add = -5 }], else = [{ flag = "warned" }] },
]

[event.harvest]
title = { ja = "豊作", en = "Harvest" }
weight = "max(0, 3 - turn)"
effects = [{ track = "coins", add = 5 }]
source = "invented"

[flow.taxes]
track = "coins"
title = { ja = "税", en = "Taxes" }
add = "people / 50"

[flow.calm]
each = "zone"
track = "tension[zone]"
title = { ja = "{zone}が落ち着く", en = "{zone} calms down" }
add = "-1 - 0.01 * worry"

[rule.spent]
phase = "ledger"
title = { ja = "警告は忘れられる", en = "The warning is forgotten" }
when = "flag('warned')"
effects = [{ flag = "warned", set = 0 }]

[ending.ruin]
title = { ja = "破産", en = "Ruin" }
when = "coins <= 0"
loss = true
losers = ["mayor"]

[ending.peace]
title = { ja = "平穏", en = "Peace" }
when = "turn > 0"

[dimension.wealth]
title = { ja = "豊かさ", en = "Wealth" }
seat = "mayor"
value = "coins"

[total.mayor]
value = "0.6 * mean + 0.4 * least"

[negotiation.parley]
title = { ja = "談判", en = "Parley" }
asks = "bandits"
answers = "mayor"
rounds = 1
need = "40 + noise(2)"
outcomes = [{ id = "deal", title = { ja = "合意", en = "Deal" }, when = "margin >= 0", effects = [{ track = "coins", add = -5 }] }]

[agenda.toll]
negotiation = "parley"
title = { ja = "通行料", en = "Toll" }
stance = { ja = "取りたい", en = "They want it" }
risk = { ja = "高い", en = "It costs" }
compromise = { ja = "半分", en = "Half" }
weight = 60
pain = 1
rungs = [
  { at = 0, compromise = true, title = { ja = "なし", en = "None" } },
  { at = 10, title = { ja = "全部", en = "All" }, effects = [{ track = "coins", add = -20 }] },
]

[agenda.grain]
negotiation = "parley"
title = { ja = "穀物", en = "Grain" }
stance = { ja = "欲しい", en = "They want it" }
risk = { ja = "足りない", en = "It runs short" }
compromise = { ja = "少し", en = "Some" }
weight = 40
pain = 2
rungs = [
  { at = 0, compromise = true, title = { ja = "なし", en = "None" } },
  { at = 10, title = { ja = "全部", en = "All" }, effects = [{ track = "people", add = -20 }] },
]

[contribution.wine]
negotiation = "parley"
title = { ja = "酒", en = "Wine" }
value = 3
"""


def files() -> dict[str, str]:
    return {"pack.toml": PACK, "world.toml": WORLD}


def spoiled(old: str, new: str) -> dict[str, str]:
    """The pack with one piece of text replaced, wherever it stands; `old` has to be there exactly once."""
    made = files()
    assert sum(text.count(old) for text in made.values()) == 1, f"{old!r} is not there just once"
    return {name: text.replace(old, new) for name, text in made.items()}


def added(text: str, file: str = "world.toml") -> dict[str, str]:
    """The pack with more tables at the end of a file."""
    made = files()
    made[file] += "\n" + text
    return made


def problems(made: dict[str, str] | dict[str, bytes]) -> tuple[Problem, ...]:
    """What loading says: errors, or the warnings of a pack that loads."""
    try:
        return Pack.from_files(made).warnings
    except PackError as e:
        return e.problems


def the_problem(made: dict[str, str] | dict[str, bytes]) -> Problem:
    """The one problem of a pack."""
    found = problems(made)
    assert len(found) == 1, "\n".join(str(p) for p in found)
    return found[0]


def line_of(made: dict[str, str], piece: str, file: str = "world.toml") -> int:
    """The line in which a piece of text stands."""
    text = made[file]
    assert piece in text
    return text[: text.index(piece)].count("\n") + 1
