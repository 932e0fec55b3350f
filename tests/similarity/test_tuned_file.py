"""The file of weights: what goes in comes out, and what is damaged is refused."""

import hashlib

import numpy as np
import pytest
from small_encoder import SHAPE, arrays, file_bytes, tokenizer

from align.errors import InputError
from align.similarity.encoders.tuned_file import pack, read_model, to_bytes


@pytest.fixture
def written(tmp_path):
    def write(data):
        path = tmp_path / "klein.bin"
        path.write_bytes(data)
        return path

    return write


def test_what_was_written_is_read_back(written):
    model = read_model(written(file_bytes()))

    assert (model.name, model.shape) == ("klein-1", SHAPE)
    assert model.tokenizer.pieces == tokenizer().pieces
    assert model.tokenizer.normal_forms == tokenizer().normal_forms
    for name, array in arrays().items():
        assert model.arrays[name].dtype == np.float32
        np.testing.assert_allclose(model.arrays[name], array, atol=0.005)


def test_the_same_model_gives_the_same_bytes():
    assert file_bytes() == file_bytes()


@pytest.mark.parametrize("bits", range(2, 9))
def test_packed_weights_are_off_by_half_a_step_at_most(bits):
    weights = np.random.default_rng(1).normal(size=(5, 64)).astype(np.float32)
    packed = pack(weights, bits)
    steps = np.repeat(packed.scales.astype(np.float32), 32, axis=1)
    assert (np.abs(packed.floats() - weights) <= steps * 0.51 + 1e-3).all()


@pytest.mark.parametrize("bits", range(2, 9))
def test_bits_are_packed_and_unpacked_without_loss(bits, written):
    array = pack(arrays()["emb.word"], bits)
    data = to_bytes("klein-1", SHAPE, tokenizer(), {"emb.word": array})
    np.testing.assert_array_equal(read_model(written(data)).arrays["emb.word"], array.floats())


def test_weights_that_are_all_nothing_stay_so():
    assert not pack(np.zeros((2, 32), dtype=np.float32), 8).floats().any()


@pytest.mark.parametrize("kept", [0, 7, 15, 40, 2000, -1])
def test_a_file_that_was_cut_off_is_refused(written, kept):
    with pytest.raises(InputError, match="afgebroken"):
        read_model(written(file_bytes()[:kept]))


def test_an_altered_file_is_refused_by_its_hash(written):
    data = bytearray(file_bytes())
    sha256 = hashlib.sha256(data).hexdigest()
    data[-3] ^= 1
    with pytest.raises(InputError, match="veranderd") as fault:
        read_model(written(bytes(data)), sha256)
    assert fault.value.where == "klein.bin"
    assert fault.value.advice


def test_another_kind_of_file_is_refused(written):
    with pytest.raises(InputError, match="geen bestand met gewichten"):
        read_model(written(b"PK\x03\x04" + bytes(100)))


def test_a_format_of_later_is_refused(written):
    data = bytearray(file_bytes())
    data[8] = 9
    with pytest.raises(InputError, match="versie 9"):
        read_model(written(bytes(data)))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="ontbreekt"):
        read_model(tmp_path / "weg.bin")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"hidden":32', b'"hidden":16'),
        (b'"kind":"q8"', b'"kind":"q9"'),
        (b'"offset":0', b'"offset":9999999'),
        (b'"size":[17,32]', b'"size":[99,99]'),
        (b'"shape"', b'"shope"'),
    ],
)
def test_a_header_that_does_not_fit_is_refused(written, old, new):
    data = file_bytes()
    assert old in data
    with pytest.raises(InputError, match="beschadigd"):
        read_model(written(data.replace(old, new)))
