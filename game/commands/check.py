"""`check`: is a pack sound, and what is in it."""

from __future__ import annotations

import argparse

from game.pack import Pack, PackError, coverage
from game.pack.problems import marked
from game.texts.words import Words

from .common import FAILED, GOOD, pack_folder, print_json, say

COUNTED = ("seats", "scenarios", "tracks", "lets", "flows", "rules", "options", "events", "agendas", "contributions",
           "endings", "dimensions", "roles", "goals", "doctrines", "figures", "elements")  # fmt: skip


def run(a: argparse.Namespace) -> int:
    """Prints every problem, or a summary with the elements that are covered."""
    folder = pack_folder(a.pack)
    try:
        pack = Pack.load(folder)
    except PackError as e:
        if a.json:
            told = {kind: [p.text(a.lang) for p in e.problems if p.severity == kind] for kind in ("error", "warning")}
            found = {"problems": told["error"], "warnings": told["warning"]}
            print_json({"pack": folder.name, "ok": False, **found})
        else:
            print("\n".join(marked(p, a.lang) for p in e.problems))
            n = e.count(a.lang)
            print(say(a, f"{n}があります。上から直してください。", f"{n}; mend from the top."))
        return FAILED
    name = folder.resolve().name
    if pack.info.id != name:
        ja = f"[pack] の id「{pack.info.id}」をフォルダ名と同じ「{name}」にしてください"
        message = say(a, ja, f"the id of [pack] is '{pack.info.id}': make it '{name}', the folder's name")
        if a.json:
            print_json({"pack": name, "ok": False, "problems": [message]})
        else:
            print(message)
        return FAILED
    covered = coverage(pack)
    missing = [e for e, where in covered.items() if not where]
    counts = {kind: len(getattr(pack, kind)) for kind in COUNTED}
    ok = not missing
    if a.json:
        print_json(
            {
                "pack": pack.info.id,
                "version": pack.info.version,
                "ok": ok,
                "counts": counts,
                "covered": dict(covered.items()),
                "missing": missing,
                "warnings": [w.text(a.lang) for w in pack.warnings],
                "digest": pack.digest,
            }
        )
        return GOOD if ok else FAILED
    print(f"{pack.info.title.get(a.lang)} ({pack.info.id} {pack.info.version})")
    words = Words(a.lang)
    comma = words("list.comma")
    print(comma.join(f"{words.named('counted', kind)} {n}" for kind, n in counts.items() if n))
    for warning in pack.warnings:
        print(marked(warning, a.lang))
    if covered:
        print()
        for e, where in covered.items():
            title = pack.elements[e].item.title.get(a.lang)
            shown = comma.join(where[:4]) + (f" (+{len(where) - 4})" if len(where) > 4 else "")
            print(f"{e}  {'OK' if where else '--'}  {title}: {shown or say(a, 'どこにもありません', 'nowhere')}")
        done = len(covered) - len(missing)
        print(say(a, f"要素 {done}/{len(covered)} を収めています。", f"{done} of {len(covered)} elements are covered."))
    return GOOD if ok else FAILED
