"""Names and honorifics as leads print them: "the Rt. Hon. A. K. GRLIC RADMAN, MP"."""

import re

_PART = (
    r"(?:H\.\s?R\.\s?H\.|H\.\s?[EHM]\.|Mr\.?(?![a-z])|Mrs\.?(?![a-z])|Ms\.?(?![a-z])|Miss\b"
    r"|Dr\.?(?![a-z])|Prof\.?(?![a-z])|Professor\b|Amb\.|Ambassador\b"
    r"|(?:[Tt]he\s)?(?:Right\s|Rt\.?\s?)?Hon(?:ou?rable\b|\.|\b)|Senator\b|Sir\b|Dame\b|Lord\b"
    r"|Baroness\b|Gen\.|General\b(?!\s+of)|Lt\.\s?Gen\.|Lt\.\s?Col\.|Maj\.\s?Gen\.|LTG\.?|Lieutenant\sGeneral\b"
    r"|Major\sGeneral\b|Admiral\b|Col\.|Sheikh[a]?\b|Sayyid\b|Prince(?:ss)?\b|Crown\sPrince(?:ss)?\b"
    r"|King\b|Queen\b|Datuk\b|Dato'?\b|Tan\sSri\b|Tun\b|Haji\b|Daw\b|Sultan\b"
    r"|(?:His|Her|Their)\s(?:(?:Royal|Imperial|Serene)\s)?(?:Excellency|Majesty|Highness|Eminence|Holiness)"
    r"|Custodian\sof\sthe\sTwo\sHoly\sMosques|\((?:res|ret|retd)\.?\))"
)
HONORIFIC = rf"{_PART}(?:\s?{_PART}){{0,4}}"
_PARTICLE = (
    r"(?:al|bin|bint|ibn|de|del|della|der|den|van|von|da|dos|das|di|du|la|le|el|ul|ur|zu|y|af|ten"
    r"|ter|bte|binti|e)"
)
_CAPITAL = "[A-ZÀ-ÞĀ-ſȘȚ]"
# A full stop belongs to "U.S." and "St.", and else ends a sentence.
CAPITALISED = r"[A-ZÀ-Þ][\w'’\-–/]*(?:\.(?=\w)[\w'’\-–/]*)*(?:(?<=\b[A-Z])\.|(?<=\bSt)\.)?"
# Initials are taken as a whole: else each way to divide them would be tried.
_WORD = (
    rf"(?:(?:{_CAPITAL}\.\s?){{1,6}}+(?:{_CAPITAL}[\w'’\-]++)?"
    rf"|(?:al-|el-|d'|de')?{_CAPITAL}[\w'’\-]*+)"
)
NAME = rf"{_WORD}(?:\s(?:{_PARTICLE}\s){{0,3}}{_WORD}|(?<=\.){_WORD}){{0,6}}"
POST_NOMINAL = r"(?:,?\s(?:M\.?P\.?|P\.C\.(?:,\sM\.P\.)?|Jr\.|Sr\.|II|III|IV|OBE|KC|QC)(?=[\s,.]))?"
_PARTICLE_START = rf"(?:{_PARTICLE}\s){{0,2}}"
# Words that begin an office and no name.
_OFFICE_WORDS = """
Secretary-General Director-General Under-Secretary Consul-General Representative Superintendent
Undersecretary Vice-Ministers Vice-President Administrator Parliamentary Vice-Chairman
Vice-Minister Commissioner Spokesperson Chairperson Coordinator Ambassador Chairwoman
Chancellor Councillor Counsellor Vice-Chair Assistant Commander Executive Ministers Permanent
Political President Principal Secretary Taoiseach Attorney Chairman Co-Chair Director Governor
Managing Minister National Tánaiste Adviser Advisor Attaché Cabinet Federal Foreign Interim
Premier Speaker Special Supreme Acting Chargé Consul Deputy Leader Member Prince Second Senior
Sultan Chair Chief Crown Envoy First Grand Mayor Press Prime Queen Ruler State Third Under
Union Amir Emir Head High King Lord Pope Vice
""".split()
# The longest first, so that "Vice-President" is not read as "Vice".
# Words that begin an office only before certain others: "Europe and Foreign Affairs" is one.
_BEFORE_OTHERS = {
    "Foreign": "Minister|Secretary",
    "State": "Minister|Secretary|Councill?or|Counsellor",
    "Federal": "Minister|Chancellor|Councillor|President|Foreign",
    "National": "Security|Defen[cs]e",
    "Union": "Minister",
    "High": "Representative|Commissioner",
}
OFFICE_WORD = "(?:{})".format(
    "|".join(
        rf"{word}(?=\s(?:{_BEFORE_OTHERS[word]}))" if word in _BEFORE_OTHERS else word
        for word in _OFFICE_WORDS
    )
)
# Words of portfolios, which no name has.
PORTFOLIO_WORD = (
    r"(?:Affairs|Policy|Security|Cooperation|Co-operation|Trade|Development|Tourism|Integration"
    r"|Immigration|Commerce|Industry|Investment|Culture|Defen[cs]e|Justice|Finance|Economy"
    r"|Education|Energy|Worship|Diaspora|Expatriates|Emigrants|Commission|Mission|Office)"
)
_NOT_A_NAME = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|On|In|At|For|From|During|The|This"
    r"|Japan|Japanese|After|Following|Prior|Before|As|Both|A|An|JST|If|It|He|She|They|While|When"
    rf"|{OFFICE_WORD})$"
)


def is_name(text: str) -> bool:
    """Whether capitalised words may be someone's name."""
    words = text.split()
    if not words or _NOT_A_NAME.match(words[0]) is not None:
        return False
    return not any(re.fullmatch(PORTFOLIO_WORD, word.rstrip(",")) for word in words)


def full_name() -> str:
    """The pattern of a name with its particles and post-nominals."""
    return rf"{_PARTICLE_START}{NAME}{POST_NOMINAL}"
