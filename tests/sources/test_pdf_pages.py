"""A PDF becomes words with boxes, lines and running text; what cannot be read is said plainly."""

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_making import LEFT, TOP, empty_pdf, make_pdf, plain_pdf, scanned_pdf

from align.errors import InputError
from align.sources import load
from align.sources.notes import Notes
from align.sources.pdf import bombs as pdf_bombs
from align.sources.pdf import pages as pdf_pages
from align.sources.pdf import text as pdf_text
from align.sources.pdf.bombs import _from_base85
from align.sources.pdf.glyphs import normal_word
from align.sources.pdf.lines import cells, columns, flow, gutters, lines, lines_of
from align.sources.pdf.pages import Pdf, Word, read_pages
from align.sources.pdf.words import WordBook


def pages_of(data, notes=None):
    with Pdf(data, "x.pdf") as pdf:
        return list(read_pages(pdf, "x.pdf", notes or Notes()))


def fault_of(data):
    with pytest.raises(InputError) as caught:
        pages_of(data)
    return str(caught.value)


def word(text, x0, y0, width=20.0, height=10.0):
    return Word(text, x0, y0, x0 + width, y0 + height, 9.0)


class TestWords:
    def test_words_have_the_box_in_which_they_are_seen(self):
        (page,) = pages_of(make_pdf([["De molen draait"]]))
        assert (page.number, page.width, page.height) == (1, 595, 842)
        assert [w.text for w in page.words] == ["De", "molen", "draait"]
        first = page.words[0]
        assert first.x0 == pytest.approx(LEFT, abs=1)
        assert first.y0 < TOP < first.y1
        assert first.size == 9
        assert not first.turned

    @pytest.mark.parametrize("quarters", [90, 180, 270])
    def test_a_page_that_is_shown_turned_gives_the_same_boxes(self, quarters):
        text = [["De molen draait", "en maalt"]]
        (turned,), (upright,) = pages_of(make_pdf(text, rotate=quarters)), pages_of(make_pdf(text))
        assert (turned.width, turned.height) == (upright.width, upright.height)
        assert len(turned.words) == len(upright.words)
        for one, other in zip(turned.words, upright.words, strict=True):
            assert (one.text, one.turned) == (other.text, False)
            box = (other.x0, other.y0, other.x1, other.y1)
            assert (one.x0, one.y0, one.x1, one.y1) == pytest.approx(box, abs=0.1)

    def test_pages_are_read_one_at_a_time(self):
        with Pdf(make_pdf([["een"], ["twee"]]), "x.pdf") as pdf:
            reading = read_pages(pdf, "x.pdf", Notes())
            assert next(reading).words[0].text == "een"
            assert next(reading).number == 2

    @pytest.mark.parametrize(
        ("printed", "font", "read"),
        [
            ("\u00a7", "abc+wingdings", "•"),
            ("\uf0b7", "symbolmt", "•"),
            ("\uf0fe", "x", "☑"),
            ("\ue123", "x", "•"),
            ("e\ufb03ciënt", "x", "efficiënt"),
            ("kwali\u00adteit", "x", "kwaliteit"),
            ("zelf\u00ad", "x", "zelf-"),
            ("cafe\u0301", "x", "café"),
            ("a\u200bb\ufeff", "x", "ab"),
            ("\ud800", "x", "\ufffd"),
        ],
    )
    def test_signs_that_only_their_font_can_show_become_plain(self, printed, font, read):
        assert normal_word(printed, font) == read

    @given(st.text(max_size=30))
    def test_a_word_is_always_printable_and_can_be_written(self, text):
        read = normal_word(text, "x")
        assert read.encode("utf-8").decode() == read
        assert read.isprintable()


class TestLines:
    def test_words_side_by_side_are_a_line_from_left_to_right(self):
        (page,) = pages_of(make_pdf([["boven", [(300, "rechts"), (40, "links")], "onder"]]))
        found = lines(page)
        assert [line.text for line in found] == ["boven", "links rechts", "onder"]
        assert [cell.text for cell in cells(found[1])] == ["links", "rechts"]
        assert found[1].box[0] < 41
        assert found[1].box[2] > 300

    def test_columns_are_where_no_word_crosses(self):
        words = [word("a", 40, 700), word("b", 300, 700), word("c", 45, 680), word("d", 305, 680)]
        (middle,) = gutters(words, 50)
        assert 65 < middle < 300
        left, right = columns(words, (middle,))
        assert [w.text for w in left] == ["a", "c"]
        assert [w.text for w in right] == ["b", "d"]
        assert gutters([*words, word("dwars", 40, 660, width=300)], 50) == ()
        assert gutters([], 50) == ()

    @given(
        st.lists(
            st.tuples(st.integers(0, 500), st.integers(0, 800), st.integers(1, 90)), max_size=30
        )
    )
    def test_every_word_stands_in_exactly_one_line_and_lines_go_down(self, places):
        words = [word(str(n), x, y, width) for n, (x, y, width) in enumerate(places)]
        found = lines_of(words, 1)
        assert sorted(w.text for line in found for w in line.words) == sorted(w.text for w in words)
        tops = [max(w.y0 for w in line.words) for line in found]
        assert tops == sorted(tops, reverse=True)
        for line in found:
            assert [w.x0 for w in line.words] == sorted(w.x0 for w in line.words)
            assert sum((cell.words for cell in cells(line)), ()) == line.words


