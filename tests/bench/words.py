"""Invented sentences of a given length, the same in every run."""

import random

SUBJECTS = [
    "The two sides", "Minister Nanashi", "Both ministers", "The visiting side", "The two countries",
]  # fmt: skip
VERBS = [
    "affirmed the importance of", "exchanged views on", "agreed to deepen", "welcomed",
    "explained their position on", "concurred in advancing",
]  # fmt: skip
MATTERS = [
    "the harbours of the Lantern Sea", "cooperation in growing salt-resistant rice",
    "the exchange of young weavers", "the safety of night ferries", "the Treaty of Three Rivers",
    "open weather data for island states", "the return of the borrowed bells",
    "the tariff on glass beads", "joint surveys of the Umber Strait",
]  # fmt: skip
ENDS = [
    "and will meet again in spring", "with a view to the coming conference",
    "as a matter of common interest", "in close contact with their neighbours",
]  # fmt: skip


class Words:
    """Draws words; two with the same seed draw the same."""

    def __init__(self, seed=7):
        self.random = random.Random(seed)

    def sentence(self):
        subject, verb, matter, end = map(self.random.choice, (SUBJECTS, VERBS, MATTERS, ENDS))
        return f"{subject} {verb} {matter}, {end}."

    def text(self, length):
        """Give sentences of `length` characters or a little more."""
        sentences = []
        while sum(map(len, sentences)) + len(sentences) <= length:
            sentences.append(self.sentence())
        return " ".join(sentences)


def long_readout(length):
    """Give the text of a readout as it is pasted, of about `length` characters."""
    words = Words()
    rows = [
        "Japan-Velmora Relations",
        "February 10, 2017",
        "On February 10th, commencing at around 11:10 p.m. JST for approximately 30 minutes, "
        "Mr. Taro Nanashi, Minister for Foreign Affairs, held a meeting with the Honorable Ada "
        "Quill, Foreign Minister of the Republic of Velmora. The overview is as follows.",
    ]
    number = 0
    while sum(len(row) + 2 for row in rows) < length:
        number += 1
        rows += [f"{number} {words.random.choice(MATTERS).capitalize()}", words.text(420)]
    return "\n\n".join(rows)[:length]
