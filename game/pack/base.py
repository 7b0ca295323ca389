"""What all tables of a pack are made of: texts, items with a title, effects, needs.

Models are frozen and refuse unknown keys. They live at the edge only: a game in play is NumPy columns.

>>> Text(ja="外交", en="Diplomacy").get("en")
'Diplomacy'
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

# A formula as its author wrote it; a plain number is the shortest formula.
FormulaText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)] | float
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Names = tuple[str, ...]


class Model(BaseModel):
    """Frozen, and an unknown key is an error: a typing mistake must not become a silent no-op."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False, defer_build=True)


class Refused(ValueError):
    """Keys of a table that do not go together; `code` is one of `complaints.SENTENCES`, which words it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Text(Model):
    """One text in both languages; `{set}` stands for a member's title, `{figure:id}` for a figure's value."""

    ja: Words
    en: Words

    def get(self, lang: str) -> str:
        """The text in `lang`, "ja" or "en"."""
        return self.ja if lang == "ja" else self.en


class Item(Model):
    """What every table may carry. `each` repeats the table for every member of the named sets."""

    id: str = ""
    each: str | Names = ()
    source_id: Names = ()


class Titled(Item):
    title: Text
    text: Text | None = None


class Linked(Titled):
    """What a player may want to read more about: `references` are works on the pack's shelf, `[reference.x]`."""

    references: Names = ()


class Effect(Model):
    """One change. `track` with one of add, set, scale, toward; or `flag`; or a branch with then/else."""

    track: str = ""
    flag: str = ""
    add: FormulaText | None = None
    set: FormulaText | None = None
    scale: FormulaText | None = None
    toward: FormulaText | None = None
    by: FormulaText | None = None
    when: FormulaText | None = None
    chance: FormulaText | None = None
    after: int = Field(default=0, ge=0, le=12)
    then: tuple[Effect, ...] = ()
    otherwise: tuple[Effect, ...] = Field(default=(), alias="else")
    title: Text | None = None
    each: str | Names = ()

    @model_validator(mode="after")
    def _one_change(self) -> Effect:
        changes = [k for k in ("add", "set", "scale", "toward") if getattr(self, k) is not None]
        if self.track:
            if len(changes) != 1 or self.flag or self.then or self.otherwise:
                raise Refused("one_change")
        elif self.flag:
            if changes not in ([], ["set"]) or self.then or self.otherwise:
                raise Refused("flag_alone")
        elif not self.then:
            raise Refused("no_effect")
        if (self.by is not None) != (self.toward is not None):
            raise Refused("toward_by")
        if self.otherwise and self.when is None and self.chance is None:
            raise Refused("else_of_what")
        return self


class Need(Model):
    """What must hold for an option to be legal, and the sentence for when it does not."""

    that: FormulaText
    otherwise: Text = Field(alias="else")
