"""Words that say nothing about what is taught, and abbreviations."""

from __future__ import annotations

from align.language.tables import words

STOP_WORDS = words(
    """
    aan aangezien aantal aanwezig aanzien achter adequaat af afhankelijk al algemeen algemene alle
    alleen allerlei alles als alsmede alsnog alsook altijd alvast ander andere anderen anders
    anderzijds beginnend beginnende behoeve behulp beide bepaald bepaalde beroepsbeoefenaar
    beroepsbeoefenaars betreffend betreffende betrekking bij bijbehorend bijbehorende bijv
    bijvoorbeeld binnen buiten correct correcte d.m.v d.w.z daar daaraan daarbij daarbuiten daardoor
    daarentegen daarin daarmee daarna daarnaast daarom daarop daarover daartoe daaruit
    daaruitvolgend daarvan daarvan-uit daarvoor dan dat de desbetreffende desgewenst deze dezelfde
    die diens dit divers diverse door doordat doorgaans doormiddel dus e.d echter een eens eerst
    eerste eigen eigenlijk elders elk elkaar elke en enerzijds enige enkele enz enzovoort er eraan
    erbij ergens ermee erop erover ervan ervoor etc even evenals eventueel eventuele eén gangbaar
    gangbare gebruikmakend geen gelijk geschikt geschikte geval gevallen gewenst gewenste goed goede
    graag grote had heeft hem hen het hetgeen hetzij hier hieraan hierbij hierboven hierdoor hierin
    hiermee hierna hiernaast hieronder hierop hierover hiervan hiervoor hij hoe hoeveel hun i.p.v
    i.v.m ieder iedere iemand iets ik immers in inachtneming inclusief indien inzake is ja je jezelf
    juist juiste kader kan kandidaat kandidaten keuzedeel keuzedelen krijgt kunnen langs leidraad
    m.a.w m.b.t maar manier mate me mede mee meer meerdere meest men met middels mij mijn minder
    minimaal mits moet moeten mogelijk mogelijke n.a.v na naar naast niet niets noch nodig nog
    nogmaals noodzakelijk noodzakelijke nu o.a o.l.v of oftewel ofwel om omdat onder onderling
    onderlinge ongeveer ons onze ook op opnieuw over overal overeen overig overige pas passend
    passende per reeds rekening relevant relevante respectievelijk s samen slechts sommige soms
    specifiek specifieke stand steeds student t t.a.v t.b.v t.o.v tal te tegen telkens ten tenzij
    ter terrein terwijl tevens tijdens toch toe tot tussen type u uit uitgaande uw vaak van vandaar
    vanuit veel veelal veelvoorkomende verband verder verdere verschillend verschillende vervolgens
    via vlak vlot voldoende volgend volgende volgens voor vooraf vooral voorkomend voorkomende
    voornamelijk voorts w.o waar waaraan waarbij waardoor waarin waarmee waarna waarnaar waarnaast
    waarom waaronder waarop waarover waartoe waaruit waarvan waarvoor wanneer want was wat we
    wederom weer weinig wel welk welke werd werden wie wij wijze worden wordt zal zal-zijn ze zeer
    zelf zich zichzelf zij zijn zo zo'n zoals zodanig zodat zodoende zodra zogenaamde zonder zou
    zover zowel zullen één
    """
)

# With the full stop that does not end a sentence.
ABBREVIATIONS = words(
    """
    a.d.h.v. a.g.v. a.u.b. aanw. afb. art. bijv. bijz. blz. bv. c.q. ca. cf. d.d. d.m.v. d.w.z. div.
    dr. drs. e.a. e.d. e.g. e.v. enz. etc. evt. excl. fig. gem. i.c. i.e. i.h.b. i.o. i.o.m. i.p.v.
    i.s.m. i.t.t. i.v.m. incl. ing. ir. jl. m.a.w. m.b.t. m.b.v. m.i.v. m.n. m.u.v. max. mevr. mgr.
    min. mr. n.a.v. n.v.t. nl. no. nr. nrs. o.a. o.b.v. o.g. o.i.d. o.l.v. o.m. o.v.v. p. p/m. pag.
    par. prof. resp. rob. s.v.p. st. t.a.v. t.b.v. t.e.m. t.g.v. t.h.v. t.k.v. t.m. t.o.v. t.w. t/m.
    tel. v.a. v.d. vb. vgl. vlg. w.o. wo. z.g. z.o.z. z.s.m. zgn.
    """
)
