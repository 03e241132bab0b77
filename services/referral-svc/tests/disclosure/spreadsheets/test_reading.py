"""What a file may be, and what is refused before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from carekit.errors import Refusal
from referral_svc.disclosure.spreadsheets import reading
from referral_svc.disclosure.spreadsheets.reading import MOST_BYTES, MOST_ROWS, read_table

from .lists import HEADER, as_csv, as_xlsx, line


def bomb(size: int) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * size)
    return saved.getvalue()


def archive_of(**parts: bytes) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        pytest.param(b"", "spreadsheet-empty", id="nothing"),
        pytest.param(b"NOM;Prenom\n", "spreadsheet-empty", id="headings alone"),
        pytest.param(b"only one word\n", "spreadsheet-empty", id="one word"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "spreadsheet-unreadable", id="old Excel"),
        pytest.param(b"%PDF-1.7\x00\x81\x8d\n1;2\n", "spreadsheet-unreadable", id="a PDF"),
        pytest.param(b'a;b\n"1;2\n', "spreadsheet-unreadable", id="an open quote"),
        pytest.param(b"PK\x03\x04 and then nothing", "spreadsheet-unreadable", id="damaged archive"),
        pytest.param(archive_of(document=b"x"), "spreadsheet-unreadable", id="another archive"),
        pytest.param(bomb(reading.MOST_UNPACKED + 1), "workbook-inflates", id="a bomb"),
        pytest.param(b"a;b\n" + b"1;2\n" * (MOST_ROWS + 1), "spreadsheet-too-large", id="too many lines"),
        pytest.param(b"x" * (MOST_BYTES + 1), "spreadsheet-too-large", id="too many bytes"),
        pytest.param(b";".join([b"c"] * 61) + b"\n" + b";".join([b"1"] * 61), "spreadsheet-too-large", id="columns"),
    ],
)
def test_what_is_no_modest_spreadsheet_is_refused(content: bytes, rule: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_table(content)
    assert refused.value.rule() == rule


def test_entities_that_multiply_are_refused() -> None:
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&b;</workbook>'
    )
    with pytest.raises(Refusal) as refused:
        read_table(archive_of(**{"xl/workbook.xml": laughs, "[Content_Types].xml": laughs}))
    assert refused.value.rule() == "spreadsheet-unreadable"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_list_is_read_however_the_office_saved_it(encoding: str, delimiter: str) -> None:
    table = read_table(as_csv(line(prenom="Hélène"), delimiter=delimiter, encoding=encoding))
    assert table.header == HEADER
    assert table.rows == [(2, line(prenom="Hélène"))]


def test_a_workbook_is_read_with_its_dates_and_numbers_and_without_its_title() -> None:
    content = as_xlsx(line(naissance=date(1961, 5, 4), tel=199001122), title="Liste d'attente 2026")
    table = read_table(content)
    assert table.header == HEADER
    assert table.rows == [(4, line(naissance="1961-05-04", tel="199001122"))]


def test_a_cell_over_two_lines_keeps_the_number_of_the_line_it_began_on() -> None:
    table = read_table(b'NOM;Motif\nA;"deux\nlignes"\n\nB;court\n')
    assert table.rows == [(2, ["A", "deux lignes"]), (5, ["B", "court"])]


def test_a_cell_at_the_end_of_the_world_makes_no_million_rows() -> None:
    book = openpyxl.Workbook()
    tab = book.active
    assert tab is not None
    tab.append(["NOM", "Prénom"])
    tab.append(["A", "B"])
    tab["XFD1048576"] = "loin"
    saved = io.BytesIO()
    book.save(saved)
    assert read_table(saved.getvalue()).rows == [(2, ["A", "B"])]
