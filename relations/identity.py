"""Permanent identities and folded names: what stays the same when words change."""

import re
import secrets
import unicodedata

LETTERS = "bcdfghjkmnpqrstvwxz"
SIGNS = LETTERS + "23456789"

_UNSEEN = ("Cf", "Cc")
_TOKEN = re.compile(f"[{SIGNS}]{{27}}")
_SPACES = re.compile(r"\s+")


def new_uid() -> str:
    """A random identity of ten signs for use in addresses and documents.

    It begins with a letter, so that it can be an HTML id, and holds no vowel, so that it
    spells no word. About 48 bits: unguessable is not its purpose, staying unique is.
    """
    return secrets.choice(LETTERS) + "".join(secrets.choice(SIGNS) for _ in range(9))


def new_number() -> str:
    """A random permanent number of ten digits, for reading out over the telephone."""
    return str(secrets.randbelow(9 * 10**9) + 10**9)


def new_token() -> str:
    """An unguessable file name of 27 signs: 128 random bits."""
    return "".join(secrets.choice(SIGNS) for _ in range(27))


def is_token(text: str) -> bool:
    """Whether a text has the form of `new_token`."""
    return _TOKEN.fullmatch(text) is not None


def fold(name: str) -> str:
    """The key under which two spellings are one name.

    Width and compatibility forms (NFKC), case, format characters such as the zero-width
    space, and doubled spaces make no difference.
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    seen = [sign for sign in text if sign.isspace() or unicodedata.category(sign) not in _UNSEEN]
    return _SPACES.sub(" ", "".join(seen)).strip()
