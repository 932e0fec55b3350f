"""The encoder: a made-up one, and the one that is shipped."""

import json

import numpy as np
import pytest
from small_encoder import SHAPE, arrays, file_bytes, tokenizer

from align.errors import InputError
from align.model import Side
from align.similarity.encoders import tuned
from align.similarity.encoders.tuned_network import build


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "klein.bin"
    path.write_bytes(file_bytes())
    return tuned.TunedEncoder(path, "klein-1", SHAPE.hidden)


def by_the_book(pieces):
    """BERT and the mean of its tokens, written out plainly in double precision."""
    weights = {name: array.astype(np.float64) for name, array in arrays().items()}

    def norm(x, name):
        x = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + SHAPE.eps)
        return x * weights[f"{name}.w"] + weights[f"{name}.b"]

    def linear(x, name):
        return x @ weights[f"{name}.w"].T + weights[f"{name}.b"]

    x = weights["emb.word"][pieces] + weights["emb.pos"][: len(pieces)] + weights["emb.type"][0]
    x = norm(x, "emb.ln")
    width = SHAPE.hidden // SHAPE.heads
    for n in range(SHAPE.layers):
        q, k, v = (linear(x, f"l{n}.{name}") for name in "qkv")
        mixed = np.zeros_like(x)
        for head in range(SHAPE.heads):
            part = slice(head * width, (head + 1) * width)
            likeness = np.exp(q[:, part] @ k[:, part].T / np.sqrt(width))
            mixed[:, part] = likeness / likeness.sum(1, keepdims=True) @ v[:, part]
        x = norm(x + linear(mixed, f"l{n}.ao"), f"l{n}.aln")
        wide = linear(x, f"l{n}.fi")
        wide = 0.5 * wide * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3)))
        x = norm(x + linear(wide, f"l{n}.fo"), f"l{n}.oln")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


def test_the_network_is_bert():
    pieces = tokenizer().split("query: hefbrug koken", 96)
    found = build(SHAPE, arrays()).encode([pieces])[0]
    np.testing.assert_allclose(found, by_the_book(pieces), atol=2e-6)


def test_vectors_have_unit_length(small):
    found = small.encode(["hefbrug", "", "koken op een hefbrug " * 40], Side.VMBO)
    assert found.shape == (3, SHAPE.hidden)
    assert found.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-4)


def test_a_text_has_the_same_vector_alone_and_in_company(small):
    texts = ["hefbrug", "koken " * 30, "een hefbrug koken"]
    together = small.encode(texts, Side.MBO)
    alone = np.concatenate([small.encode([text], Side.MBO) for text in reversed(texts)])[::-1]
    np.testing.assert_array_equal(together, alone)


def test_what_fills_more_than_one_block_has_the_same_vectors_in_any_order(small):
    texts = [f"hefbrug {number} " + "koken " * (number % 90) for number in range(40)]
    forth, back = small.encode(texts, Side.VMBO), small.encode(texts[::-1], Side.VMBO)
    np.testing.assert_array_equal(forth, back[::-1])
    for number in (0, 17, 39):
        np.testing.assert_array_equal(forth[[number]], small.encode([texts[number]], Side.VMBO))


def test_no_texts_are_no_vectors(small):
    assert small.encode([], Side.VMBO).shape == (0, SHAPE.hidden)


def test_the_sides_are_read_differently(small):
    assert (small.encode(["koken"], Side.VMBO) != small.encode(["koken"], Side.MBO)).any()


def test_a_file_is_read_when_the_first_text_comes(tmp_path):
    encoder = tuned.TunedEncoder(tmp_path / "weg.bin", "weg-1", 32)
    assert (encoder.id, encoder.dim) == ("weg-1", 32)
    with pytest.raises(InputError, match="ontbreekt"):
        encoder.encode(["koken"], Side.VMBO)


def test_weights_that_are_missing_are_named(tmp_path):
    path = tmp_path / "klein.bin"
    path.write_bytes(file_bytes(without="l1.fi.w"))
    with pytest.raises(InputError, match=r"l1\.fi\.w"):
        tuned.TunedEncoder(path, "klein-1", 32).encode(["koken"], Side.VMBO)


def test_another_length_than_was_named_is_told(tmp_path):
    path = tmp_path / "klein.bin"
    path.write_bytes(file_bytes())
    with pytest.raises(InputError, match="32 getallen"):
        tuned.TunedEncoder(path, "klein-1", 384).encode(["koken"], Side.VMBO)


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"file": "x.bin"}'])
def test_without_a_release_there_is_a_message(tmp_path, monkeypatch, content):
    release = tmp_path / "tuned.json"
    if content is not None:
        release.write_text(content, encoding="utf-8")
    monkeypatch.setattr(tuned, "RELEASE", release)
    with pytest.raises(InputError, match="ontbreekt of is beschadigd"):
        tuned.load()


def test_a_release_names_its_file_and_the_file_must_fit(tmp_path, monkeypatch):
    (tmp_path / "klein-1.bin").write_bytes(file_bytes())
    release = tmp_path / "tuned.json"
    named = {"id": "klein-1", "dim": 32, "file": "klein-1.bin", "sha256": "0" * 64}
    release.write_text(json.dumps(named), encoding="utf-8")
    monkeypatch.setattr(tuned, "RELEASE", release)
    with pytest.raises(InputError, match="sha256"):
        tuned.load().encode(["koken"], Side.VMBO)


def test_the_one_that_is_shipped_finds_the_same_work_under_other_words():
    encoder = tuned.load()
    vmbo = [
        "Onderhoud van de tuin: De beplanting verzorgen. hagen snoeien; onkruid weghalen",
        "Kleding en textiel: Een was draaien. wasgoed sorteren op kleur",
    ]
    mbo = [
        "Hovenier: Onderhouden van tuinen: Voert onderhoud uit aan struiken en bomen",
        "Huishoudelijk medewerker: Zorgen voor linnengoed: Wast en strijkt het linnen",
        "Hovenier: Onderhouden van tuinen: Maakt een offerte voor een tuin",
        "Autopoetser: Reinigen van auto's: Wast de auto",
    ]
    cosines = encoder.encode(vmbo, Side.VMBO) @ encoder.encode(mbo, Side.MBO).T
    assert cosines.argmax(axis=1).tolist() == [0, 1]
