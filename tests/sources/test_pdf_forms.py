"""Forms of a PDF that show each other without end are refused; those of honest files are not."""

import zlib

import pytest
from pdf_making import plain_pdf

from align.errors import InputError
from align.sources.pdf import forms, streams
from align.sources.pdf.bombs import refuse_bombs
from align.sources.pdf.forms import MAX_PIECES, refuse_endless_forms


def form(content, resources):
    """A form, not packed, that finds what it shows in these resources."""
    head = (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length {len(content)}/Resources {resources}>>"
    )
    return f"{head}\nstream\n{content}\nendstream".encode()


def pdf(*objects):
    """The start of a PDF with these objects, numbered from 1."""
    return b"%PDF-1.7\n" + b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(objects, start=1)
    )


@pytest.mark.parametrize(
    "data",
    [
        pdf(form("/X Do /X Do", "<</XObject<</X 1 0 R>>>>")),
        pdf(
            form("/Y Do", "<</XObject<</Y 2 0 R>>>>"),
            form("/X Do", "3 0 R"),
            b"<</XObject 4 0 R>>",
            b"<</X 1 0 R>>",
        ),
        pdf(
            *(form("/X Do " * 10, f"<</XObject<</X {n} 0 R>>>>") for n in range(2, 9)),
            form("q Q", "<<>>"),
        ),
    ],
    ids=["itself", "in a circle", "in a chain"],
)
def test_what_never_ends_is_refused(data):
    with pytest.raises(InputError, match="bestaat uit zichzelf") as caught:
        refuse_endless_forms(data, "a.pdf")
    assert caught.value.where == "a.pdf"
    assert caught.value.advice


def packed(*objects, numbers):
    """A stream of objects, packed, with these numbers."""
    places = [sum(map(len, objects[:at])) for at in range(len(objects))]
    index = b" ".join(b"%d %d" % pair for pair in zip(numbers, places, strict=True)) + b" "
    content = zlib.compress(index + b"".join(objects))
    head = b"<</Type/ObjStm/Filter/FlateDecode/N %d/First %d>>" % (len(objects), len(index))
    return head + b"\nstream\n" + content + b"\nendstream"


def test_names_in_a_packed_stream_of_objects_are_followed():
    resources = b"<</XObject 5 0 R>>", b"<</X 1 0 R>>"
    circle = pdf(
        form("/X Do /X Do", "4 0 R"),
        b"null",
        packed(b"<</Y 1 0 R>>", *resources, numbers=[9, 4, 5]),
    )
    with pytest.raises(InputError, match="bestaat uit zichzelf"):
        refuse_endless_forms(circle, "a.pdf")


def test_a_packed_object_ends_where_its_dictionary_does():
    beside = b"<</Y 2 0 R>>", b"<</X 1 0 R>>"  # the second belongs to something else
    honest = pdf(form("/X Do", "<</XObject 4 0 R>>"), b"null", packed(*beside, numbers=[4, 5]))
    refuse_endless_forms(honest, "a.pdf")


def test_more_packed_objects_than_can_be_counted_are_refused(monkeypatch):
    monkeypatch.setattr(forms, "MAX_PACKED", 2)
    many = pdf(form("q Q", "<<>>"), packed(b"1 ", b"2 ", b"3 ", numbers=[4, 5, 6]))
    with pytest.raises(InputError, match="meer onderdelen") as caught:
        refuse_endless_forms(many, "a.pdf")
    assert caught.value.where == "a.pdf"


def test_a_logo_on_a_logo_is_read():
    few = pdf(
        form("/X Do " * 99, "<</XObject<</X 2 0 R>>>>"),
        form("/X Do /Image Do", "<</XObject<</X 3 0 R/Image 4 0 R>>>>"),
        form("q Q", "<</XObject<</X 1 0 R>>>>"),  # it knows the first, and does not show it
    )
    refuse_endless_forms(few, "a.pdf")
    assert MAX_PIECES > 99 * 2


def test_a_chain_of_twenty_thousand_forms_is_counted():
    long = pdf(*(form("/X Do", f"<</XObject<</X {n} 0 R>>>>") for n in range(2, 20_000)))
    refuse_endless_forms(long, "a.pdf")


def test_a_file_without_forms_is_not_looked_at_further():
    refuse_endless_forms(plain_pdf(["<</Type/Catalog>>"]), "a.pdf")


def test_the_word_stream_in_a_form_hides_nothing_of_it():
    after_it = form("/X Do /X Do (stream) Tj", "<</XObject<</X 1 0 R>>>>")
    with pytest.raises(InputError, match="bestaat uit zichzelf"):
        refuse_endless_forms(pdf(after_it), "a.pdf")


def test_contents_that_share_their_bytes_are_not_read_again_and_again(monkeypatch):
    monkeypatch.setattr(streams, "_MOST_BYTES", 10_000)
    head = b"%d 0 obj\n<</Subtype/Form/Filter/FlateDecode>>\nstream\n"
    without_end = b"".join(head % number for number in range(1, 500))
    for look in (refuse_endless_forms, refuse_bombs):
        with pytest.raises(InputError, match="lopen door elkaar") as caught:
            look(without_end, "a.pdf")
        assert caught.value.where == "a.pdf"
