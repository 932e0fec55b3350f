"""What the workbook explains to a team, in Dutch."""

from __future__ import annotations

ASKED = "Uw naam:"
"""What stands before the cell for a name; `decisions_read_table` looks for it."""

HOW_TO = (
    "Vul eerst hierboven uw naam in. Die komt bij elk besluit waar u zelf geen naam bij zet.",
    "Ga naar het blad Paren en kies in de gele kolommen per rij een besluit; de rest mag leeg.",
    (
        "Sorteren, filteren, kolommen verplaatsen en eigen kolommen toevoegen mag. Laat de "
        "verborgen kolommen staan: daaraan herkent align de rij."
    ),
    (
        "Ander inzicht? Verander de rij. De datum wordt de dag waarop u bewaart, tenzij u er "
        "zelf een invult."
    ),
    (
        "Samenvoegen met wat collega's invulden: align decisions a.xlsx b.xlsx -o besluiten.json. "
        "Waar u verschilt, blijven beide besluiten staan en zegt align dat erbij."
    ),
)

WHO_DECIDES = (
    "align doet een voorstel; de kolommen voorstel, sterkte, relatie en kans zijn schattingen.",
    "Het team besluit wie wat geeft. Welke keuzevakken er zijn, besluit de school.",
    (
        "Vrijstelling in het mbo is een besluit van de examencommissie, op verzoek van de student. "
        "Niets in dit werkboek verleent er een."
    ),
)

EXPLAINED = (
    ("voorstel", "overlap; geen overlap: deelt iets, maar te weinig; algemeen: staat overal"),
    ("sterkte, kans", "hoe vaak beoordelaars zulke paren dubbel noemden; 78% is 78 van de 100"),
    (
        "relatie",
        (
            "herhaling: even zwaar; verdieping: het mbo vraagt meer; voorbereiding: het vmbo "
            "vraagt kennis, het mbo vraagt het te doen"
        ),
    ),
    (
        "komt terug",
        (
            "welk deel van de zinnen aan de andere kant terugkomt; het zijn twee getallen, "
            "want een deeltaak kan helemaal terugkomen in een werkproces dat veel breder is"
        ),
    ),
    ("citaat", "de twee zinnen die het meest op elkaar lijken; het rapport toont alle"),
    ("besluit", "akkoord: dit is dubbel; afgewezen: dit is niet dubbel; bespreken: nog niet eens"),
    ("wie geeft het", "vmbo, mbo of samen"),
    ("klokuren", "uren die dit volgens u vrijmaakt"),
    (
        "let op",
        (
            "verschil: collega's besloten anders; opnieuw bekijken: een tekst is veranderd sinds "
            "het besluit"
        ),
    ),
)

ASSUMPTIONS = (
    (
        "klokuren",
        (
            "Uren van 60 minuten les. De SBU van het mbo tellen ook zelfstudie en stage mee en "
            "zijn dus niet hetzelfde: reken eerst om, of laat het vak leeg."
        ),
    ),
)
