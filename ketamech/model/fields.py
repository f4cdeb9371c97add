"""The kinds of text, number and mapping that fields of the models hold."""

import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

__all__ = [
    "Curie",
    "Doi",
    "Flag",
    "FrozenDict",
    "Key",
    "Names",
    "Pmid",
    "Record",
    "Slug",
    "Text",
    "frozen_mapping",
    "matching",
]

_SLUG = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CURIE = re.compile(r"[A-Za-z][A-Za-z0-9.]*:[A-Za-z0-9][A-Za-z0-9_.\-]*")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PMID = re.compile(r"[1-9]\d{0,8}")


def matching(pattern: re.Pattern[str], what: str) -> AfterValidator:
    """Check that a text has a form, which the error names."""

    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(f"{text!r} is not {what}")
        return text

    return AfterValidator(check)


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty (write a text)")
    return text.strip()


def _true_or_false(value: object) -> object:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise ValueError(f"{value!r} is neither true nor false (write true or false)")
        return value == "true"
    return value


def _one_or_several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def frozen_mapping(mapping: dict[str, str]) -> "FrozenDict":
    """Make a mapping that cannot be changed."""
    return FrozenDict(mapping)


class FrozenDict(dict[str, str]):
    """A mapping that cannot be changed, so that a graph stays what was loaded."""

    def _refuse(self, *_: object, **__: object) -> Any:
        raise TypeError("this mapping is part of a graph and cannot be changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return (FrozenDict, (dict(self),))


Text = Annotated[str, AfterValidator(_not_blank)]
Slug = Annotated[
    str, matching(_SLUG, "an id (write lower-case words joined by _, as in nmda_receptor)")
]
Key = Annotated[
    str, matching(_KEY, "a reference key (write a first author and a year, as in Autry2011)")
]
Curie = Annotated[
    str, matching(_CURIE, "a CURIE (write prefix:identifier, as in CHEBI:6121 or hgnc:1033)")
]
Doi = Annotated[str, matching(_DOI, "a DOI (write it as 10.1038/nature10130)")]
Pmid = Annotated[str, matching(_PMID, "a PMID (write its digits)")]
Flag = Annotated[bool, BeforeValidator(_true_or_false)]
Names = Annotated[tuple[Text, ...], BeforeValidator(_one_or_several)]


class Record(BaseModel):
    """A frozen record that knows its keys and refuses all others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def replaced(self, **fields: Any) -> Self:
        """The record with some fields changed, checked anew; nothing computed is kept."""
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(kept | fields, by_name=True)