class TestRunningText:
    @pytest.mark.parametrize(
        ("parts", "text"),
        [
            (["een zin die", "doorloopt"], "een zin die doorloopt"),
            (["werkzaam-", "heden van de brugwachter"], "werkzaamheden van de brugwachter"),
            (["de brug-", "klep gaat open"], "de brugklep gaat open"),
            (["diploma-", "eisen"], "diploma-eisen"),
            (["in-", "en verkoop"], "in- en verkoop"),
            (["de EHBO-", "doos"], "de EHBO-doos"),
            (["zorg-/", "adviesvraag"], "zorg-/adviesvraag"),
            (["van 01-08-", "2026"], "van 01-08-2026"),
            (["stil -", "maar alert"], "stil - maar alert"),
            (["de brug", ". Daarna"], "de brug. Daarna"),
            (["de brug", "... open"], "de brug ... open"),
            (["kwasten, -", "rollers en -bakken"], "kwasten, -rollers en -bakken"),
            (["", "een", ""], "een"),
            ([], ""),
        ],
    )
    def test_lines_become_one_text_with_broken_words_made_whole(self, parts, text):
        assert flow(parts, WordBook(["De brugklep is zwaar."]).joins) == text

    def test_the_document_itself_decides_before_the_word_list(self):
        assert flow(["de klep-", "stand"], WordBook(["de klep-stand"]).joins) == "de klep-stand"
        assert flow(["de klep-", "stand"], WordBook(["de klepstand"]).joins) == "de klepstand"

    @given(st.lists(st.text(st.characters(categories=["L", "Nd", "Zs", "Po"]), max_size=12)))
    def test_no_letter_is_lost_or_added(self, parts):
        letters = [c for part in parts for c in part if c.isalnum()]
        assert [c for c in flow(parts, WordBook(parts).joins) if c.isalnum()] == letters


