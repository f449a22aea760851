"""Pictures drawn by code, for demonstrations: nobody's photograph, no country's emblem."""

import random
from io import BytesIO

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]

WALLS: list[Colour] = [(226, 219, 203), (206, 217, 220), (223, 211, 208), (211, 218, 202)]
WOODS: list[Colour] = [(120, 78, 48), (96, 66, 52), (141, 98, 60)]
SUITS: list[Colour] = [(38, 50, 72), (66, 66, 74), (92, 46, 56), (44, 74, 66), (84, 74, 58)]
SKINS: list[Colour] = [(238, 204, 176), (212, 168, 130), (160, 112, 80), (112, 76, 54)]
HAIRS: list[Colour] = [(40, 34, 32), (92, 64, 42), (150, 146, 140), (120, 52, 32)]
CLOTHS: list[Colour] = [
    (122, 84, 150), (232, 150, 92), (64, 142, 140), (236, 206, 110), (180, 86, 120),
    (140, 170, 96), (96, 110, 170), (240, 232, 216),
]  # fmt: skip
PAPER: Colour = (250, 248, 242)
SHIRT: Colour = (244, 242, 238)


def draw_meeting_picture(seed: str, size: tuple[int, int] = (1600, 1067)) -> bytes:
    """Return a JPEG of two figures at a table before two flags of no country.

    The same `seed` gives the same picture; `size` is width and height in pixels.
    """
    # Chance that repeats itself is the point here.
    chance = random.Random(seed)  # noqa: S311
    scene = Scene(size)
    draw_room(scene, chance)
    flags = chance.sample(CLOTHS, 6)
    draw_flag(scene, 0.40, flags[:3], chance.choice(PATTERNS))
    draw_flag(scene, 0.60, flags[3:], chance.choice(PATTERNS))
    suits = chance.sample(SUITS, 2)
    draw_figure(scene, 0.24, suits[0], chance)
    draw_figure(scene, 0.76, suits[1], chance)
    draw_table(scene, chance)
    return scene.jpeg()


