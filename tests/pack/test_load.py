"""Loading: what a good pack becomes, from files to entries, and that the shipped packs are good."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.pack import Pack, PackError, Text, coverage
from game.pack.expand import each_of
from game.pack.locate import Locator
from game.pack.near import FormulaError
from game.pack.patterns import matching
from game.pack.source import read_source
from tests.pack.minimal import added, files, line_of, spoiled

ROOT = Path(__file__).resolve().parent.parent.parent
PACKS = sorted(p.parent for p in (ROOT / "rules").glob("*/*.toml"))


@pytest.fixture(scope="module")
def village() -> Pack:
    return Pack.from_files(files())


# --- shipped packs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", sorted(set(PACKS)), ids=lambda p: p.name)
def test_shipped_packs_load_without_a_warning(folder: Path) -> None:
    pack = Pack.load(folder)
    assert [str(w) for w in pack.warnings] == []
    assert set(coverage(pack)) == set(pack.elements)
    assert all(coverage(pack).values()), [name for name, tables in coverage(pack).items() if not tables]


@pytest.mark.parametrize("folder", sorted(set(PACKS)), ids=lambda p: p.name)
def test_a_pack_loads_again_from_the_text_that_it_carries(folder: Path) -> None:
    pack = Pack.load(folder)
    again = Pack.from_files(pack.files)
    assert again.digest == pack.digest
    assert again.files == pack.files
    assert {k: list(e) for k, e in again.kinds().items()} == {k: list(e) for k, e in pack.kinds().items()}
    assert again.tracks == pack.tracks
    assert again.options == pack.options


# --- expansion -----------------------------------------------------------------------------------------------


def test_a_family_has_a_track_for_every_member(village: Pack) -> None:
    assert [name for name in village.tracks if name.startswith("tension")] == ["tension[east]", "tension[west]"]
    east = village.tracks["tension[east]"]
    assert east.id == east.item.id == "tension[east]"
    assert east.item.title == Text(ja="東の緊張", en="Tension in the east")
    assert east.bound == {"zone": ("zone", "east")}
    assert (east.file, east.line) == ("world.toml", line_of(files(), "[track.tension]"))
    assert isinstance(east.item.start, str)
    assert village.parse(east.item.start, east).value == 20


def test_texts_are_filled_in_however_deep_they_stand(village: Pack) -> None:
    need = village.options["guard[west]"].item.needs[0]
    assert need.otherwise == Text(ja="西は静かです", en="All is quiet in the west")
    assert village.flows["calm[east]"].item.title.en == "the east calms down"


def test_ids_and_formulas_may_use_the_bound_name(village: Pack) -> None:
    west = village.options["guard[west]"]
    assert repr(village.parse(west.item.needs[0].that, west, boolean=True)) == "(tension[west] > 5)"
    assert village.reference(west.item.effects[0].track, west) == "tension[west]"
    assert village.reference("tension[zone]", {"zone": ("zone", "east")}) == "tension[east]"
    with pytest.raises(FormulaError, match="unknown track 'tension\\[north\\]'"):
        village.reference("tension[north]")


def test_an_effect_may_repeat_inside_a_table_that_repeats(village: Pack) -> None:
    attack = village.options["attack[west]"]
    found = village.effects(attack, attack.item.effects)
    assert [village.reference(e.track, b) for e, b in found if e.track] == ["tension[east]", "tension[west]"]
    amounts = [repr(village.parse(e.add, b)) for e, b in found if e.add is not None]
    assert amounts == ["(20 if (0 == 1) else 2)", "(20 if (1 == 1) else 2)"]
    branch, bound = found[-1]
    assert [e.flag for e, _ in village.effects(bound, branch.otherwise)] == ["warned"]
    assert all(e.each == () for e, _ in found)


def test_two_sets_and_another_name() -> None:
    text = """