class TestBadFiles:
    def test_a_password(self):
        assert "met een wachtwoord beveiligd" in fault_of(make_pdf([["x"]], password="geheim"))
        (page,) = pages_of(make_pdf([["leesbaar"]], password=""))
        assert page.words[0].text == "leesbaar"

    def test_a_file_that_was_cut_off_or_damaged(self):
        whole = make_pdf([["tekst"]])
        assert "afgebroken of beschadigd" in fault_of(whole[: len(whole) // 3])
        assert "afgebroken of beschadigd" in fault_of(b"%PDF-1.7\n\0\0\0")
        assert "dit is geen PDF" in fault_of(b"<html>")

    def test_a_file_whose_end_is_missing_is_read_with_a_warning(self):
        notes = Notes()
        whole = make_pdf([["tekst"]])
        pages_of(whole.replace(b"%%EOF", b"     "), notes)
        (warning,) = notes.in_order()
        assert "het einde van de PDF ontbreekt" in warning.message

    def test_a_scan_is_called_a_scan(self):
        said = fault_of(scanned_pdf(2))
        assert "gescand; op de 2 bladzijden staat geen tekst" in said
        assert "OCR" in said

    def test_scanned_pages_between_others_are_named(self):
        page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
        image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
        objects = [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>",
            page + "/Contents 6 0 R/Resources<</Font<</F 7 0 R>>>>>>",
            page + "/Contents 8 0 R/Resources<</XObject<</I 9 0 R>>>>>>",
            page + ">>",
            "<</Length 38>>stream\nBT /F 9 Tf 40 700 Td (tekst) Tj ET     \nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            "<</Length 26>>stream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
            image + "/BitsPerComponent 8/Length 1>>stream\nx\nendstream",
        ]
        notes = Notes()
        (page,) = pages_of(plain_pdf(objects), notes)
        assert page.number == 1
        assert [str(w.place) for w in notes.in_order()] == ["x.pdf, blz. 2"]
        assert "afbeelding zonder tekst" in notes.in_order()[0].message

    def test_ten_thousand_pages_without_text_are_refused_in_little_memory(self):
        data = empty_pdf(10_000)
        before = _peak_megabytes()
        assert "in deze PDF staat geen tekst (10000 bladzijden)" in fault_of(data)
        assert _peak_megabytes() - before < 100

    def test_more_pages_than_the_limit_are_left_out_with_a_warning(self, monkeypatch):
        monkeypatch.setattr(pdf_pages, "MAX_PAGES", 2)
        notes = Notes()
        read = pages_of(make_pdf([["een"], ["twee"], ["drie"]]), notes)
        assert [page.number for page in read] == [1, 2]
        (warning,) = notes.in_order()
        assert warning.message == "alleen de eerste 2 bladzijden zijn gelezen: 3 bladzijden"

    def test_more_characters_or_words_than_the_limit_are_left_out_with_a_warning(self, monkeypatch):
        monkeypatch.setattr(pdf_text, "MAX_PAGE_CHARS", 10)
        notes = Notes()
        (page,) = pages_of(make_pdf([["abcde fghij klmno"]]), notes)
        assert [w.text for w in page.words] == ["abcde", "fghi"]
        assert "tekens van de bladzijde zijn gelezen" in notes.in_order()[0].message
        monkeypatch.setattr(pdf_pages, "MAX_WORDS", 1)
        assert len(pages_of(make_pdf([["a b"], ["c d"], ["e f"]]), notes)) == 1
        assert any("langer dan 1 woorden" in w.message for w in notes.in_order())

    def test_a_very_long_word_is_cut(self):
        (page,) = pages_of(make_pdf([["x" * 2_500]]))
        assert max(len(w.text) for w in page.words) == pdf_text.MAX_WORD_CHARS

    def test_too_large_a_file(self, monkeypatch):
        monkeypatch.setattr(pdf_pages, "MAX_PDF_BYTES", 2**20)
        assert "groter dan 1 MB" in fault_of(make_pdf([["x"]]) + b"\0" * 2**20)

    @pytest.mark.parametrize(
        "filters",
        [
            "/FlateDecode",
            "[/FlateDecode/FlateDecode]",
            "[/ASCII85Decode/FlateDecode]",
            "[/ASCIIHexDecode/FlateDecode]",
        ],
    )
    def test_a_stream_that_unpacks_to_far_too_much_is_refused(self, filters):
        stream = zlib.compress(b" " * (pdf_bombs.MAX_STREAM_BYTES + 1), 9)
        if filters.count("Flate") == 2:
            stream = zlib.compress(stream, 9)
        if "85" in filters:
            stream = base64.a85encode(stream)
        if "Hex" in filters:  # an odd number of digits, with what is none in between
            stream = stream.hex(" ").replace("78", "7q8").encode()[:-1]
        data = _one_page(stream, filters)
        assert "uitgepakt groter dan 16 MB" in fault_of(data)

    @given(st.binary(max_size=60))
    def test_streams_in_ascii_are_looked_into_as_well(self, data):
        assert _from_base85(base64.a85encode(data, wrapcol=7) + b"~>") == data

    def test_a_stream_that_is_packed_again_and_again_is_refused(self):
        data = _one_page(b"x", f"[{'/ASCIIHexDecode' * 5}]")
        assert "meer dan 4 keer ingepakt" in fault_of(data)

    def test_all_streams_together_have_a_limit(self, monkeypatch):
        monkeypatch.setattr(pdf_bombs, "MAX_UNPACKED_BYTES", 1_000)
        data = _one_page(zlib.compress(b" " * 2_000), "/FlateDecode")
        assert "uitgepakt groter dan 0 MB" in fault_of(data)

    def test_pages_that_contain_themselves(self):
        pages = "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000>>"
        assert "beschadigd" in fault_of(plain_pdf(["<</Type/Catalog/Pages 2 0 R>>", pages]))

    @given(st.binary(max_size=200), st.integers(0, 1500))
    def test_bytes_at_random_in_a_pdf_give_pages_or_a_fault_that_says_so(self, noise, at):
        whole = make_pdf([["tekst die er staat"]])
        broken = b"%PDF-1.4\n" + whole[9:at] + noise + whole[at + len(noise) :]
        try:
            read = pages_of(broken)
        except InputError as fault:
            assert fault.where == "x.pdf"  # noqa: PT017 -- one of two good ends
        else:
            assert all(page.words for page in read)

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (make_pdf([["x"]], password="geheim"), "wachtwoord"),
            (scanned_pdf(1), "gescand"),
            (make_pdf([["x"]])[:300], "afgebroken"),
        ],
    )
    def test_a_user_hears_the_same_whatever_the_file_is_called(self, tmp_path, data, said):
        path = tmp_path / "notities.txt"
        path.write_bytes(data)
        with pytest.raises(InputError, match=said) as caught:
            load(path)
        assert str(path) in str(caught.value)


def _one_page(stream, filters):
    head = f"<</Filter{filters}/Length {len(stream)}>>stream\n".encode()
    return plain_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            head + stream + b"\nendstream",
        ]
    )


def _peak_megabytes():
    resource = pytest.importorskip("resource", reason="Windows telt geheugen anders")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
