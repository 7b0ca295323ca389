"""`sources`: every figure with its value in each data set, who published it, and why they differ."""

from __future__ import annotations

import argparse

from .common import GOOD, Failure, load_pack, print_json, say


def run(a: argparse.Namespace) -> int:
    """Prints figures, the reference shelf and what really happened."""
    from game.texts.formats import date_text
    from game.texts.words import Words

    pack = load_pack(a.pack)
    lang, words = a.lang, Words(a.lang)
    figures = {n: e.item for n, e in pack.figures.items() if not a.figure or a.figure in n}
    if a.figure and not figures:
        raise Failure(f"idに「{a.figure}」を含む数字はありません。", f"No figure has '{a.figure}' in its id.")
    if a.json:
        print_json(
            {
                "figures": {n: f.model_dump(mode="json", exclude={"id", "each"}) for n, f in figures.items()},
                "references": {n: e.item.model_dump(mode="json", exclude={"each"}) for n, e in pack.references.items()},
                "reality": {n: e.item.model_dump(mode="json", exclude={"each"}) for n, e in pack.realities.items()},
            }
        )
        return GOOD
    for name, f in figures.items():
        print(f"{f.title.get(lang)}  [{name}]")
        for profile, value in f.values.items():
            label = pack.profiles[profile].item.title.get(lang) if profile in pack.profiles else profile
            source = f.source.get(profile, "-")
            kind, day = words.named("kind", f.kind.get(profile, "-")), date_text(f.as_of.get(profile, "-"), lang)
            if lang == "ja":
                source = words.named("source", source)
                print(f"    {label}：{pack.amount(value, f.unit, lang)}（{day}、{source}、{kind}）")
            else:
                print(f"    {label}: {pack.amount(value, f.unit, lang)}  ({day}; {source}; {kind})")
        if f.note:
            print(f"    {f.note.get(lang)}")
    if not a.figure:
        print("\n" + say(a, "参考文献の棚", "Reference shelf"))
        for e in pack.references.values():
            note = e.item.note.get(lang) if e.item.note else ""
            print(f"  {e.item.title.get(lang)}  {note}")
        print("\n" + say(a, "実際に起きたこと（ゲームの筋とは別です）", "What really happened (apart from the game)"))
        for e in sorted(pack.realities.values(), key=lambda r: r.item.date):
            text = e.item.text.get(lang) if e.item.text else ""
            stop = words("list.colon")
            print(f"  {date_text(e.item.date, lang)}  {e.item.title.get(lang)}{stop}{text} ({e.item.source})")
    return GOOD
