"""What a negotiation becomes, written in the pack language itself.

`negotiation` parses these tables as TOML and fills them in: `N_` at the start of an id is the negotiation's
own id, `$asks` and `$answers` are the two seats (their titles inside texts), `$top`, `$link` and so on its
numbers. A pack may write a table of the same id with some keys of its own; those keys win.
"""

# The table itself: markers, hands, the vote, what follows.
TABLE = """
[track.agreed]
each = "agenda"
title = { ja = "{agenda}（合意）", en = "{agenda} (agreed)" }
text = { ja = "これまでに合意した段階です。0は$answersが守りたい線、$topは$asksの要求です。", en = "The rung agreed so far: 0 is the line that $answers wants to keep, $top is the demand of $asks." }
start = "start_at[agenda]"
range = [0, "$top"]
group = "N"

[track.marker]
each = "agenda"
title = { ja = "{agenda}（交渉中）", en = "{agenda} (on the table)" }
text = { ja = "いま話し合われている段階です。署名されるまでは約束ではありません。", en = "The rung being talked about. It binds nobody until it is signed." }
start = "start_at[agenda]"
range = [0, "$top"]
group = "N"

[track.asks_card]
each = "card"
title = { ja = "$asksの手札{card}", en = "Card {card} of $asks" }
start = 1
range = [0, 1]
group = "N"
show = false

[track.answers_card]
each = "card"
title = { ja = "$answersの手札{card}", en = "Card {card} of $answers" }
start = 1
range = [0, 1]
group = "N"
show = false

[track.headline]
title = { ja = "本命の議題", en = "Headline issue" }
text = { ja = "$asksが今回いちばん欲しい議題です。合意の後で明らかになります。", en = "The issue that $asks cares about most this time. It comes out after the vote." }
start = { choice = "$places", weights = "$weights" }
range = [0, "$last"]
hidden_from = "$not_asks"
seen_if = "$seen_headline"
group = "N"

[track.headline_next]
title = { ja = "次の本命の議題", en = "Headline issue next time" }
start = { choice = "$places", weights = "$weights" }
range = [0, "$last"]
hidden_from = "$not_asks"
seen_if = "$seen_next"
group = "N"
show = false

[flag.headline_known]
title = { ja = "本命の議題をつかんだ", en = "The headline issue is known" }

[track.need_now]
title = { ja = "$asksの合格点", en = "What $asks needs" }
text = { ja = "満足度がこれに届けば、$asksは署名します。", en = "Once satisfaction reaches this, $asks is ready to sign." }
start = "$need_guess"
range = [-200, 400]
digits = 1
hidden_from = "$not_asks"
group = "N"

[track.vote_asks]
title = { ja = "$asksの判断", en = "Vote of $asks" }
range = [0, 1]
hidden_from = "$not_asks"
guess = 1
show = false

[track.vote_answers]
title = { ja = "$answersの判断", en = "Vote of $answers" }
range = [0, 1]
hidden_from = "$not_answers"
guess = 1
show = false

[track.signed_asks]
title = { ja = "$asksの署名", en = "Signed by $asks" }
range = [0, 1]
show = false

[track.signed_answers]
title = { ja = "$answersの署名", en = "Signed by $answers" }
range = [0, 1]
show = false

[track.outcome]
title = { ja = "交渉の結果", en = "Outcome of the talks" }
range = [0, "$outcomes"]
show = false

[track.margin]
title = { ja = "合格点との差", en = "Above or below the need" }
text = { ja = "前回の採決のときに、満足度が合格点をどれだけ上回ったか（下回ったか）です。", en = "How far satisfaction stood above or below the need at the last vote." }
range = [-400, 400]
digits = 1
group = "N"

[track.cuts]
title = { ja = "批准で削られた段数", en = "Rungs cut in ratification" }
range = [0, 200]
good = "down"
group = "N"

[track.N_round]
title = { ja = "交渉の回", en = "Round of talks" }
range = [0, "$rounds"]
show = false

[track.N_agenda]
title = { ja = "いまの議題", en = "Issue on the table" }
start = -1
range = [-1, "$last"]
show = false

[track.N_way]
title = { ja = "札の向き", en = "Direction of the card" }
range = [-1, 1]
show = false

[track.N_step]
title = { ja = "場の札", en = "Card on the table" }
range = [-100, 100]
show = false

[track.N_reply]
title = { ja = "応じた札", en = "Card in reply" }
range = [0, 100]
show = false

[flag.N_closed]
title = { ja = "一括案を出した", en = "The package is on the table" }

[let.position_worth]
value = "sum(weight[a] * marker[a] for a in agenda) / $top"
title = { ja = "段階の値打ち", en = "Worth of the positions" }
text = { ja = "各議題の段階を、$asksにとっての重みで足したものです。", en = "All positions added up, by their weight for $asks." }
group = "N"

[let.headline_worth]
value = "$headline_bonus * pick(headline, (marker[a] - compromise[a] for a in agenda))"

[let.satisfaction]
value = "$satisfaction"
title = { ja = "$asksの満足度", en = "Satisfaction of $asks" }
group = "N"

[let.pain]
value = "sum(pain_rate[a] * max(0, marker[a] - compromise[a]) + base_pain[a] * marker[a] for a in agenda)"
title = { ja = "国内の痛み", en = "Pain at home" }
text = { ja = "妥協点を越えた段ごとに増え、批准の票を減らします。", en = "Grows with each rung above the compromise and costs votes when the deal is ratified." }
good = "down"
group = "N"

[let.reopened]
value = "sum(max(0, agreed[a] - marker[a]) for a in agenda)"

[let.N_deal]
value = "1 if signed_asks > 0.5 and signed_answers > 0.5 else 0"

# --- opening ---
[phase.N_open]
kind = "rules"
title = { ja = "$title：開会", en = "$title: opening" }

[rule.N_open]
phase = "N_open"
title = { ja = "交渉の開始", en = "The talks open" }
effects = [
  { track = "marker[agenda]", each = "agenda", set = "agreed[agenda]" },
  { track = "asks_card[card]", each = "card", set = 1 },
  { track = "answers_card[card]", each = "card", set = 1 },
  { track = "headline", set = "headline_next" },
  { track = "vote_asks", set = 0 },
  { track = "vote_answers", set = 0 },
  { track = "signed_asks", set = 0 },
  { track = "signed_answers", set = 0 },
  { track = "outcome", set = 0 },
  { track = "cuts", set = 0 },
  { track = "N_round", set = 1 },
  { track = "N_agenda", set = -1 },
  { track = "N_way", set = 0 },
  { track = "N_step", set = 0 },
  { track = "N_reply", set = 0 },
  { flag = "N_closed", set = 0 },
]

[rule.N_need]
phase = "N_open"
title = { ja = "$asksの合格点", en = "What $asks needs" }
effects = [{ track = "need_now", set = "$need" }]
"""

