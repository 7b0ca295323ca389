"""What formulas, negotiations and the models of tables complain of: a code with values, worded in both languages here.

>>> Complaint.of("unknown_name", name="debt").words.ja
'「debt」という名前はありません'
>>> Complaint.of("unreadable", why=Complaint.of("slip_sign", right="and", wrong="&&")).words.en
"cannot be read as a formula: write 'and' for '&&'"
"""

from __future__ import annotations

from dataclasses import dataclass

from .base import Text

NAMES: dict[str, tuple[str, str]] = {
    "figure": ("数値（figure）", "figure"),
    "flag": ("フラグ", "flag"),
    "mark": ("カレンダーの印（mark）", "calendar mark"),
    "use": ("選択肢やイベント", "option or event"),
}  # what a formula may name in quotes

SENTENCES: dict[str, tuple[str, str]] = {
    # formulas: what cannot be read
    "too_deep": (
        "入れ子が深すぎます。一部に [let.…] で名前を付けてください",
        "too deeply nested; name a part of it in a [let.…] table",
    ),
    "unreadable": ("数式として読めません。{why}", "cannot be read as a formula: {why}"),
    "slip_if": ("if は「{form}」の形で書きます（then はありません）", "write '{form}' for if … then … else"),
    "slip_percent": ("「{wrong}」は {right} と書いてください", "write {right} for '{wrong}'"),
    "slip_decimal": (
        "小数点は「.」で書きます（「{wrong}」ではなく {right}）",
        "write a decimal point: {right} for '{wrong}'",
    ),
    "slip_sign": ("「{wrong}」ではなく「{right}」と書いてください", "write '{right}' for '{wrong}'"),
    "slip_equals": (
        "比べるときは == と書きます。数式で値は変えられません",
        "write '==' to compare; a formula sets nothing",
    ),
    "no_truth": (
        "「{found}」は使えません。比較の式を書いてください",
        "'{found}' is not allowed; write a comparison",
    ),
    "too_large": ("数 {found} は大きすぎます（1e12まで）", "the number {found} is too large (at most 1e12)"),
    "product_too_large": ("掛け合わせた数が大きすぎます", "the numbers multiply to something too large"),
    "no_powers": (
        "べき乗は使えません。x * x のように掛けてください",
        "powers are not allowed; multiply (x * x)",
    ),
    "no_keywords": ("{name}() に名前付きの引数は使えません", "{name}() takes no named arguments"),
    "not_allowed": ("「{found}」は数式に使えません", "'{found}' is not allowed in a formula"),
    "too_many": (
        "1か所の値が多すぎます（{most}個まで）。一部に [let.…] で名前を付けてください",
        "more than {most} values in one place; name a part of it in a [let.…] table",
    ),
    # numbers and conditions
    "wants_condition": (
        "条件を書いてください。これは数です（たとえば {form}）",
        "wants a condition, found a number; write '{form}'",
    ),
    "wants_condition_always": (
        "条件を書いてください。これは数です（いつでもなら turn > 0）",
        "wants a condition, found a number; write 'turn > 0' for always",
    ),
    "wants_number": (
        "数を書いてください。これは条件です（1 if 条件 else 0 のように書けます）",
        "wants a number, found a condition; write '1 if … else 0'",
    ),
    "unlike_branches": (
        "if の2つの枝は、両方とも数か、両方とも条件にしてください",
        "the two branches of an if must both be numbers or both conditions",
    ),
    "condition_for_number": (
        "数が必要なところに条件「{found}」があります",
        "'{found}' is a condition where a number is wanted",
    ),
    "number_for_condition": (
        "条件が必要なところに数「{found}」があります（たとえば {found} > 0.5）",
        "'{found}' is a number where a condition is wanted; write '{found} > 0.5'",
    ),
    "no_comparison": (
        "比較に使えるのは < <= > >= == != だけです",
        "only < <= > >= == != compare",
    ),
    # names
    "unknown_name": ("「{name}」という名前はありません", "unknown name '{name}'"),
    "unknown_track": ("「{name}」というトラックはありません", "unknown track '{name}'"),
    "unknown_set": ("「{name}」という集合（set）はありません", "unknown set '{name}'"),
    "unknown_function": ("「{name}」という関数はありません", "unknown function '{name}'"),
    "unknown_quoted": ("「{name}」という{kind}はありません", "unknown {kind} '{name}'"),
    "wants_quoted": ("{kind}の id を引用符で書いてください", "wants the {kind}'s id in quotes"),
    "is_flag": ("「{name}」はフラグです。flag('{name}') と書いてください", "'{name}' is a flag: write flag('{name}')"),
    "wants_index": (
        "「{name}」には角括弧で添え字が必要です（{name}[…]）",
        "'{name}' wants an index, such as {name}[…]",
    ),
    "wants_indices": (
        "「{name}」の角括弧には、集合ごとに名前を1つずつ書いてください（{sets}）",
        "'{name}' wants one name for each set in its brackets: {sets}",
    ),
    "index_is_name": (
        "添え字は名前で書きます。番号で選ぶなら pick(番号, {name}) です",
        "an index is a name; for a number use pick(number, {name})",
    ),
    "no_member": ("「{name}」は {set} の一員ではありません", "'{name}' is no member of {set}"),
    # functions
    "wants_arguments": (
        "{name}() の値は{wanted}個です（いまは{found}個）",
        "{name}() wants {wanted} in its brackets, found {found}",
    ),
    "wants_value": ("値が1つ以上必要です", "wants at least one value"),
    "empty_for": ("for の対象が1つもありません", "the for runs over nothing"),
    "for_form": (
        "for は「式 for 名前 in 集合」の形で書いてください",
        "a for reads: expression for name in set",
    ),
    "for_if": (
        "for の if で比べられるのは、集合の一員とその数だけです",
        "the if of a for compares members or their parameters only",
    ),
    "lookup_form": (
        "lookup には数と、2つ以上の定数が必要です（lookup(x, a0, a1, …)）",
        "lookup wants a number and then at least two constants: lookup(x, a0, a1, …)",
    ),
    "ago_form": (
        "ago にはトラックと、何期前かを書いてください（ago(approval, 1)）",
        "ago wants a track, then how many turns: ago(approval, 1)",
    ),
    "turns_back": ("期の数は1から12の整数です", "the number of turns is a whole number from 1 to 12"),
    "noise_form": (
        "noise には標準偏差を書いてください（noise(1.5)）",
        "noise wants its standard deviation: noise(1.5)",
    ),
    "no_chance": (
        "{name}() は effects、flow、rule の中でしか使えません",
        "{name}() is allowed only in effects, flows and rules",
    ),
    "pick_form": (
        "pick には番号と系列を書いてください（pick(headline, weight)）",
        "pick wants a number and a family: pick(headline, weight)",
    ),
    "pick_indices": (
        "pick に使えるのは添え字が1つの系列です（「{name}」は{found}個）",
        "pick wants a family with one index; '{name}' has {found}",
    ),
    "table_constant": (
        "table の点は定数で書いてください（table(x, (0, 1), (5, 3))）",
        "table wants constant points: table(x, (0, 1), (5, 3))",
    ),
    "table_points": (
        "table の点は括弧で書いてください（table(x, (0, 1), (5, 3))）",
        "table wants points in brackets: table(x, (0, 1), (5, 3))",
    ),
    "table_order": (
        "table には左から右へ2つ以上の点が必要です",
        "table wants at least two points, from left to right",
    ),
    # each
    "each_form": (
        '「{found}」は each として読めません。"zone" か "zone as other" の形で書いてください',
        '\'{found}\' is no each; write "zone" or "zone as other"',
    ),
    "bound_twice": (
        '「{name}」が2回使われています。"{set} as other" の形で別の名前を付けてください',
        "'{name}' is bound twice; write \"{set} as other\"",
    ),
    # negotiations
    "one_negotiation": (
        "交渉は1つのパックに1つだけです（[negotiation.{name}] がもうあります）",
        "a pack has one negotiation at most, and [negotiation.{name}] is there",
    ),
    "no_table": ("[{kind}.{name}] はありません", "there is no [{kind}.{name}]"),
    "with_itself": ("同じ席どうしでは交渉できません", "a seat cannot negotiate with itself"),
    "wants_table": ("表が必要です", "wants a table"),
    "two_agendas": ("[agenda.…] の表が2つ以上必要です", "wants at least two [agenda.…] tables"),
    "not_called": (
        "どこからも呼ばれません。[schedule] の phases に「{name}」を入れてください",
        "nobody calls it: put '{name}' among the phases of [schedule]",
    ),
    "card_worth": ("札は1以上の数にしてください", "wants cards worth 1 or more"),
    "set_taken": (
        "この名前の集合は [negotiation.{name}] が作ります。別の名前にしてください",
        "[negotiation.{name}] makes a set of this name; choose another",
    ),
    "rungs_rise": (
        "at は段ごとに大きくし、{top}までにしてください",
        "'at' must rise from rung to rung, up to {top}",
    ),
    "above_top": ("いちばん上の段（{top}）より上にあります", "stands above the top rung, {top}"),
    "one_rung": ("{kind} にできる段は1つだけです", "only one rung can be the {kind}"),
    "rung_effect": (
        "段の effects は、track に add か set を添えたものだけです（段と段の間を直線で結ぶため）",
        "a rung's effect is a track with add or set, nothing else: it is drawn out between rungs",
    ),
    # models: keys that do not go together
    "misfit": ("値の形が違います（{why}）", "wanted something else ({why})"),
    "one_draw": (
        "normal、uniform、choice のうちちょうど1つを書いてください",
        "wants exactly one of normal, uniform, choice",
    ),
    "as_many_weights": (
        "weights には choice と同じ個数の数を書いてください",
        "weights wants as many numbers as choice has",
    ),
    "no_weight": (
        "weights には0以上の数を書いてください（すべて0にはできません）",
        "weights wants numbers from 0 upward, not all 0",
    ),
    "one_change": (
        "track には add、set、scale、toward のうちちょうど1つを添え、flag、then、else は書かないでください",
        "a track wants exactly one of add, set, scale, toward, and no flag, then or else",
    ),
    "flag_alone": (
        "flag は立てるか、set = 0 で下ろすだけです。ほかのキーは添えられません",
        "a flag is raised, or lowered by set = 0; nothing else stands beside it",
    ),
    "no_effect": (
        "track、flag、または then のある分岐を書いてください",
        "wants a track, a flag, or a branch with then",
    ),
    "toward_by": ("toward と by は必ず一緒に書いてください", "toward and by belong together"),
    "else_of_what": ("else には when か chance が必要です", "else wants a when or a chance"),
}


@dataclass(frozen=True)
class Complaint:
    """What is wrong: a code of SENTENCES, and the values that its sentence quotes, by name."""

    code: str
    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, code: str, **values: object) -> Complaint:
        return cls(code, tuple(values.items()))

    @property
    def words(self) -> Text:
        """The sentence in both languages."""
        ja, en = SENTENCES[self.code]
        return Text(ja=ja.format_map(self.quoted("ja")), en=en.format_map(self.quoted("en")))

    def quoted(self, lang: str) -> dict[str, str]:
        """The values as they stand in a sentence; `kind` may be one of NAMES."""
        found: dict[str, str] = {}
        for name, value in self.values:
            if isinstance(value, Complaint):
                found[name] = value.words.get(lang)
            elif name == "kind" and value in NAMES:
                found[name] = NAMES[str(value)][lang == "en"]
            else:
                found[name] = str(value)
        return found
