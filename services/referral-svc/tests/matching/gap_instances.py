"""Instances of the generalised assignment problem from the shared material, as their notice describes them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Instance:
    """Rows are agents. The library's own (`gap_orlib`) are to be maximised, types A to E minimised."""

    costs: list[list[int]]
    uses: list[list[int]]
    budgets: list[int]
    maximise: bool
    published: tuple[int, int]
    """Lower and upper bound of the optimum: the same when it is proved."""


def instances(shared: Path, folder: str) -> dict[str, Instance]:
    material = shared / "data" / "affectation_benchmarks"
    with (material / "optimums.csv").open() as lines:
        return {
            line["instance"]: _read(material / folder / line["instance"], line)
            for line in csv.DictReader(lines)
            if line["dossier"] == folder
        }


def _read(path: Path, line: dict[str, str]) -> Instance:
    """`m n`, then m x n costs, m x n uses, m budgets, by blanks."""
    numbers = [int(word) for word in path.read_text().split()]
    agents, tasks = numbers[:2]
    rows = [numbers[2 + n * tasks : 2 + (n + 1) * tasks] for n in range(2 * agents)]
    budgets = numbers[2 + 2 * agents * tasks : 2 + 2 * agents * tasks + agents]
    bounds = int(line["borne_inf_publiee"]), int(line["borne_sup_publiee"])
    return Instance(rows[:agents], rows[agents:], budgets, line["sens"] == "Max", bounds)
