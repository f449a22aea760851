"""Texts made up of what real ones are made of, for properties."""

from hypothesis import strategies as st

from tests.intake.shapes import SAMPLE, SHAPES

LABELS = [
    "1",
    "2",
    "3",
    "1.",
    "2.",
    "3.",
    "(1)",
    "(2)",
    "(3)",
    "•",
    "-",
    "• (1)",
    "• 3.",
    "A.",
    "(a)",
    "(b)",
    "a.",
    "i.",
    "(i)",
    "(ii)",
    "１．",
    "（１）",
    "①",
    "ア",
    "一",
    "4. 4.",
    "2. (1)",
    "1)",
    "1.1",
    "(A)",
    "*",
    "10.",
    "I.",
    "II.",
]
WORDS = [
    "The two sides shared the view that ports matter.",
    "Opening remarks",
    "Bilateral relations",
    "Minister Ishigaki explained (1) tides, (2) buoys and (3) grain.",
    "Trade",
    "(2) buoys",
    "3 ministers met.",
    "both sides",
    "Okinawa:",
    "10 February",
    "She said “1. no”",
    "冒頭",
    "両大臣は、協力を確認した。",
    "A. K. Vantor spoke.",
    "Joint Statement (PDF)Open a New Window",
    "and",
    "1",
    "(1)",
    "Mr. Vantor was also present.",
    "\u00a0The\u00ad sides\u200b met",
    "The overview of the talks is as follows.",
    "x" * 70,
]
LINES = [
    "Japan-Qadira Relations",
    "Press Releases",
    "February 10, 2017",
    "2017年2月10日",
    "Japan-Qadira Foreign Ministers’ Meeting",
    "Japan-Qadira Foreign Ministers’ Meeting1",
    "(Photo) Two Ministers who shake hands",
    "(Photo: Cabinet Public Affairs Office)",
    "Back to Japan-Qadira Relations",
    "Ba",
    "(END)",
    "(Reference)",
    "Participants:",
    "(* The foregoing is a provisional translation.)",
    "Page Top",
    "Japanese",
    "On February 10, Ms. ISHIGAKI Haruka, Minister for Foreign Affairs, held a meeting with"
    " H.E. Mr. Samir al Fahim, Minister of Foreign Affairs of the State of Qadira.",
    "On February 10, commencing at around 11:10 p.m. JST (9:10 a.m. local time) for 30 minutes",
    "1. On May 3, from 19:10 p.m. to 20:00, a dinner was held in Munich. The overview is as"
    " follows: more",
    "The summary is given below.",
    "Opening remarks",
    "",
    "",
    "",
]

label = st.sampled_from(LABELS)
words = st.sampled_from(WORDS)
row = st.builds(
    lambda sign, gap, text: f"{sign}{gap}{text}",
    label,
    st.sampled_from([" ", "  ", "", "\n", "\u3000"]),
    words,
)
line = st.one_of(st.sampled_from(LINES), row, words, st.text(max_size=30))
made_up = st.lists(line, max_size=25).map("\n".join)
whole = st.sampled_from([SAMPLE, *(shape["text"] for shape in SHAPES)])


@st.composite
def mutated(draw):
    """A real shape with lines and signs taken out, doubled, swapped or put in."""
    lines = draw(whole).split("\n")
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        match draw(st.sampled_from(["drop", "double", "swap", "put", "cut", "sign"])):
            case "drop":
                del lines[at : at + 1]
            case "double":
                lines[at:at] = lines[at : at + 1]
            case "swap" if lines:
                lines[0], lines[at] = lines[at], lines[0]
            case "put":
                lines.insert(at, draw(line))
            case "cut" if lines:
                middle = draw(st.integers(0, len(lines[at])))
                lines[at : at + 1] = [lines[at][:middle], lines[at][middle:]]
            case "sign" if lines:
                middle = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:middle] + draw(st.text(max_size=4)) + lines[at][middle:]
    return "\n".join(lines)


any_text = st.one_of(mutated(), made_up, st.text())
