"""The figure of the docs, as SVG written by hand: the same runs give the same file."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from xml.sax.saxutils import escape

from referral_svc.simulation.report import WAYS
from referral_svc.simulation.runs import OURS, Run, of_way

WIDTH, HEIGHT = 900, 620
OURS_COLOUR, OTHER, INK, GRID = "#1c7ed6", "#868e96", "#212529", "#dee2e6"
DASHES = {OURS: "", "phone": "6 3", "phone_rotating": "2 3", "first_wins": "10 3 2 3", "nearest": "1 4"}


def draw(runs: Sequence[Run]) -> str:
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="13" fill="{INK}" role="img" aria-labelledby="title">',
        '<title id="title">Load per unit of capacity, solicitations, Gini and delay under five ways</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *_sorted_lines(runs, (60, 50, 360, 210), "Load per unit of capacity, each volunteer, sorted", loads=True),
        *_sorted_lines(runs, (510, 50, 360, 210), "Times asked in the year, each volunteer, sorted", loads=False),
        *_bars(runs, (60, 345, 360, 190), "Gini of load"),
        *_bars(runs, (510, 345, 360, 190), "p90 of the delay to a yes, days", delay=True),
        *_legend(),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


Box = tuple[int, int, int, int]


def _frame(box: Box, title: str, top: float) -> list[str]:
    left, upper, width, height = box
    lines = [f'<text x="{left}" y="{upper - 14}" font-weight="bold">{escape(title)}</text>']
    for part in (0.0, 0.5, 1.0):
        y = upper + height * (1 - part)
        lines.append(f'<path d="M{left} {y:.1f}h{width}" stroke="{GRID}"/>')
        lines.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end" font-size="11">{part * top:.3g}</text>')
    return lines


def _sorted_lines(runs: Sequence[Run], box: Box, title: str, *, loads: bool) -> list[str]:
    """Rank by rank, the median over the territories."""
    left, upper, width, height = box
    series = {way: _by_rank(of_way(runs, way), loads=loads) for way in WAYS}
    top = max(max(values) for values in series.values())
    lines = _frame(box, title, top)
    for way, values in series.items():
        step = width / max(1, len(values) - 1)
        points = " ".join(f"{left + n * step:.1f},{upper + height * (1 - v / top):.1f}" for n, v in enumerate(values))
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="{_colour(way)}" '
            f'stroke-width="{3 if way == OURS else 1.6}" stroke-dasharray="{DASHES[way]}"/>'
        )
    return lines


def _by_rank(runs: Sequence[Run], *, loads: bool) -> list[float]:
    ranked = [sorted(run.loads if loads else run.asked) for run in runs]
    return [median(same) for same in zip(*ranked, strict=True)]


def _bars(runs: Sequence[Run], box: Box, title: str, *, delay: bool = False) -> list[str]:
    """Median over the territories; the thin line goes from the least to the most."""
    left, upper, width, height = box
    series = {
        way: [run.measures.delay_p90 if delay else run.measures.gini for run in of_way(runs, way)] for way in WAYS
    }
    top = max(max(values) for values in series.values())
    lines = _frame(box, title, top)
    step = width / len(series)
    for n, (way, values) in enumerate(series.items()):
        x, tall = left + (n + 0.2) * step, height * median(values) / top
        lines.append(
            f'<rect x="{x:.1f}" y="{upper + height - tall:.1f}" width="{0.6 * step:.1f}" height="{tall:.1f}" '
            f'fill="{_colour(way)}"/>'
        )
        least, most = (upper + height * (1 - value / top) for value in (min(values), max(values)))
        middle = x + 0.3 * step
        lines.append(f'<path d="M{middle:.1f} {least:.1f}V{most:.1f}" stroke="{INK}"/>')
        lines.append(
            f'<text x="{middle:.1f}" y="{upper + height + 16}" text-anchor="middle" font-size="10">'
            f"{escape(WAYS[way])}</text>"
        )
    return lines


def _legend() -> list[str]:
    lines = []
    for n, (way, words) in enumerate(WAYS.items()):
        x = 60 + n * 165
        lines.append(
            f'<path d="M{x} 595h36" stroke="{_colour(way)}" stroke-width="{3 if way == OURS else 1.6}" '
            f'stroke-dasharray="{DASHES[way]}"/><text x="{x + 44}" y="599">{escape(words)}</text>'
        )
    return lines


def _colour(way: str) -> str:
    return OURS_COLOUR if way == OURS else OTHER
