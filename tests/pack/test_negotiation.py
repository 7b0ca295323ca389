"""The negotiation macro: what a small negotiation becomes, and what it says when something does not fit."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from game.pack.negotiation import expand_negotiations
from game.pack.negotiation_terms import straight_lines

Tables = dict[str, dict[str, Any]]


def words(text: str) -> dict[str, str]:
    return {"ja": text, "en": text}


def agenda(weight: float, pain: float, **more: Any) -> dict[str, Any]:
    return {
        "negotiation": "talks",
        **{key: words(key) for key in ("title", "stance", "risk", "compromise")},
        "weight": weight,
        "pain": pain,
        "rungs": [
            {"at": 0, "title": words("none"), "effects": [{"track": "toll", "set": 100}]},
            {
                "at": 5,
                "title": words("half"),
                "compromise": True,
                "effects": [{"track": "toll", "set": "figure('half')"}],
            },
            {"at": 10, "title": words("all"), "demand": True, "effects": [{"track": "mood", "add": -8}]},
        ],
        **more,
    }


@pytest.fixture
def tables() -> Tables:
    return {
        "seat": {
            "north": {"title": words("North")},
            "south": {"title": words("South")},
            "east": {"title": words("East")},
        },
        "schedule": {"phases": ["news", "talks", "ledger"]},
        "agenda": {"tolls": agenda(30, 2), "port_calls": agenda(20, 1, start=1)},
        "contribution": {
            "grain": {
                "negotiation": "talks",
                "title": words("Grain"),
                "text": words("Costs 1."),
                "value": 4,
                "matches": ["tolls"],
                "figure": "harvest",
                "effects": [{"track": "mood", "add": -1}],
            }
        },
        "negotiation": {
            "talks": {
                "title": words("Talks"),
                "on": ["fair"],
                "asks": "north",
                "answers": "south",
                "rounds": 2,
                "hand": [1, 2, 2],
                "contributions": 1,
                "link": 1,
                "need": "50 + noise(4)",
                "ratification": {
                    "title": words("Parliament cuts"),
                    "vote": "60 - pain",
                    "bar": "42 + noise(2)",
                    "cut": [{"track": "mood", "add": -2}],
                },
                "outcomes": [
                    {
                        "id": "deal",
                        "title": words("Deal"),
                        "when": "talks_deal > 0",
                        "effects": [{"track": "mood", "add": 5}],
                    },
                    {"id": "off", "title": words("Off"), "when": "turn > 0"},
                ],
                "gambits": [
                    {
                        "id": "bluff",
                        "side": "answers",
                        "title": words("Bluff"),
                        "effects": [{"track": "need_now", "add": -4}],
                    },
                    {
                        "id": "threat",
                        "side": "asks",
                        "title": words("Threat"),
                        "effects": [{"track": "mood", "add": -1}],
                    },
                ],
                "agreed": [{"track": "mood", "add": "-1 * reopened"}],
            }
        },
    }


def test_the_sub_phases_take_the_place_of_the_negotiation(tables: Tables) -> None:
    assert expand_negotiations(tables) == []
    one_round = ["lead_asks", "card_asks", "reply_answers", "move"]
    one_round += ["lead_answers", "card_answers", "reply_asks", "move", "next"]
    parts = ["open", "bring", *one_round, *one_round, "vote_asks", "vote_answers", "result", "ratify", "apply"]
    assert tables["schedule"]["phases"] == ["news", *(f"talks_{p}" for p in parts), "ledger"]
    assert {f"talks_{p}" for p in parts} == set(tables["phase"])
    assert all(phase["on"] == ["fair"] for phase in tables["phase"].values())


def test_sets_carry_what_formulas_read(tables: Tables) -> None:
    expand_negotiations(tables)
    tolls = tables["set"]["agenda"]["tolls"]
    assert (tolls["weight"], tolls["pain_rate"], tolls["base_pain"], tolls["compromise"]) == (30, 2, 0, 5)
    assert tables["set"]["agenda"]["port_calls"]["start_at"] == 1
    assert {k: c["worth"] for k, c in tables["set"]["card"].items()} == {"c1": 1, "c2": 2, "c2_2": 2}
    assert list(tables["set"]["contribution"]) == ["grain"]


def test_choices_belong_to_their_sides(tables: Tables) -> None:
    expand_negotiations(tables)
    seat = {name: tables["phase"][o["phase"]]["seat"] for name, o in tables["option"].items()}
    asks = {name.removeprefix("talks_") for name, s in seat.items() if s == "north"}
    assert asks == {"demand", "demand_card", "insist", "sign_asks", "refuse_asks", "threat"}
    answers = {name.removeprefix("talks_") for name, s in seat.items() if s == "south"}
    assert answers == {
        "bring[grain]", "resist", "offer", "hold", "link", "package", "bluff", "lead_card", "price", "sign_answers", "refuse_answers",
    }  # fmt: skip
    votes = [p for name, p in tables["phase"].items() if "vote" in name]
    assert all("pass" not in p for p in votes), "a vote is never passed over"


def test_secrets_are_hidden_from_the_others(tables: Tables) -> None:
    expand_negotiations(tables)
    for name in ("headline", "headline_next", "need_now", "vote_asks"):
        assert tables["track"][name]["hidden_from"] == ["south", "east"], name
    assert tables["track"]["vote_answers"]["hidden_from"] == ["north", "east"]
    assert tables["track"]["headline"]["seen_if"]["south"] == "flag('headline_known') or outcome > 0"
    assert "hidden_from" not in tables["track"]["signed_asks"], "the reveal makes votes public"


def test_rungs_are_drawn_out_by_straight_lines(tables: Tables) -> None:
    expand_negotiations(tables)
    rule = tables["rule"]["talks_rungs_tolls"]
    assert rule["when"] == "talks_deal > 0.5 and marker[tolls] != agreed[tolls]"
    toll, mood = rule["effects"]
    assert toll == {"track": "toll", "set": "(100) + clamp((marker[tolls] - 0) / 5, 0, 1) * ((figure('half')) - (100))"}
    line = "table({}[tolls], (0, 0), (10, -8))"
    assert mood == {"track": "mood", "add": f"{line.format('marker')} - ({line.format('agreed')})"}
    assert straight_lines("x", [(3, 7.5)]) == "7.5"


def test_rules_run_in_the_order_that_they_need(tables: Tables) -> None:
    expand_negotiations(tables)
    order = list(tables["rule"])

    def before(*names: str) -> bool:
        places = [order.index(f"talks_{n}") for n in names]
        return places == sorted(places)

    assert before("step", "link", "link_refused", "link_done", "clear")
    assert before("reveal", "outcome", "outcome_deal", "fall_back")
    assert before("bar", "cut")
    assert before("rungs_tolls", "taken_back", "contribution_grain", "counted", "agreed", "after")
    assert tables["rule"]["talks_cut"]["effects"][-1] == {"track": "mood", "add": -2}
    assert (
        tables["rule"]["talks_outcome"]["effects"][0]["set"] == "1 if (talks_deal > 0) else (2 if (turn > 0) else (0))"
    )


def test_cards_count_one_more_on_the_speciality_of_their_side(tables: Tables) -> None:
    plain = copy.deepcopy(tables)
    assert expand_negotiations(plain) == []
    tables["negotiation"]["talks"]["speciality"] = {"asks": "tolls", "answers": "port_calls"}
    assert expand_negotiations(tables) == []
    option, tolls, calls = tables["option"], "(1 if talks_agenda == 0 else 0)", "(1 if talks_agenda == 1 else 0)"
    assert option["talks_demand_card"]["effects"][1]["set"] == f"talks_way * (worth[card] + {tolls})"
    assert option["talks_insist"]["effects"][1]["set"] == f"worth[card] + {tolls}"
    assert option["talks_lead_card"]["effects"][1]["set"] == f"talks_way * (worth[card] + {calls})"
    assert option["talks_resist"]["effects"][1]["set"] == f"worth[card] + {calls}"
    assert plain["option"]["talks_resist"]["effects"][1]["set"] == "worth[card]"
    assert option["talks_insist"]["text"]["en"].endswith(" On its speciality, title, it counts one more.")
    assert "speciality" not in plain["option"]["talks_insist"]["text"]["en"]


def test_contributions_repeat_and_match(tables: Tables) -> None:
    expand_negotiations(tables)
    plain = "(4) * brought[grain] * (0.5 if contributed[grain] > 0 else 1)"
    assert tables["let"]["table_worth"]["value"] == f"position_worth + {plain}"
    assert tables["let"]["contribution_worth"]["value"] == f"{plain} * (2.6 if headline == 0 else 1)"
    assert tables["option"]["talks_bring[grain]"]["text"]["en"] == "Costs 1. The figure behind it: {figure:harvest}."


def test_texts_name_the_seats_in_both_languages(tables: Tables) -> None:
    tables["seat"]["north"]["title"] = {"ja": "北", "en": "the North"}
    expand_negotiations(tables)
    title = tables["phase"]["talks_lead_asks"]["title"]
    assert title == {"ja": "Talks：北の手番", "en": "Talks: the North leads"}
    texts = repr([tables[kind] for kind in ("track", "phase", "option", "rule", "let")])
    assert "$" not in texts
    assert "N_" not in texts


def test_a_pack_may_give_a_generated_table_keys_of_its_own(tables: Tables) -> None:
    tables["track"] = {"need_now": {"guess": "50"}}
    expand_negotiations(tables)
    need = tables["track"]["need_now"]
    assert need["guess"] == "50"
    assert need["hidden_from"] == ["south", "east"]


def test_parts_that_are_not_wanted_leave_no_trace(tables: Tables) -> None:
    terms = tables["negotiation"]["talks"]
    del tables["contribution"], terms["ratification"]
    terms["link"] = 0
    assert expand_negotiations(tables) == []
    assert not {"talks_bring", "talks_ratify"} & set(tables["phase"])
    assert not {"talks_link", "talks_price"} & set(tables["option"])
    assert "contribution" not in tables["set"]
    assert "bar_now" not in tables["track"]
    assert tables["let"]["contribution_worth"]["value"] == 0


def test_without_a_negotiation_nothing_happens() -> None:
    tables: Tables = {"track": {"x": {}}, "schedule": {"phases": ["a"]}}
    before = copy.deepcopy(tables)
    assert expand_negotiations(tables) == []
    assert tables == before


@pytest.mark.parametrize(
    ("change", "kind", "key", "part"),
    [
        (lambda t: t["negotiation"]["talks"].update(asks="nort"), "negotiation", "asks", "; north"),
        (lambda t: t["negotiation"]["talks"].update(answers="north"), "negotiation", "answers", "with itself"),
        (
            lambda t: t["negotiation"].update(other=t["negotiation"]["talks"]),
            "negotiation",
            "",
            "one negotiation at most",
        ),
        (lambda t: t["negotiation"]["talks"].update(hand=[]), "negotiation", "hand", "cards worth 1 or more"),
        (
            lambda t: t["negotiation"]["talks"].update(speciality={"answers": "tols"}),
            "negotiation",
            "speciality.answers",
            "; tolls",
        ),
        (lambda t: t["schedule"].update(phases=["news"]), "negotiation", "", "put 'talks' among the phases"),
        (lambda t: t["agenda"]["tolls"].update(negotiation="talk"), "agenda", "negotiation", "; talks"),
        (lambda t: t["agenda"]["tolls"].update(start=11), "agenda", "start", "above the top rung, 10"),
        (lambda t: t["agenda"]["tolls"]["rungs"].reverse(), "agenda", "rungs", "must rise from rung to rung"),
        (lambda t: t["agenda"]["tolls"]["rungs"][0].update(compromise=True), "agenda", "rungs", "only one rung"),
        (
            lambda t: t["agenda"]["tolls"]["rungs"][0].update(effects=[{"flag": "x"}]),
            "agenda",
            "rungs",
            "with add or set",
        ),
        (lambda t: t["agenda"].pop("tolls"), "contribution", "matches", "there is no [agenda.tolls]"),
        (
            lambda t: t["contribution"]["grain"].update(matches=["tols"]),
            "contribution",
            "matches",
            "; tolls",
        ),
        (lambda t: t.update(set={"agenda": {}}), "set", "", "choose another"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(
    tables: Tables, change: Any, kind: str, key: str, part: str
) -> None:
    change(tables)
    before = copy.deepcopy(tables)
    problems = expand_negotiations(tables)
    assert any(p.kind == kind and p.key == key and part in f"{p.what.words.en}; {p.nearest}" for p in problems), (
        problems
    )
    assert tables == before