[set.side.mine]
title = { ja = "味方", en = "Ours" }
[set.side.theirs]
title = { ja = "敵", en = "Theirs" }
[track.camps]
each = ["side", "zone as here"]
title = { ja = "{side}:{here}", en = "{side} in {here}" }
range = [0, 9]
[rule.camps]
phase = "ledger"
title = { ja = "移動", en = "Moves" }
effects = [{ track = "camps[s,z]", each = ["side as s", "zone as z"], add = "camps[s,z] * size[z] + s", title = { ja = "{s}{z}", en = "{s}/{z}" } }]
"""
    pack = Pack.from_files(added(text))
    names = ["camps[mine,east]", "camps[mine,west]", "camps[theirs,east]", "camps[theirs,west]"]
    assert [name for name in pack.tracks if name.startswith("camps")] == names
    assert pack.tracks[names[3]].item.title.en == "Theirs in the west"
    effects = pack.effects(pack.rules["camps"], pack.rules["camps"].item.effects)
    assert [e.title.en for e, _ in effects if e.title] == [
        "Ours/the east",
        "Ours/the west",
        "Theirs/the east",
        "Theirs/the west",
    ]
    assert repr(pack.parse(effects[3][0].add or 0, effects[3][1], random=True)) == "((camps[theirs,west] * 3) + 1)"


def test_each_is_read() -> None:
    sets = {"zone": ("east",)}
    assert each_of(("zone", "zone as other"), sets) == [("zone", "zone"), ("other", "zone")]
    for wrong, sentence in (
        (["zone", "zone"], "bound twice"),
        ("zone in", "is no each"),
        ("zonne", "did you mean 'zone'"),
    ):
        with pytest.raises(FormulaError, match=sentence):
            each_of(wrong, sets)


def test_flags_are_tracks(village: Pack) -> None:
    flag = village.tracks["warned"].item
    assert "warned" in village.flags
    assert village.flags <= set(village.tracks)
    assert (flag.unit, flag.range, flag.show) == ("flag", (0.0, 1.0), False)


def test_flows_and_rules_run_in_the_order_of_their_files() -> None:
    made = added('[flow.last]\ntrack = "coins"\ntitle = { ja = "末", en = "Last" }\nadd = 1\n')
    made["a.toml"] = '[flow.first]\ntrack = "coins"\ntitle = { ja = "初", en = "First" }\nadd = 1\n'
    pack = Pack.from_files(made)
    ledger = [
        ("flow", "first"),
        ("flow", "taxes"),
        ("flow", "calm[east]"),
        ("flow", "calm[west]"),
        ("rule", "spent"),
        ("flow", "last"),
    ]
    assert pack.order["ledger"] == ledger


def test_a_negotiation_becomes_phases_where_it_stands(village: Pack) -> None:
    phases = village.schedule.phases
    assert "parley" not in phases
    assert phases[:3] == ("council", "raid", "news")
    assert phases[-1] == "ledger"
    assert "agreed[toll]" in village.tracks
    rule = village.rules["parley_outcome"]
    assert (rule.file, rule.line) == ("world.toml", line_of(files(), "[negotiation.parley]"))
    assert village.negotiations["parley"].item.asks == "bandits"


def test_a_scenario_may_name_a_member_of_a_family() -> None:
    pack = Pack.from_files(spoiled('last = "2026Q4"', 'last = "2026Q4"\nstart = { "tension[west]" = 5 }'))
    assert pack.scenarios["year"].item.start == {"tension[west]": 5}


# --- formulas, names, texts -------------------------------------------------------------------------------------


def test_a_formula_is_parsed_once(village: Pack) -> None:
    one = village.parse("coins + 1", village.options["guard[east]"])
    assert village.parse("coins + 1", village.options["guard[west]"]) is one
    assert village.parse("coins + 1") is one
    assert village.parse("size[zone]", village.options["guard[east]"]) != village.parse(
        "size[zone]", village.options["guard[west]"]
    )


def test_patterns_mean_options_with_their_names(village: Pack) -> None:
    assert [(name, dict(b)) for name, b in village.matching("guard[*]")] == [
        ("guard[east]", {"zone": ("zone", "east")}),
        ("guard[west]", {"zone": ("zone", "west")}),
    ]
    assert [name for name, _ in village.matching(("save", "pass"))] == ["save", "pass"]
    assert matching("a.b*", ["a.b", "axb", "a.bc"]) == ["a.b", "a.bc"]


def test_figures_in_texts(village: Pack) -> None:
    text = Text(ja="人口{figure:population}、蓄え{figure:savings}", en="{figure:population} and {figure:savings}")
    assert village.say(text, "en") == "340 people and 25"
    assert village.say(text, "ja", "census") == "人口355人、蓄え25"
    assert village.amount(1_234_567.5, "people", "en") == "1,234,567.5 people"
    assert village.amount(2026, "coins", "en") == "2026"


def test_coverage_names_tables_once() -> None:
    made = spoiled('source = "invented"', 'source_id = ["A01"]')
    made["world.toml"] = made["world.toml"].replace("[option.guard]\n", '[option.guard]\nsource_id = ["A01", "A02"]\n')
    made["world.toml"] += "".join(f'\n[element.A0{i}]\ntitle = {{ ja = "あ", en = "a" }}\n' for i in (1, 2, 3))
    assert coverage(Pack.from_files(made)) == {
        "A01": ["option.guard", "event.harvest"],
        "A02": ["option.guard"],
        "A03": [],
    }


def test_source_id_has_to_be_an_element() -> None:
    made = spoiled('source = "invented"', 'source_id = ["A09"]')
    made["world.toml"] += '\n[element.A01]\ntitle = { ja = "あ", en = "a" }\n'
    with pytest.raises(PackError, match=r'event\.harvest\.source_id\.1: found "A09"; wanted the id of an element'):
        Pack.from_files(made)


# --- files ----------------------------------------------------------------------------------------------------


def test_a_folder_is_read_with_its_sub_folders(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for name, text in zip(("pack.toml", "more/world.toml"), files().values(), strict=True):
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    (tmp_path / "notes.txt").write_text("not read", encoding="utf-8")
    pack = Pack.load(tmp_path)
    assert list(pack.files) == ["more/world.toml", "pack.toml"]
    assert pack.digest == Pack.from_files(pack.files).digest


def test_digests_tell_packs_apart_and_line_ends_do_not_count() -> None:
    plain = Pack.from_files(files()).digest
    windows = {name: text.replace("\n", "\r\n") for name, text in files().items()}
    assert Pack.from_files(windows).digest == plain
    assert Pack.from_files(spoiled("start = 20", "start = 21")).digest != plain


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PackError) as e:
        Pack.load(tmp_path / "nowhere")
    assert "wanted a folder that holds a pack's *.toml files" in str(e.value)


LOCATED = '''# comment with [track.x] inside
[track.x]
title = { ja = "あ = ]", en = "a" } # [option.y]
"quoted key" = 3
range = [
  0, # first
  10,
]

[option.y]
cost.money = 3
text = """
[track.z]
"""
effects = [
  { track = "x", add = 1 },
  { when = "x > 1", then = [
    { track = "x", set = 2 },
  ] },
]

[[negotiation.n.outcomes]]
id = "a"
[[negotiation.n.outcomes]]
id = "b"
when = 1
[calendar."2026Q1"]
marks = []
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("track", "x"), 2),
        (("track", "x", "title", "en"), 3),
        (("track", "x", "quoted key"), 4),
        (("track", "x", "range", 1), 7),
        (("track", "x", "missing"), 2),
        (("option", "y", "cost", "money"), 11),
        (("option", "y", "text"), 12),
        (("option", "y", "effects", 0, "add"), 16),
        (("option", "y", "effects", 1, "then", 0, "set"), 18),
        (("option", "y", "effects", 1, "else"), 17),
        (("negotiation", "n", "outcomes", 0, "id"), 23),
        (("negotiation", "n", "outcomes", 1, "when"), 26),
        (("calendar", "2026Q1"), 27),
        (("nowhere",), 1),
    ],
)
def test_lines_of_keys(path: tuple[str | int, ...], line: int) -> None:
    assert Locator(LOCATED).find(path) == line


def test_heads_of_tables() -> None:
    assert Locator(LOCATED).head(("calendar", "2026Q1")) == 27
    assert read_source({"a.toml": "[track]\nx.title = 1\n"}).place("track", "x") == ("a.toml", 2)
