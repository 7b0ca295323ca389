"""The village of `tests.pack.minimal` with secrets: options, delays, answers and a chief that the mayor may only
guess, and ends of the game in which a seat loses with a high score.
"""

from __future__ import annotations

from functools import cache

from game.engine import Program, compile_pack
from game.pack import Pack
from tests.pack.minimal import PACK, WORLD

SECRETS = """
[set.kind.calm]
title = { ja = "穏やか", en = "calm" }

[set.kind.sly]
title = { ja = "ずる賢い", en = "sly" }

[set.kind.wild]
title = { ja = "乱暴", en = "wild" }

[track.chief]
title = { ja = "頭目", en = "Chief" }
start = { choice = [0, 1, 2], weights = [1, 1, 2] }
range = [0, 2]
hidden_from = ["mayor"]
seen_if = { mayor = "flag('spied')" }
belief = "hunch"

[track.hunch]
each = "kind"
title = { ja = "{kind}だと思う", en = "Perhaps {kind}" }
start = 1
range = [0, 9]

[track.strength]
title = { ja = "手勢", en = "Strength" }
start = { uniform = [20, 60] }
range = [0, 100]
hidden_from = ["mayor"]

[track.mood]
title = { ja = "機嫌", en = "Mood" }
start = { normal = [10, 2] }
range = [-100, 100]
hidden_from = ["mayor"]

[track.plot]
title = { ja = "たくらみ", en = "Plot" }
range = [0, 100]
hidden_from = ["mayor"]
guess = "2 * turn"

[track.rumour]
title = { ja = "うわさ", en = "Rumour" }
range = [0, 100]

[track.paid]
title = { ja = "払った", en = "Paid" }
range = [-1000, 1000]

[track.luck]
title = { ja = "運", en = "Luck" }
range = [0, 1000]

[flag.spied]
title = { ja = "見破った", en = "Found out" }

[flag.armed]
title = { ja = "武装した", en = "Armed" }
hidden_from = ["mayor"]

[phase.lair]
kind = "choose"
seat = "bandits"
slots = 2
title = { ja = "巣窟", en = "Lair" }
pass = { ja = "休む", en = "Rest" }

[option.scheme]
phase = "lair"
title = { ja = "たくらむ", en = "Scheme" }
limit = { every = 3 }
effects = [{ track = "plot", add = "2 + ago(plot, 2)" }]

[option.dig]
phase = "lair"
title = { ja = "穴を掘る", en = "Dig" }
limit = { turn = 2, game = 3 }
effects = [{ after = 2, then = [{ track = "plot", add = 1 }, { after = 1, flag = "armed" }] }]

[option.hum]
phase = "lair"
title = { ja = "鼻歌", en = "Hum" }

[option.boast]
phase = "lair"
title = { ja = "いばる", en = "Boast" }
effects = [{ track = "rumour", add = 1 }, { track = "plot", add = 1 }, { track = "rumour", after = 2, add = 5 }]

[option.whisper]
phase = "lair"
title = { ja = "ささやく", en = "Whisper" }
effects = [{ track = "plot", add = 1 }, { after = 2, then = [{ track = "plot", add = 1 }, { track = "rumour", after = 1, add = 5 }] }]

[option.spy]
phase = "council"
title = { ja = "探る", en = "Spy" }
cost = { coins = "3 if flag('warned') else 2", paid = -2 }
effects = [{ flag = "spied" }]

[option.feast]
phase = "council"
title = { ja = "宴会", en = "Feast" }
limit = { turn = 2, game = 3 }
effects = [{ track = "luck", add = 1 }]

[event.letter]
title = { ja = "手紙", en = "A letter" }
weight = 2
repeat = true
seat = "bandits"
effects = [{ track = "mood", add = 1 }]
source = "invented"

[event.letter.choice.burn]
title = { ja = "燃やす", en = "Burn it" }
effects = [{ track = "plot", add = 1 }]

[event.letter.choice.read]
title = { ja = "読み上げる", en = "Read it out" }
effects = [{ track = "rumour", add = 1 }]

[event.drought]
title = { ja = "日照り", en = "Drought" }
weight = "1 + luck"
repeat = true
effects = [{ track = "people", add = -1 }]
source = "invented"

[role.captain]
seat = "bandits"
title = { ja = "副頭目", en = "Captain" }
brief = { ja = "頭目を支える。", en = "Backs the chief." }

[goal.hoard]
role = "captain"
title = { ja = "ためこむ", en = "Hoard" }
value = "plot + strength / 10 >= 5"

[goal.hide]
role = "captain"
title = { ja = "隠れる", en = "Hide" }
value = "rumour < 3"

[role.clerk]
seat = "mayor"
title = { ja = "書記", en = "Clerk" }
brief = { ja = "帳簿をつける。", en = "Keeps the books." }

[goal.thrift]
role = "clerk"
title = { ja = "倹約", en = "Thrift" }
value = "coins >= 40"

[goal.peace]
role = "clerk"
title = { ja = "平和", en = "Peace" }
value = "tension[east] < 20"

[ending.coup]
title = { ja = "乗っ取り", en = "Coup" }
when = "luck >= 500"
loss = true
losers = ["mayor"]

[ending.rout]
title = { ja = "総崩れ", en = "Rout" }
when = "luck >= 400"
loss = true
losers = ["bandits", "mayor"]

[ending.golden]
title = { ja = "黄金の年", en = "A golden year" }
when = "mean >= 60 and not lost"

[ending.plain]
title = { ja = "ふつうの年", en = "A plain year" }
when = "coins >= 0"

[dimension.order]
title = { ja = "秩序", en = "Order" }
seat = "mayor"
value = "120 - 3 * tension[east]"
weight = 3

[dimension.fear]
title = { ja = "恐れ", en = "Fear" }
seat = "bandits"
value = "luck / 5"

[total.bandits]
value = "mean - (20 if lost else 0)"
win = 60

[grade.A]
title = { ja = "優", en = "Good" }
at = 70

[grade.B]
title = { ja = "可", en = "Fair" }
at = 40

[doctrine.calm_chief]
title = { ja = "穏やか", en = "Calm" }
seat = "bandits"
prefer = [{ option = "dig", value = "2 - plot / 10" }, { option = "boast", value = "rumour / 9" }]

[doctrine.sly_chief]
title = { ja = "ずる賢い", en = "Sly" }
seat = "bandits"
noise = 0.5
prefer = [{ option = ["scheme", "attack[east]"], value = 1 }]

[doctrine.wild_chief]
title = { ja = "乱暴", en = "Wild" }
seat = "bandits"
prefer = [{ option = "attack[*]", value = "tension[zone]" }, { option = "letter.burn", value = 1 }]
"""


def files() -> dict[str, str]:
    pack = PACK.replace('phases = ["council", "raid",', 'phases = ["council", "lair", "raid",')
    seat = 'brief = { ja = "村を襲う。", en = "Raid the village." }'
    characters = 'character = "chief"\ncharacters = ["calm_chief", "sly_chief", "wild_chief"]'
    return {"pack.toml": pack.replace(seat, f"{seat}\n{characters}"), "secrets.toml": SECRETS, "world.toml": WORLD}


@cache
def veiled() -> Program:
    """The village, compiled."""
    return compile_pack(Pack.from_files(files()))
