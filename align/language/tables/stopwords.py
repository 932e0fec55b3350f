"""Words that say nothing about what is taught: function words, empty words, abbreviations."""

from __future__ import annotations

STOP_WORDS = frozenset(
    """
    aan aangezien achter af afhankelijk al alle alleen alles als alsmede alsnog altijd ander andere
    anderen anders bepaald bepaalde betreffend betreffende behulp behoeve beide bij bijvoorbeeld
    bijv binnen buiten daar daaraan daarbij daarbuiten daardoor daarin daarmee daarna daarnaast
    daarom daarop daarover daartoe daaruit daarvan daarvoor dan dat de deze dezelfde die diens
    dienst_ dit divers diverse doel_ door doordat dus e.d een eén één eens eerst eerste eigen elk
    elkaar elke en enige enkele enz enzovoort er eraan erbij ermee erop erover ervan ervoor etc even
    eventueel eventuele gebruikmakend geen gelijk gemaakt_ gericht_ gewenst gewenste graag haar_ had
    heeft hem hen het hetgeen hier hieraan hierbij hierdoor hierin hiermee hierop hierover hiervan
    hiervoor hij hoe hoeveel hun ieder iedere iemand iets ik in inclusief is ja jaar_ je jezelf juist
    juiste kan kunnen langs maar manier mate me mede meer meest mee men met middels mij mijn minder
    minimaal moet moeten mogelijk mogelijke mogelijkheden_ na naar naast niet niets nodig nog
    noodzakelijk noodzakelijke nu of om omdat ons onder onderling onderlinge ongeveer onze ook op
    over overig overige passend passende per pas rekening relevant relevante reeds s samen
    sommige soms steeds tegen te ten tenzij ter terwijl tevens tijdens toch toe tot tussen t u uit
    uitgaande uw vaak van vanuit veel veelal veelvoorkomende verder verschillend verschillende via
    volgend volgende volgens voor vooraf vooral voorkomend voorkomende voornamelijk voorts waar
    waaraan waarbij waardoor waarin waarmee waarna waarnaast waarom waaronder waarop waarover
    waartoe waaruit waarvan waarvoor wanneer want was wat we wederom weinig wel welk welke werd
    werden wie wij wijze worden wordt zal ze zelf zeer zich zichzelf zij zijn zo zoals zodat zodanig
    zodra zogenaamde zodoende zonder zowel zou zullen basis_ o.a m.b.t d.m.v i.p.v t.b.v w.o
    d.w.z m.a.w n.a.v i.v.m t.a.v t.o.v o.l.v bijbehorend bijbehorende daaruitvolgend desgewenst
    doormiddel hulp_ kandidaat beroepsbeoefenaar beginnend aantal aanwezig adequaat algemeen
    algemene correct correcte goed goede eenvoudig_ gangbaar gangbare geschikt geschikte betrekking
    grote hand_ inzake inachtneming kader krijgt leidraad meerdere nieuw_ aanzien opnieuw overeen
    samenhang_ slechts specifiek specifieke stand tal terrein toe type vlak vlot voldoende wijzen_
    afspraak_ opdracht_ verband zaak_ zorgvuldig_ keuzedeel deelnemer_ student onderdeel_
    """.split()
)

ABBREVIATIONS = frozenset(
    """
    a.d.h.v. a.g.v. a.u.b. aanw. afb. art. bijv. bijz. blz. bv. ca. c.q. cf. d.d. d.m.v. d.w.z. div.
    dr. drs. e.a. e.d. e.g. e.v. enz. etc. evt. excl. fig. gem. i.c. i.e. i.h.b. i.o. i.o.m. i.p.v.
    i.s.m. i.t.t. i.v.m. incl. ing. ir. jl. m.a.w. m.b.t. m.b.v. m.i.v. m.n. m.u.v. max. mevr. mgr.
    min. mr. n.a.v. n.v.t. nl. no. nr. nrs. o.a. o.b.v. o.g. o.i.d. o.l.v. o.m. o.v.v. p. pag. par.
    p/m. prof. resp. rob. s.v.p. st. t.a.v. t.b.v. t.e.m. t.g.v. t.h.v. t.k.v. t.m. t.o.v. t.w.
    tel. t/m. vb. v.a. v.d. vgl. vlg. w.o. wo. z.g. z.o.z. zgn. z.s.m.
    """.split()
)
