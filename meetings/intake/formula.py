"""The closing formula of an introduction: "The overview of the meeting is as follows."."""

import re

_ENGLISH = (
    r"(?:(?<!\S)|(?<=[a-z][a-z]\.)|(?<=[a-z]\)\.))(?:(?:The|An?|Main|Key)\s+(?:brief\s+|main\s+|general\s+)?"
    r"(?:overview|outline|summary|gist|points?|details|contents|results)"
    r"(?:\s+(?:of|from|on)\s+[^:;]{1,100}?)?"
    r"\s+(?:is|are|was|were)\s+(?:given\s+|shown\s+|provided\s+|set\s+out\s+)?"
    r"(?:as\s+follows?|below|the\s+following)"
    r"|[Tt]he\s+following\s+(?:is|are)\s+(?:an?\s+|the\s+)?(?:overview|outline|summary|gist"
    r"|main\s+points)(?:\s+of\s+[^:;.]{1,100}?)?)\s*(?:[.:。：]|$)"
)
_JAPANESE = (
    r"[^。、\n]{0,30}(?:概要|要旨|ポイント|内容)は、?(?:以下|次)の(?:とおり|通り)"
    r"(?:です|である|でした)?\s?[。:：.]?"
)
_FORMULA = re.compile(f"{_ENGLISH}|{_JAPANESE}", re.MULTILINE)


def find_formula(text: str) -> tuple[int, int] | None:
    """Where the first closing formula stands in a narrowed text; None when there is none."""
    found = _FORMULA.search(text)
    return found.span() if found else None
