"""A round of a negotiation in the pack language: who leads, with which card, what the other side answers.

Placeholders are those of `negotiation_template`.
"""

ROUND = """
# --- a round: the asking side leads, then the answering side ---
[phase.N_lead_asks]
kind = "choose"
seat = "$asks"
when = "not flag('N_closed')"
title = { ja = "$title：$asksの手番", en = "$title: $asks leads" }
prompt = { ja = "どの議題で譲歩を迫りますか。", en = "On which issue do you press?" }
pass = { ja = "この回は何も求めない", en = "Ask for nothing this round" }

[option.N_demand]
each = "agenda"
phase = "N_lead_asks"
title = { ja = "要求：{agenda}", en = "Demand: {agenda}" }
text = { ja = "{agenda}を議題にして札を1枚切ります。札の数だけ段階が上がりますが、相手も札で応じられます。", en = "Put {agenda} on the table and play a card: the marker climbs by its number, unless the other side plays against it." }
needs = [
  { that = "marker[agenda] < $top", else = { ja = "この議題はもう最上段です。", en = "This issue already stands on the top rung." } },
  { that = "sum(asks_card[c] for c in card) > 0", else = { ja = "手札が残っていません。", en = "No cards are left in your hand." } },
]
effects = [{ track = "N_agenda", set = "agenda" }, { track = "N_way", set = 1 }]
limit = { turn = "$rounds" }

[phase.N_card_asks]
kind = "choose"
seat = "$asks"
when = "N_agenda >= 0"
title = { ja = "$title：$asksの札", en = "$title: a card from $asks" }
prompt = { ja = "どの札を切りますか。", en = "Which card do you play?" }

[option.N_demand_card]
each = "card"
phase = "N_card_asks"
title = { ja = "札{card}を切る", en = "Play the {card}" }
text = { ja = "段階が{card}つ上がります（相手が応じた札の分は引かれます）。この札はもう使えません。$asks_best", en = "The marker climbs {card}, less the card played against it. The card is then spent.$asks_best" }
needs = [{ that = "asks_card[card] > 0.5", else = { ja = "この札はもう使いました。", en = "This card has been played." } }]
effects = [{ track = "asks_card[card]", set = 0 }, { track = "N_step", set = "N_way * (worth[card]$asks_extra)" }]
limit = { turn = "$rounds" }

[phase.N_reply_answers]
kind = "choose"
seat = "$answers"
when = "N_step > 0"
title = { ja = "$title：$answersの応手", en = "$title: $answers replies" }
prompt = { ja = "要求に札で応じますか。", en = "Do you play a card against the demand?" }
pass = { ja = "受け流す（札の数だけ段階が上がる）", en = "Let it pass: the marker climbs by the whole card" }

[option.N_resist]
each = "card"
phase = "N_reply_answers"
title = { ja = "札{card}で押し返す", en = "Resist with the {card}" }
text = { ja = "相手の札との差だけ段階が動きます。こちらが大きければ下がります。この札はもう使えません。$answers_best", en = "The marker moves by the difference; with the higher card it moves down. The card is then spent.$answers_best" }
needs = [{ that = "answers_card[card] > 0.5", else = { ja = "この札はもう使いました。", en = "This card has been played." } }]
effects = [{ track = "answers_card[card]", set = 0 }, { track = "N_reply", set = "worth[card]$answers_extra" }]
limit = { turn = "$rounds" }

[phase.N_move]
kind = "rules"
title = { ja = "$title：駒を動かす", en = "$title: the marker moves" }

[rule.N_step]
phase = "N_move"
when = "N_agenda >= 0"
title = { ja = "札の応酬", en = "Play of the cards" }
effects = [{ track = "marker[agenda]", each = "agenda", when = "agenda == N_agenda", add = "N_step - N_reply if N_step > 0 else N_step + N_reply" }]

[phase.N_lead_answers]
kind = "choose"
seat = "$answers"
when = "not flag('N_closed')"
title = { ja = "$title：$answersの手番", en = "$title: $answers leads" }
prompt = { ja = "どう切り返しますか。", en = "How do you answer?" }
pass = { ja = "動かず、次の回を待つ", en = "Sit still and wait for the next round" }

[option.N_offer]
each = "agenda"
phase = "N_lead_answers"
title = { ja = "譲歩：{agenda}", en = "Offer: {agenda}" }
text = { ja = "自分から札を切り、{agenda}の段階をその数だけ上げます。相手の満足度は上がりますが、札は抵抗に使えなくなります。", en = "Play a card of your own to raise {agenda} by its number. It pleases the other side, and the card is not there to resist with." }
needs = [
  { that = "marker[agenda] < $top", else = { ja = "この議題はもう最上段です。", en = "This issue already stands on the top rung." } },
  { that = "sum(answers_card[c] for c in card) > 0", else = { ja = "手札が残っていません。", en = "No cards are left in your hand." } },
]
effects = [{ track = "N_agenda", set = "agenda" }, { track = "N_way", set = 1 }]
limit = { turn = "$rounds" }

[option.N_hold]
each = "agenda"
phase = "N_lead_answers"
title = { ja = "押し下げ：{agenda}", en = "Hold down: {agenda}" }
text = { ja = "札を切り、{agenda}の段階をその数だけ下げます。相手も札で応じられます。", en = "Play a card to pull {agenda} down by its number; the other side may play against it." }
needs = [
  { that = "marker[agenda] > 0", else = { ja = "この議題はもう最下段です。", en = "This issue already stands on the lowest rung." } },
  { that = "sum(answers_card[c] for c in card) > 0", else = { ja = "手札が残っていません。", en = "No cards are left in your hand." } },
]
effects = [{ track = "N_agenda", set = "agenda" }, { track = "N_way", set = -1 }]
limit = { turn = "$rounds" }

[option.N_package]
phase = "N_lead_answers"
title = { ja = "一括案を出す", en = "Table the package" }
text = { ja = "いまの段階のまま交渉を打ち切り、全議題をまとめて採決にかけます。残りの回はなくなります。", en = "Close the bargaining: all issues go to the vote as they lie now, and the rounds that are left fall away." }
effects = [{ flag = "N_closed" }]

[phase.N_card_answers]
kind = "choose"
seat = "$answers"
when = "$card_when"
title = { ja = "$title：$answersの札", en = "$title: a card from $answers" }
prompt = { ja = "何を差し出しますか。", en = "What do you put in?" }

[option.N_lead_card]
each = "card"
phase = "N_card_answers"
title = { ja = "札{card}を切る", en = "Play the {card}" }
text = { ja = "選んだ議題の段階が{card}つ動きます（押し下げには相手が応じられます）。この札はもう使えません。$answers_best", en = "The marker moves {card} rungs your way; a hold may be answered. The card is then spent.$answers_best" }
needs = [
  { that = "N_agenda >= 0", else = { ja = "取引では札を使いません。支払う議題を選んでください。", en = "A link takes no card: choose the issue with which you pay." } },
  { that = "answers_card[card] > 0.5", else = { ja = "この札はもう使いました。", en = "This card has been played." } },
]
effects = [{ track = "answers_card[card]", set = 0 }, { track = "N_step", set = "N_way * (worth[card]$answers_extra)" }]
limit = { turn = "$rounds" }

[phase.N_reply_asks]
kind = "choose"
seat = "$asks"
when = "N_step < 0"
title = { ja = "$title：$asksの応手", en = "$title: $asks replies" }
prompt = { ja = "押し下げに札で応じますか。", en = "Do you play a card against the hold?" }
pass = { ja = "受け流す（札の数だけ段階が下がる）", en = "Let it pass: the marker drops by the whole card" }

[option.N_insist]
each = "card"
phase = "N_reply_asks"
title = { ja = "札{card}で食い下がる", en = "Insist with the {card}" }
text = { ja = "相手の札との差だけ段階が動きます。こちらが大きければ上がります。この札はもう使えません。$asks_best", en = "The marker moves by the difference; with the higher card it climbs. The card is then spent.$asks_best" }
needs = [{ that = "asks_card[card] > 0.5", else = { ja = "この札はもう使いました。", en = "This card has been played." } }]
effects = [{ track = "asks_card[card]", set = 0 }, { track = "N_reply", set = "worth[card]$asks_extra" }]
limit = { turn = "$rounds" }

[phase.N_next]
kind = "rules"
title = { ja = "$title：次の回へ", en = "$title: on to the next round" }

[rule.N_next]
phase = "N_next"
when = "not flag('N_closed')"
title = { ja = "次の回", en = "Next round" }
effects = [{ track = "N_round", add = 1 }]
"""

