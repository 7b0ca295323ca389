"""Japanese for the sentences that formulas and negotiations complain with.

They are written in English where they arise, since most of them quote what stands in a formula; this table is
their other language. A test walks over the sources and fails when a sentence has no line here.

>>> formula_words("unknown track 'debt'").ja
'「debt」というトラックはありません'
"""

from __future__ import annotations

import re

from .base import Text

_SENTENCES: tuple[tuple[str, str], ...] = (
    # formulas
    (r"too deeply nested; .*", "入れ子が深すぎます。一部に [let.…] で名前を付けてください"),
    (r"cannot be read as a formula: write a decimal point: (.*) for (.*)", "小数点は「.」で書きます({1} ではなく {0})"),
    (r"cannot be read as a formula: write (.*) for if … then … else", "if は {0} の形で書きます(then はありません)"),
    (r"cannot be read as a formula: write '==' .*", "比べるときは == と書きます。数式で値は変えられません"),
    (r"cannot be read as a formula: write '(.*)' for '(.*)'", "「{1}」ではなく「{0}」と書いてください"),
    (r"cannot be read as a formula: write (.*) for '(.*)'", "「{1}」は {0} と書いてください"),
    (r"cannot be read as a formula: (.*)", "数式として読めません({0})"),
    (
        r"wants a condition, found a number; write '(.*)' for always",
        "条件を書いてください。これは数です(いつでもなら {0})",
    ),
    (r"wants a condition, found a number; write '(.*)'", "条件を書いてください。これは数です(たとえば {0})"),
    (r"wants a number, found a condition; .*", "数を書いてください。これは条件です(1 if 条件 else 0 のように書けます)"),
    (r"'(.*)' is not allowed; write a comparison", "「{0}」は使えません。比較の式を書いてください"),
    (r"the number (.*) is too large .*", "数 {0} は大きすぎます(1e12 まで)"),
    (r"powers are not allowed; .*", "べき乗は使えません。x * x のように掛けてください"),
    (r"the two branches of an if .*", "if の2つの枝は、両方とも数か、両方とも条件にしてください"),
    (r"(.*)\(\) takes no named arguments", "{0}() に名前付きの引数は使えません"),
    (r"'(.*)' is not allowed in a formula", "「{0}」は数式に使えません"),
    (r"'(.*)' is a condition where a number is wanted", "数が必要なところに条件「{0}」があります"),
    (
        r"'(.*)' is a number where a condition is wanted; write '(.*)'",
        "条件が必要なところに数「{0}」があります(たとえば {1})",
    ),
    (r"only < <= > >= == != compare", "比較に使えるのは < <= > >= == != だけです"),
    (r"'(.*)' is a flag: write (.*)", "「{0}」は flag です。{1} と書いてください"),
    (r"'(.*)' wants an index, such as (.*)", "「{0}」には角括弧で添え字が必要です({1})"),
    (
        r"'(.*)' wants one name for each set in its brackets: (.*)",
        "「{0}」の角括弧には、集合ごとに名前を1つずつ書いてください({1})",
    ),
    (r"an index is a name; .* pick\(number, (.*)\)", "添え字は名前で書きます。番号で選ぶなら pick(番号, {0}) です"),
    (r"'(.*)' is no member of (.*)", "「{0}」は {1} の一員ではありません"),
    (r"unknown function '(.*)'", "「{0}」という関数はありません"),
    (r"lookup wants .*", "lookup には数と、2つ以上の定数が必要です:lookup(x, a0, a1, …)"),
    (r"(.*)\(\) wants (\d+) in its brackets, found (\d+)", "{0}() の値は{1}個です(いまは{2}個)"),
    (r"the numbers multiply to something too large", "掛け合わせた数が大きすぎます"),
    (
        r"more than (\d+) values in one place; .*",
        "1か所の値が多すぎます({0}個まで)。一部に [let.…] で名前を付けてください",
    ),
    (r"the for runs over nothing", "for の対象が1つもありません"),
    (r"wants at least one value", "値が1つ以上必要です"),
    (r"a for reads: .*", "for は「式 for 名前 in 集合」の形で書いてください"),
    (r"wants the (.*)'s id in quotes", "{0} の id を引用符で書いてください"),
    (r"ago wants .*", "ago にはトラックと、何ターン前かを書いてください:ago(approval, 1)"),
    (r"the number of turns is .*", "ターン数は1から12の整数です"),
    (r"noise wants .*", "noise には標準偏差を書いてください:noise(1.5)"),
    (r"(.*)\(\) is allowed only in effects, flows and rules", "{0}() は effects、flow、rule の中でしか使えません"),
    (r"pick wants a family with one index; '(.*)' has (\d+)", "pick に使えるのは添え字が1つの系列です(「{0}」は{1}個)"),
    (r"pick wants .*", "pick には番号と系列を書いてください:pick(headline, weight)"),
    (r"table wants constant points: .*", "table の点は定数で書いてください:table(x, (0, 1), (5, 3))"),
    (r"table wants points in brackets: .*", "table の点は括弧で書いてください:table(x, (0, 1), (5, 3))"),
    (r"table wants at least two points, .*", "table には左から右へ2つ以上の点が必要です"),
    (r"the if of a for compares .*", "for の if で比べられるのは、集合の一員とその数だけです"),
    (r"unknown name '(.*)'", "「{0}」という名前はありません"),
    (r"unknown set '(.*)'", "「{0}」という集合(set)はありません"),
    (r"unknown calendar mark '(.*)'", "「{0}」という印(mark)はカレンダーにありません"),
    (r"unknown option or event '(.*)'", "「{0}」という選択肢やイベントはありません"),
    (r"unknown figure '(.*)'", "「{0}」という数値(figure)はありません"),
    (r"unknown flag '(.*)'", "「{0}」というフラグはありません"),
    (r"unknown track '(.*)'", "「{0}」というトラックはありません"),
    (r"unknown (.*) '(.*)'", "「{1}」という {0} はありません"),
    # each
    (r"'(.*)' is no each; .*", '「{0}」は each として読めません。"zone" か "zone as other" の形で書いてください'),
    (r"'(.*)' is bound twice; write (.*)", "「{0}」が2回使われています。{1} の形で別の名前を付けてください"),
    # negotiations
    (
        r"a pack has one negotiation at most, and \[(.*)\] is there",
        "交渉は1つのパックに1つだけです([{0}] がもうあります)",
    ),
    (r"there is no \[(.*)\]", "[{0}] はありません"),
    (r"a seat cannot negotiate with itself", "同じ席どうしでは交渉できません"),
    (r"wants a table", "表が必要です"),
    (r"wants at least two \[agenda\.…\] tables", "[agenda.…] の表が2つ以上必要です"),
    (r"nobody calls it: put '(.*)' among .*", "どこからも呼ばれません。[schedule] の phases に「{0}」を入れてください"),
    (r"wants cards worth 1 or more", "札は1以上の数にしてください"),
    (r"\[(.*)\] makes a set of this name; .*", "この名前の集合は [{0}] が作ります。別の名前にしてください"),
    (r"'at' must rise from rung to rung, up to (.*)", "at は段ごとに大きくし、{0} までにしてください"),
    (r"stands above the top rung, (.*)", "いちばん上の段({0})より上にあります"),
    (r"only one rung can be the (.*)", "{0} にできる段は1つだけです"),
    (
        r"a rung's effect is a track with add or set, .*",
        "段の effects は、track に add か set を添えたものだけです(段と段の間を直線で結ぶため)",
    ),
)
_COMPILED = [(re.compile(pattern, re.S), ja) for pattern, ja in _SENTENCES]


def formula_words(message: str) -> Text:
    """A sentence in both languages; one that is not in the table stays English."""
    for pattern, ja in _COMPILED:
        m = pattern.fullmatch(message)
        if m:
            return Text(ja=ja.format(*(x or "" for x in m.groups())), en=message)
    return Text(ja=message, en=message)
