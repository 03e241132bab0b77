"""The statement as an A4 sheet. Its QR code holds the signed text, so that the paper can be checked too."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from scheduling_svc.participation import messages_fr as words
from scheduling_svc.participation.signing import Statement

_QR_SIZE = 62 * mm
_GRID = TableStyle(
    [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#9aa5a8"),
        ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"),
        ("FONTNAME", (0, -1), (-1, -1), "Helvetica-Bold"),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ]
)


def pdf_of(statement: Statement, signed: str, key_at: str) -> bytes:
    """`key_at`: where whoever receives the sheet reads the public key."""
    styles = getSampleStyleSheet()
    month = words.month_in_words(date.fromisoformat(f"{statement.month}-01"))
    title = words.TITLE.format(month=month)
    who = words.WHO.format(name=statement.professional, rpps=statement.rpps or words.NO_RPPS)
    kept = words.KEPT.format(kept=statement.weeks_kept, weeks=len(statement.weeks))
    signed_on = words.SIGNED_ON.format(at=statement.issued_at, version=statement.version)
    story: list[Flowable] = [
        Paragraph(title, styles["Title"]),
        Paragraph(statement.cpts, styles["Heading2"]),
        Paragraph(who, styles["Normal"]),
        Spacer(1, 6 * mm),
        _weeks(statement),
        Spacer(1, 6 * mm),
        Paragraph(kept, styles["Heading3"]),
        Paragraph(words.RULE, styles["Normal"]),
        Spacer(1, 6 * mm),
        _qr(signed),
        Paragraph(words.CHECK.format(key_at=key_at), styles["Normal"]),
        Paragraph(signed_on, styles["Normal"]),
    ]
    written = BytesIO()
    SimpleDocTemplate(written, pagesize=A4, title=title, author=statement.cpts, lang="fr", invariant=1).build(story)
    return written.getvalue()


def _weeks(statement: Statement) -> Table:
    weeks = statement.weeks
    rows = [
        [week.week_of.strftime("%d/%m/%Y"), *map(words.hours_in_words, (week.opened, week.shared, week.filled))]
        for week in weeks
    ]
    totals = [sum(getattr(week, name) for week in weeks) for name in ("opened", "shared", "filled")]
    total = [words.TOTAL, *map(words.hours_in_words, totals)]
    return Table([list(words.COLUMNS), *rows, total], colWidths=[45 * mm] * 4, style=_GRID)


def _qr(signed: str) -> Drawing:
    code = QrCodeWidget(signed, barLevel="L")
    left, bottom, right, top = code.getBounds()
    drawing = Drawing(
        _QR_SIZE, _QR_SIZE, transform=[_QR_SIZE / (right - left), 0, 0, _QR_SIZE / (top - bottom), -left, -bottom]
    )
    drawing.add(code)
    return drawing