VOTE = """
# --- the vote, secret until both have voted ---
[phase.N_vote_asks]
kind = "choose"
seat = "$asks"
title = { ja = "$title：$asksの採決", en = "$title: $asks votes" }
prompt = { ja = "この案に署名しますか。相手にはまだ見えません。", en = "Do you sign? The other side does not see it yet." }

[option.N_sign_asks]
phase = "N_vote_asks"
title = { ja = "署名する", en = "Sign" }
text = { ja = "双方が署名すれば、いまの段階で合意が成立します。", en = "If both sides sign, the positions as they lie become the agreement." }
effects = [{ track = "vote_asks", set = 1 }]

[option.N_refuse_asks]
phase = "N_vote_asks"
title = { ja = "署名しない", en = "Do not sign" }
text = { ja = "合意は成立せず、段階は前回の合意に戻ります。", en = "There is no agreement, and all positions fall back to what was agreed before." }
effects = [{ track = "vote_asks", set = 0 }]

[phase.N_vote_answers]
kind = "choose"
seat = "$answers"
title = { ja = "$title：$answersの採決", en = "$title: $answers votes" }
prompt = { ja = "この案に署名しますか。相手にはまだ見えません。", en = "Do you sign? The other side does not see it yet." }

[option.N_sign_answers]
phase = "N_vote_answers"
title = { ja = "署名する", en = "Sign" }
text = { ja = "双方が署名すれば合意が成立します。$home", en = "If both sides sign, there is an agreement. $home" }
effects = [{ track = "vote_answers", set = 1 }]

[option.N_refuse_answers]
phase = "N_vote_answers"
title = { ja = "署名しない", en = "Do not sign" }
text = { ja = "合意は成立せず、段階は前回の合意に戻ります。", en = "There is no agreement, and all positions fall back to what was agreed before." }
effects = [{ track = "vote_answers", set = 0 }]

[phase.N_result]
kind = "rules"
title = { ja = "$title：結果", en = "$title: the result" }

[rule.N_reveal]
phase = "N_result"
title = { ja = "開票", en = "The votes are shown" }
effects = [
  { track = "signed_asks", set = "vote_asks" },
  { track = "signed_answers", set = "vote_answers" },
  { track = "margin", set = "satisfaction - need_now" },
]

[rule.N_outcome]
phase = "N_result"
title = { ja = "交渉の結果", en = "Outcome of the talks" }
effects = [{ track = "outcome", set = "$outcome" }]
"""