LINK = """
[track.N_gain]
title = { ja = "取引で下げる議題", en = "Issue gained by the link" }
start = -1
range = [-1, "$last"]
show = false

[track.N_price]
title = { ja = "取引で支払う議題", en = "Issue that pays for the link" }
start = -1
range = [-1, "$last"]
show = false

[track.links_refused]
title = { ja = "断られた取引", en = "Links turned down" }
text = { ja = "断られた組み合わせは、本命の議題を知る手がかりになります。", en = "Which link was turned down is a clue to the headline issue." }
range = [0, "$rounds"]
group = "N"

[let.N_pull]
each = "agenda"
value = "weight[agenda] / $top + ($headline_bonus if headline == agenda else 0)"

[let.N_link_worth]
value = "pick(N_price, N_pull) - pick(N_gain, N_pull)"

[option.N_link]
each = "agenda"
phase = "N_lead_answers"
title = { ja = "取引：{agenda}を下げる", en = "Link: {agenda} down" }
text = { ja = "{agenda}を$link段下げる代わりに、別の議題を$link段上げます。札は使いません。相手の得になるときだけ成立します。", en = "{agenda} goes down $link rungs and another issue goes up as many. It takes no card, and holds only if the other side gains by it." }
needs = [
  { that = "marker[agenda] >= $link", else = { ja = "下げられるだけの段がありません。", en = "There are not enough rungs to go down." } },
  { that = "any((a != agenda and marker[a] + $link <= $top) for a in agenda)", else = { ja = "代わりに上げられる議題がありません。", en = "No other issue has room to go up." } },
]
effects = [{ track = "N_gain", set = "agenda" }]
limit = { turn = "$rounds" }

[option.N_price]
each = "agenda"
phase = "N_card_answers"
title = { ja = "支払い：{agenda}を上げる", en = "Pay with {agenda}" }
text = { ja = "取引の対価として、{agenda}を$link段上げます。", en = "{agenda} goes up $link rungs as the price of the link." }
needs = [
  { that = "N_gain >= 0", else = { ja = "取引を持ちかけていません。", en = "No link has been proposed." } },
  { that = "N_gain != agenda", else = { ja = "下げる議題では支払えません。", en = "The issue that gains cannot pay." } },
  { that = "marker[agenda] + $link <= $top", else = { ja = "上げられるだけの段がありません。", en = "There are not enough rungs to go up." } },
]
effects = [{ track = "N_price", set = "agenda" }]
limit = { turn = "$rounds" }

[rule.N_link_opens]
phase = "N_open"
title = { ja = "取引の記録を消す", en = "Links start afresh" }
effects = [{ track = "N_gain", set = -1 }, { track = "N_price", set = -1 }, { track = "links_refused", set = 0 }]

[rule.N_link]
phase = "N_move"
when = "N_gain >= 0 and N_price >= 0 and N_link_worth >= 0"
title = { ja = "取引の成立", en = "The link is taken" }
effects = [
  { track = "marker[agenda]", each = "agenda", when = "agenda == N_gain", add = "-$link" },
  { track = "marker[agenda]", each = "agenda", when = "agenda == N_price", add = "$link" },
]

[rule.N_link_refused]
phase = "N_move"
when = "N_gain >= 0 and N_price >= 0 and N_link_worth < 0"
title = { ja = "取引は断られた", en = "The link is turned down" }
effects = [{ track = "links_refused", add = 1 }]

[rule.N_link_done]
phase = "N_move"
title = { ja = "取引の終わり", en = "The link is settled" }
effects = [{ track = "N_gain", set = -1 }, { track = "N_price", set = -1 }]
"""

# Comes after the link: both read what is on the table.
CLEAR = """
[rule.N_clear]
phase = "N_move"
title = { ja = "場を空ける", en = "The table is cleared" }
effects = [
  { track = "N_agenda", set = -1 },
  { track = "N_way", set = 0 },
  { track = "N_step", set = 0 },
  { track = "N_reply", set = 0 },
]
"""
