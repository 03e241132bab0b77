"""A plane cut into small hexagons, whose unions make the outlines of communes.

Two neighbours share the very same vertices, so their common border is exactly equal and nothing
overlaps, whatever the displacement given to a vertex. Distances are in kilometres.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Point = tuple[float, float]
Cell = tuple[int, int]
Vertex = tuple[int, int]

CELL_SIZE_KM = 0.55
_DIRECTIONS: tuple[Cell, ...] = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))


def centre_of(cell: Cell) -> Point:
    q, r = cell
    return CELL_SIZE_KM * math.sqrt(3) * (q + r / 2), CELL_SIZE_KM * 1.5 * r


def cells_within(half_width_km: float, half_height_km: float) -> list[Cell]:
    rows = int(half_height_km / (CELL_SIZE_KM * 1.5))
    columns = int(half_width_km / (CELL_SIZE_KM * math.sqrt(3)))
    return [(q - math.floor(r / 2), r) for r in range(-rows, rows + 1) for q in range(-columns, columns + 1)]


def neighbours(cell: Cell) -> list[Cell]:
    """Across each of the six edges, in the order of `corners`: edge i joins corner i and corner i + 1."""
    return [(cell[0] + dq, cell[1] + dr) for dq, dr in _DIRECTIONS]


def corners(cell: Cell) -> list[Vertex]:
    """Six vertices counter-clockwise, as metres, so that neighbours name them alike."""
    x, y = centre_of(cell)
    angles = (math.radians(60 * i - 30) for i in range(6))
    return [
        (round((x + CELL_SIZE_KM * math.cos(angle)) * 1000), round((y + CELL_SIZE_KM * math.sin(angle)) * 1000))
        for angle in angles
    ]


@dataclass(frozen=True)
class Borders:
    """Directed borders of every region, before they are drawn."""

    rings: Mapping[int, list[Vertex]]
    touching: Mapping[int, set[int]]


def make_connected(owner: dict[Cell, int]) -> None:
    """Gives every islet of a region to the neighbour it touches most, until each region is in one piece."""
    while True:
        islets = [islet for region in sorted(set(owner.values())) for islet in _islets(owner, region)]
        if not islets:
            return
        for islet in islets:
            touched: defaultdict[int, int] = defaultdict(int)
            for cell in sorted(islet):
                for other in neighbours(cell):
                    if other in owner and other not in islet:
                        touched[owner[other]] += 1
            taker = max(sorted(touched), key=lambda region: touched[region])
            for cell in islet:
                owner[cell] = taker


def _islets(owner: Mapping[Cell, int], region: int) -> list[set[Cell]]:
    left = {cell for cell, of in owner.items() if of == region}
    pieces: list[set[Cell]] = []
    while left:
        start = min(left)
        piece, frontier = {start}, [start]
        left.discard(start)
        while frontier:
            for other in neighbours(frontier.pop()):
                if other in left:
                    left.discard(other)
                    piece.add(other)
                    frontier.append(other)
        pieces.append(piece)
    pieces.sort(key=len)
    return pieces[:-1]


def borders_of(owner: Mapping[Cell, int]) -> Borders:
    """One counter-clockwise ring per region (each must be in one piece and without a hole)."""
    following: defaultdict[int, dict[Vertex, Vertex]] = defaultdict(dict)
    touching: defaultdict[int, set[int]] = defaultdict(set)
    for cell, region in owner.items():
        around = corners(cell)
        for side, other in enumerate(neighbours(cell)):
            if owner.get(other) == region:
                continue
            following[region][around[side]] = around[(side + 1) % 6]
            if other in owner:
                touching[region].add(owner[other])
    rings: dict[int, list[Vertex]] = {}
    for region, steps in following.items():
        ring = [min(steps)]
        while (nxt := steps[ring[-1]]) != ring[0]:
            ring.append(nxt)
        if len(ring) != len(steps):
            raise ValueError(f"region {region} has a hole")
        rings[region] = ring
    return Borders(rings, touching)


def drawn(rings: Iterable[list[Vertex]], rng: random.Random) -> dict[Vertex, Point]:
    """Where each vertex is drawn: displaced at random, then smoothed along the borders.

    Computed once for all regions: this is what keeps shared borders equal.
    """
    linked: defaultdict[Vertex, set[Vertex]] = defaultdict(set)
    for ring in rings:
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            linked[a].add(b)
            linked[b].add(a)
    reach = CELL_SIZE_KM * 0.30
    at = {
        v: (v[0] / 1000 + rng.uniform(-reach, reach), v[1] / 1000 + rng.uniform(-reach, reach))
        for v in sorted(linked)
    }
    for _ in range(2):
        at = {
            v: (
                0.5 * at[v][0] + 0.5 * sum(at[o][0] for o in sorted(others)) / len(others),
                0.5 * at[v][1] + 0.5 * sum(at[o][1] for o in sorted(others)) / len(others),
            )
            for v, others in linked.items()
        }
    return at


def area_and_centroid(ring: list[Point]) -> tuple[float, Point]:
    """Signed area (positive counter-clockwise) and centroid of a simple ring, in the units of its points."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area += cross / 2
        x += (x0 + x1) * cross / 6
        y += (y0 + y1) * cross / 6
    return area, (x / area, y / area)
