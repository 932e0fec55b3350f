"""Draws small exam plans: our own content in the layouts of the real ones.

`lijst_plan` looks as the plans of MBO Utrecht (kerntaken as headings with a list below them, one
table of exams each), `tabel_plan` as those of Aeres MBO (one table of kerntaken and werkprocessen,
one of all exams).
"""

import io

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

PORTRAIT, LANDSCAPE = (595, 842), (842, 595)
EXAM_HEADS = [
    ("Naam beroepsgerichte examen", 90),
    ("Examenvorm", 100),
    ("Inhoud examen", 95),
    ("Resultaat", 55),
    ("Duur examen", 50),
    ("Plaats afname", 80),
    ("Weging examens", 50),
]


class PlanPdf:
    """A PDF that is written from the top down."""

    def __init__(self, size=PORTRAIT, *, rules="fill", foot=False):
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=size, invariant=1)
        self.width, self.height = size
        self.rules, self.foot, self.number = rules, foot, 1
        self.y = self.height - 50

    def data(self):
        self._close_page()
        self.canvas.save()
        return self.buffer.getvalue()

    def page(self):
        self._close_page()
        self.number += 1
        self.y = self.height - 50

    def _close_page(self):
        if self.foot:
            self._text(50, 20, f"Pagina {self.number}", 7)
        self.canvas.showPage()

    def heading(self, text, size=14):
        self.y -= size
        self._text(46, self.y, text, size)
        self.y -= 16

    def text(self, text, size=9, width=None):
        for line in simpleSplit(text, "Helvetica", size, width or self.width - 92):
            self._text(46, self.y, line, size)
            self.y -= 12
        self.y -= 8

    def fields(self, values):
        """Labels and values side by side without lines."""
        for label, value in values.items():
            self._text(50, self.y, label, 9)
            self._text(300, self.y, value, 9)
            self.y -= 20
        self.y -= 8

    def table(self, heads, rows, *, left=46, wide=None, anywhere=False):
        """A table.

        A cell that is None is one with the cell above it. `wide` is a line over the whole width
        above the heads; `anywhere` breaks words in the middle where a column is too narrow.
        """
        widths = [width for _, width in heads]
        lines = [[split(h, w, anywhere=anywhere) for h, w in heads]]
        for row in rows:
            texts = zip(row, widths, strict=True)
            lines.append([None if t is None else split(t, w, anywhere=anywhere) for t, w in texts])
        if wide:
            self._row([[wide]], [sum(widths)], left, [True])
        for index, row in enumerate(lines):
            below = lines[index + 1] if index + 1 < len(lines) else [""] * len(row)
            self._row(row, widths, left, [cell is not None for cell in below], top=index == 0)
        self.y -= 14

    def _row(self, cells, widths, left, closed, *, top=True):
        high = max(len(lines or []) for lines in cells) * 12 + 8
        x = left
        for lines, width, shut in zip(cells, widths, closed, strict=True):
            for number, line in enumerate(lines or []):
                self._text(x + 5, self.y - 12 - number * 12, line, 9)
            self._rule(x, self.y, x, self.y - high)
            self._rule(x + width, self.y, x + width, self.y - high)
            if top:
                self._rule(x, self.y, x + width, self.y)
            if shut:
                self._rule(x, self.y - high, x + width, self.y - high)
            x += width
        self.y -= high

    def _rule(self, x0, y0, x1, y1):
        if self.rules == "fill":
            left, low = min(x0, x1) - 0.3, min(y0, y1) - 0.3
            self.canvas.rect(left, low, abs(x1 - x0) + 0.6, abs(y1 - y0) + 0.6, stroke=0, fill=1)
        elif self.rules == "stroke":
            self.canvas.line(x0, y0, x1, y1)

    def _text(self, x, y, text, size):
        self.canvas.setFont("Helvetica", size)
        self.canvas.drawString(x, y, text)


def split(text, width, *, anywhere=False):
    """Lines of a cell; a word that does not fit is broken only with `anywhere`."""
    lines = []
    for part in text.split("\n"):
        for whole in simpleSplit(part, "Helvetica", 9, width - 10):
            line = whole
            while anywhere and stringWidth(line, "Helvetica", 9) > width - 10:
                fits = next(n for n in range(len(line), 0, -1) if _fits(line[:n], width))
                lines.append(line[:fits])
                line = line[fits:]
            lines.append(line)
    return lines


def _fits(line, width):
    return stringWidth(line, "Helvetica", 9) <= width - 10


FRONT = {
    "Naam kwalificatiedossier": "Tuinieren",
    "Crebonr kwalificatiedossier": "23999",
    "Kwalificatie (profiel)": "Medewerker moestuin",
    "Crebonr. kwalificatie (profiel)": "25999",
    "Examenleverancier": "Stichting Proefveld",
    "Niveau": "3",
    "Vastgesteld op": "01-02-2026",
}