# After the effects of the outcomes: what binds, and what the next negotiation will be about.
CLOSE = """
[rule.N_fall_back]
phase = "N_result"
when = "N_deal < 0.5"
title = { ja = "署名されず、段階は元に戻る", en = "Not signed: positions fall back" }
effects = [{ track = "marker[agenda]", each = "agenda", set = "agreed[agenda]" }]

[phase.N_apply]
kind = "rules"
title = { ja = "$title：合意の発効", en = "$title: the agreement takes effect" }

[rule.N_agreed]
phase = "N_apply"
when = "N_deal > 0.5"
title = { ja = "新しい合意", en = "The new agreement" }
effects = [{ track = "agreed[agenda]", each = "agenda", set = "marker[agenda]" }]

[rule.N_after]
phase = "N_apply"
title = { ja = "次の本命の議題", en = "Headline issue next time" }
effects = [
  { track = "headline_next", set = "draw(weight[a] for a in agenda)" },
  { flag = "headline_known", set = 0 },
]
"""

CONTRIBUTIONS = """
[track.brought]
each = "contribution"
title = { ja = "今回の貢献：{contribution}", en = "Brought this time: {contribution}" }
range = [0, 1]
group = "N"
show = false

[track.contributed]
each = "contribution"
title = { ja = "これまでの貢献：{contribution}", en = "Contributed so far: {contribution}" }
range = [0, 40]
group = "N"

[rule.N_bags]
phase = "N_open"
title = { ja = "貢献を選び直す", en = "Contributions are chosen afresh" }
effects = [{ track = "brought[contribution]", each = "contribution", set = 0 }]

[phase.N_bring]
kind = "choose"
seat = "$answers"
slots = "$slots"
title = { ja = "$title：持ち寄る貢献", en = "$title: what you bring" }
prompt = { ja = "どの貢献を携えて臨みますか（合計$slotsつまで）。", en = "Which contributions do you bring (up to $slots)?" }
pass = { ja = "これ以上は持ち込まない", en = "Bring no more" }

[rule.N_counted]
phase = "N_apply"
when = "N_deal > 0.5"
title = { ja = "貢献の記録", en = "Contributions are counted" }
effects = [{ track = "contributed[contribution]", each = "contribution", add = "brought[contribution]" }]
"""

PARLIAMENT = """
[track.bar_now]
title = { ja = "批准に必要な票", en = "Votes needed to ratify" }
range = [-200, 400]
digits = 1
group = "N"
show = false

[phase.N_ratify]
kind = "rules"
title = { ja = "$title：批准", en = "$title: ratification" }

[rule.N_bar]
phase = "N_ratify"
when = "N_deal > 0.5"
title = { ja = "批准に必要な票", en = "Votes needed to ratify" }
effects = [{ track = "bar_now", set = "$bar" }]

[rule.N_cut]
phase = "N_ratify"
when = "N_deal > 0.5 and vote_now < bar_now and any(marker[a] > agreed[a] for a in agenda)"
repeat = 60
title = "$ratify"
effects = [
  { track = "marker[agenda]", each = "agenda", when = "agenda == argmax(((marker[a] - agreed[a]) * (pain_rate[a] + 0.001) if marker[a] > agreed[a] else -1) for a in agenda)", add = "-min(1, marker[agenda] - agreed[agenda])" },
  { track = "cuts", add = 1 },
]
"""
