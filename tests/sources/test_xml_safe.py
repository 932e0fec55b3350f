"""XML that could fetch or blow up is refused before it is parsed."""

import pytest

from align.errors import InputError
from align.sources.xml_safe import parse_xml, xml_head

LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE sbb [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sbb>&b;</sbb>'
)
FETCH = '<!DOCTYPE sbb [<!ENTITY x SYSTEM "file:///etc/passwd">]><sbb>&x;</sbb>'
EXTERNAL = '<!DOCTYPE sbb SYSTEM "https://example.org/x.dtd"><sbb/>'


@pytest.mark.parametrize("text", [LAUGHS, FETCH, EXTERNAL])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_doctype_is_refused_in_every_encoding(text, encoding):
    with pytest.raises(InputError, match="DOCTYPE") as caught:
        parse_xml(text.encode(encoding), "x.xml")
    assert caught.value.where in {"x.xml, regel 1", "x.xml, regel 2"}


def test_a_doctype_after_a_long_comment_is_refused():
    text = f"<!-- {'x' * 200_000} -->\n{FETCH}"
    with pytest.raises(InputError, match="DOCTYPE"):
        parse_xml(text.encode(), "x.xml")


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("<sbb>\n<a>\n", "afgebroken", 3),
        ("<sbb>\n<a>\n</b>\n</a></sbb>\n", "klopt hier niet", 3),
        ("<sbb>\n&onbekend;\n\n</sbb>", "klopt hier niet", 2),
        ('<?xml version="1.0" encoding="onzin"?>\n<sbb/>\n', "klopt hier niet", 1),
    ],
)
def test_broken_xml_is_refused_with_its_line(text, what, line):
    with pytest.raises(InputError, match=what) as caught:
        parse_xml(text.encode(), "x.xml")
    assert caught.value.where == f"x.xml, regel {line}"


def test_text_in_another_encoding_than_it_declares_is_refused():
    with pytest.raises(InputError, match=r"klopt|afgebroken"):
        parse_xml(
            '<?xml version="1.0" encoding="utf-8"?>\n<sbb>é</sbb>\n'.encode("cp1252"), "x.xml"
        )


def test_too_deep_xml_is_refused():
    with pytest.raises(InputError):
        parse_xml(b"<a>" * 5000 + b"</a>" * 5000, "x.xml")


def test_the_head_says_what_it_is():
    head = xml_head(b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><sbb voorbeeld="ja"><rest')
    assert head is not None
    assert (head.root, head.attributes, head.doctype_line) == ("sbb", {"voorbeeld": "ja"}, 0)
    utf_16 = xml_head("<sbb/>".encode("utf-16"))
    assert utf_16 is not None
    assert utf_16.root == "sbb"
    assert xml_head(b"%PDF-1.7") is None
    assert xml_head(b"") is None
    broken = xml_head(b"<a <b>")
    assert broken is not None
    assert broken.fault_line == 1