def lijst_plan(kerntaken, *, front=None, rules="fill", after=None, width=None):
    """A plan with headings and lists.

    Args:
        kerntaken: of each (code, title, [(code, title)], rows of its table of exams).
        front: labels and values at the start; see FRONT.
        rules: how lines are drawn: "fill", "stroke" or "none".
        after: writes more at the end.
        width: of running text, in points.
    """
    pdf = PlanPdf(rules=rules)
    pdf.heading("Examenplan en diploma-eisen", 17)
    pdf.fields(FRONT if front is None else front)
    pdf.text("Dit examenplan bevat de examen- en diploma-eisen.", width=width)
    pdf.heading("1.1. Basisdeel")
    for code, title, werkprocessen, exams in kerntaken:
        pdf.heading(f"{code} - {title}", 11)
        pdf.text("Kennis en vaardigheden")
        pdf.text(", ".join(f"{c} - {t}" for c, t in werkprocessen), width=width)
        pdf.text("Examens")
        pdf.table(EXAM_HEADS, exams)
        pdf.text("Een examen is behaald als er minimaal een voldoende is gehaald.")
    if after:
        after(pdf)
    return pdf.data()


def tabel_plan(kerntaken, exams, *, front=None, rules="fill", cohort="2026-2027", after=None):
    """A plan with one table of kerntaken and one of exams.

    Args:
        kerntaken: of each (text, [text of a werkproces]), with codes and colons in the texts.
        exams: rows of eight texts.
        front: labels and values at the start.
        rules: as in `lijst_plan`.
        cohort: in the title.
        after: writes more at the end.
    """
    pdf = PlanPdf(LANDSCAPE, rules=rules, foot=True)
    pdf.heading(f"Examenplan cohort {cohort}", 30)
    values = front or {
        "Opleiding:": "Medewerker moestuin",
        "Leerweg": "BOL/BBL",
        "Crebo:": "25999",
        "Niveau:": "2",
        "Startcohort:": cohort,
        "Duur van de opleiding:": "2 jaar",
        "Versie van het KD:": "2024",
        "Vaststellingsdatum": "01-02-2026",
    }
    first, *others = values.items()
    pdf.table([(first[0], 160), (first[1], 500)], [list(row) for row in others])
    pdf.page()
    pdf.heading("Opbouw van de opleiding", 16)
    rows = [[text, "\n".join(below)] for text, below in kerntaken]
    pdf.table([("Kerntaken", 300), ("Werkprocessen", 400)], rows)
    pdf.page()
    pdf.heading("Slaag/-zakbeslissing", 16)
    pdf.text("d. Je hebt voor minimaal 480 aan studiebelastingsuren aan keuzedelen gedaan")
    pdf.page()
    pdf.heading("Beroepsgerichte examenonderdelen", 16)
    heads = ["Examencode", "Examenvorm", "Kerntaken", "Werkprocessen", "Duur examen"]
    heads += ["Plaats afname", "We-ging", "Schaal"]
    widths = [70, 110, 150, 80, 70, 80, 50, 110]
    pdf.table(list(zip(heads, widths, strict=True)), exams)
    if after:
        after(pdf)
    return pdf.data()


MOESTUIN = [
    (
        "B1-K1",
        "Verzorgt de moestuin",
        [
            ("B1-K1-W1", "Maakt de grond klaar, zaait en plant uit"),
            ("B1-K1-W10", "Ruimt op"),
            ("B1-K1-W2", "Onderhoudt gereedschap en (kleine) machines van het bedrijf"),
        ],
        [
            [
                "Proef B1-K1 Verzorgt de moestuin",
                "Proeve van Bekwaamheid",
                "B1-K1-W1 - Maakt de grond klaar, zaait en plant uit, B1-K1-W10 - Ruimt op",
                "cijfer",
                "5 uur",
                "Beroepspraktijk",
                "2",
            ],
            [
                "VE Duits",
                "Vaardigheidsexamen",
                "B1-K1-W2 - Onderhoudt gereedschap, B1-K1-W10 - Ruimt op",
                "cijfer",
                "20 minuten",
                "School",
                "1",
            ],
        ],
    ),
    (
        "P1-K1",
        "Verkoopt de oogst",
        [("P1-K1-W1", "Staat op de markt")],
        [
            [
                "P1-K1-W1 Staat op de markt",
                "Examenproject",
                "P1-K1-W1 - Staat op de markt",
                "O/V/G",
                "1 dagde(e)l(en)",
                "School",
                "1",
            ],
        ],
    ),
]
"""Kerntaken for `lijst_plan`."""

MARKT = [
    (
        "B1-K1: Verzorgt de moestuin en alles wat daar in de zomer omheen gebeurt",
        [
            "B1-K1-W1: Maakt de grond klaar",
            "B1-K1-W2: Onderhoudt gereedschap en (kleine) machines van het bedrijf en van de buren",
        ],
    ),
    ("P1-K1: Verkoopt de oogst", ["P1-K1-W1: Staat op de markt"]),
]
"""Kerntaken for `tabel_plan`."""

MARKT_EXAMENS = [
    [
        "25999.BPV",
        "Beroepspraktijkvorming (BPV)",
        "",
        "",
        "",
        "Leerbedrijf",
        "",
        "Onvoldoende/ voldoende",
    ],
    [
        "25999.P1",
        "Beroepsproeve 1 (BP1)",
        f"{MARKT[0][0]} P1-K1 Verkoopt de oogst",
        "B1-K1-W1 B1-K1-W2 P1-K1-W1",
        "1 uur en 50 minuten",
        "Examenlocatie",
        "1",
        "Onvoldoende/ voldoende/goed",
    ],
]
"""Exams for `tabel_plan`."""


def changed(kerntaken, code, title):
    """Kerntaken for `lijst_plan` with another title for one code in its list."""
    return [
        (k, t, [(c, title if c == code else w) for c, w in below], exams)
        for k, t, below, exams in kerntaken
    ]