class Scene:
    """A canvas measured in parts of its width and height, drawn large and made smaller."""

    SMOOTHING = 2

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.width, self.height = (side * self.SMOOTHING for side in size)
        self.image = Image.new("RGB", (self.width, self.height), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def at(self, box: Box) -> Box:
        """Return a box given in parts of the canvas, in pixels."""
        left, top, right, bottom = box
        return left * self.width, top * self.height, right * self.width, bottom * self.height

    def rectangle(self, box: Box, colour: Colour, *, round_by: float = 0) -> None:
        """Fill a rectangle; its corners are rounded by a part of the height."""
        self.pen.rounded_rectangle(self.at(box), round_by * self.height, fill=colour)

    def ellipse(self, box: Box, colour: Colour) -> None:
        """Fill an ellipse."""
        self.pen.ellipse(self.at(box), fill=colour)

    def circle(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Fill a circle, whose radius is a part of the height."""
        across = radius * self.height / self.width
        self.ellipse((x - across, y - radius, x + across, y + radius), colour)

    def polygon(self, points: list[tuple[float, float]], colour: Colour) -> None:
        """Fill a polygon."""
        self.pen.polygon([(x * self.width, y * self.height) for x, y in points], fill=colour)

    def jpeg(self) -> bytes:
        """Return the canvas at its size, as JPEG."""
        out = BytesIO()
        self.image.resize(self.size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=90)
        return out.getvalue()


def shade(colour: Colour, by: float) -> Colour:
    """Return the colour darker (below 1) or lighter (above 1)."""
    red, green, blue = (max(0, min(255, round(part * by))) for part in colour)
    return red, green, blue


def draw_room(scene: Scene, chance: random.Random) -> None:
    """Draw a panelled wall, a floor, and a landscape in a frame."""
    wall = chance.choice(WALLS)
    scene.rectangle((0, 0, 1, 1), wall)
    for left in (0.03, 0.355, 0.68):
        scene.rectangle((left, 0.08, left + 0.29, 0.66), shade(wall, 0.93), round_by=0.01)
        scene.rectangle((left + 0.008, 0.092, left + 0.282, 0.648), wall, round_by=0.008)
    scene.rectangle((0, 0.72, 1, 0.735), shade(wall, 0.82))
    scene.rectangle((0, 0.735, 1, 1), shade(chance.choice(WOODS), 1.3))
    draw_landscape(scene, chance)


def draw_landscape(scene: Scene, chance: random.Random) -> None:
    """Draw a small framed picture of hills under a sun between the flags."""
    scene.rectangle((0.445, 0.15, 0.555, 0.36), (176, 146, 88))
    scene.rectangle((0.452, 0.162, 0.548, 0.348), (198, 218, 226))
    scene.circle(chance.uniform(0.47, 0.53), 0.215, 0.022, (246, 222, 150))
    peaks = sorted(chance.uniform(0.458, 0.542) for _ in range(2))
    for peak, green in zip(peaks, ((120, 150, 120), (92, 128, 104)), strict=True):
        ridge = chance.uniform(0.24, 0.29)
        scene.polygon([(0.452, 0.348), (0.452, 0.32), (peak, ridge), (0.548, 0.318),
                       (0.548, 0.348)], green)  # fmt: skip


def draw_flag(scene: Scene, x: float, colours: list[Colour], pattern: str) -> None:
    """Draw a hanging flag on its pole; the pattern is one of PATTERNS."""
    scene.rectangle((x - 0.004, 0.2, x + 0.004, 0.78), (150, 122, 72))
    scene.circle(x, 0.195, 0.014, (206, 176, 104))
    left, right = (x - 0.075, x - 0.004) if x < 0.5 else (x + 0.004, x + 0.075)
    middle, width = (left + right) / 2, right - left
    scene.rectangle((left, 0.22, right, 0.52), colours[0])
    if pattern == "band":
        scene.rectangle((left, 0.40, right, 0.47), colours[1])
    elif pattern == "border":
        scene.rectangle((left + width * 0.18, 0.25, right - width * 0.18, 0.49), colours[1])
    elif pattern == "steps":
        scene.rectangle((left, 0.36, right, 0.52), colours[1])
        scene.rectangle((left + width / 2, 0.44, right, 0.52), colours[0])
    else:
        scene.polygon([(left, 0.52), (right, 0.22), (right, 0.52)], colours[1])
    scene.circle(middle - width * 0.14, 0.30, 0.017, colours[2])
    scene.circle(middle + width * 0.14, 0.345, 0.017, colours[2])


PATTERNS = ("band", "border", "steps", "slope")


def draw_figure(scene: Scene, x: float, suit: Colour, chance: random.Random) -> None:
    """Draw someone seated, from the waist up, turned to the middle of the room."""
    skin, hair = chance.choice(SKINS), chance.choice(HAIRS)
    inward = 0.012 if x < 0.5 else -0.012
    scene.rectangle((x - 0.085, 0.44, x + 0.085, 0.86), shade((110, 60, 50), 0.9), round_by=0.05)
    if chance.random() < 0.5:
        scene.rectangle((x - 0.05, 0.30, x + 0.05, 0.50), hair, round_by=0.07)
    scene.rectangle((x - 0.073, 0.50, x + 0.073, 0.95), suit, round_by=0.09)
    scene.polygon([(x - 0.02, 0.50), (x + 0.02, 0.50), (x, 0.64)], SHIRT)
    scene.polygon([(x - 0.005, 0.52), (x + 0.005, 0.52), (x, 0.63)], chance.choice(CLOTHS))
    scene.rectangle((x - 0.016, 0.44, x + 0.016, 0.515), shade(skin, 0.92), round_by=0.02)
    scene.circle(x, 0.352, 0.078, hair)
    scene.ellipse((x - 0.042 + inward, 0.305, x + 0.042 + inward, 0.468), skin)
    draw_face(scene, x + 1.6 * inward, skin)


def draw_face(scene: Scene, x: float, skin: Colour) -> None:
    """Draw two eyes and a slight smile."""
    for side in (-0.014, 0.014):
        scene.circle(x + side, 0.378, 0.0055, (44, 36, 34))
    box = scene.at((x - 0.014, 0.405, x + 0.014, 0.432))
    scene.pen.arc(box, 25, 155, fill=shade(skin, 0.6), width=scene.height // 250)


def draw_table(scene: Scene, chance: random.Random) -> None:
    """Draw the table before the figures, with papers, water and flowers."""
    wood = chance.choice(WOODS)
    scene.polygon([(0.08, 0.74), (0.92, 0.74), (1.02, 0.90), (-0.02, 0.90)], wood)
    scene.rectangle((-0.02, 0.90, 1.02, 1), shade(wood, 0.8))
    for x in (0.24, 0.76):
        scene.polygon([(x - 0.04, 0.79), (x + 0.04, 0.79), (x + 0.05, 0.855),
                       (x - 0.05, 0.855)], PAPER)  # fmt: skip
        for line in (0.805, 0.82, 0.835):
            scene.rectangle((x - 0.034, line, x + 0.03, line + 0.004), shade(PAPER, 0.8))
        glass = x + (0.09 if x < 0.5 else -0.09)
        scene.rectangle(
            (glass - 0.012, 0.755, glass + 0.012, 0.825), (206, 226, 232), round_by=0.01
        )
        scene.rectangle(
            (glass - 0.012, 0.785, glass + 0.012, 0.825), (170, 204, 218), round_by=0.01
        )
    draw_flowers(scene, chance)


def draw_flowers(scene: Scene, chance: random.Random) -> None:
    """Draw a low bowl of flowers in the middle of the table."""
    colours = chance.sample(CLOTHS, 3)
    for _ in range(26):
        x, y = chance.gauss(0.5, 0.022), chance.gauss(0.735, 0.016)
        scene.circle(x, y + 0.02, 0.016, (98, 136, 88))
        scene.circle(x, y, 0.014, chance.choice(colours))
        scene.circle(x, y, 0.005, (250, 236, 180))
    scene.rectangle((0.452, 0.755, 0.548, 0.815), (226, 226, 222), round_by=0.03)
