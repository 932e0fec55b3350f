"""An encoder from a folder of the user; the libraries that read it are stood in for here."""

import json
import shutil
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from align.errors import InputError, UsageError
from align.model import Side
from align.similarity.encoders.local import OnnxFolder, SentenceTransformersFolder, open_folder
from align.similarity.encoders.registry import FOLDER, choose_encoder


def made(folder, *names, **config):
    """A folder with these files, and a configuration if there is one."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"inhoud van {name}")
    if config:
        (folder / "config.json").write_text(json.dumps(config))
    return folder


class Transformer:
    """What sentence-transformers would give: a vector of the length of a text, made of length 1."""

    def __init__(self, path, **options):
        self.path, self.options, self.asked = path, options, []

    def get_sentence_embedding_dimension(self):
        return 3

    def encode(self, texts, **options):
        self.asked.append((texts, options))
        return [[0.0, len(text) / len(text), 0.0] for text in texts]


class Tokenizer:
    """A token a letter: its place in the alphabet."""

    def __init__(self):
        self.set = []

    @classmethod
    def from_file(cls, path):
        made = cls()
        made.set.append(path)
        return made

    def no_padding(self):
        self.set.append("no padding")

    def enable_truncation(self, most):
        self.set.append(most)

    def encode(self, text):
        ids = [ord(letter) - ord("a") for letter in text]
        return SimpleNamespace(ids=ids, attention_mask=[1] * len(ids), type_ids=[0] * len(ids))


class Session:
    """A network of which the state of a token is (its number, 1)."""

    def __init__(self, path, providers):
        self.path, self.providers, self.fed = path, providers, []

    def get_inputs(self):
        return [SimpleNamespace(name="input_ids"), SimpleNamespace(name="attention_mask")]

    def run(self, wanted, feed):
        assert wanted is None
        self.fed.append(feed)
        (ids,) = feed["input_ids"]
        return [[[[float(n), 1.0] for n in ids]]]


@pytest.fixture(autouse=True)
def _libraries(monkeypatch):
    """What stands in for the libraries that nobody needs to have."""
    for module, content in (
        ("sentence_transformers", {"SentenceTransformer": Transformer}),
        ("onnxruntime", {"InferenceSession": Session}),
        ("tokenizers", {"Tokenizer": Tokenizer}),
    ):
        monkeypatch.setitem(sys.modules, module, SimpleNamespace(**content))


def test_a_folder_of_sentence_transformers_is_read_offline_and_text_by_text(tmp_path):
    encoder = open_folder(made(tmp_path, "modules.json", "model.onnx", "tokenizer.json"))
    assert isinstance(encoder, SentenceTransformersFolder)
    vectors = encoder.encode(["maaien", "snoeien"], Side.VMBO)
    assert (vectors.dtype, vectors.tolist()) == (np.float32, [[0.0, 1.0, 0.0]] * 2)
    assert encoder.dim == 3
    model = encoder._model
    assert (model.path, model.options) == (
        str(tmp_path),
        {"device": "cpu", "local_files_only": True},
    )
    ((texts, options),) = model.asked
    assert texts == ["maaien", "snoeien"]
    assert (options["batch_size"], options["normalize_embeddings"]) == (1, True)


def test_no_text_gives_no_vector(tmp_path):
    one = open_folder(made(tmp_path / "een", "modules.json"))
    other = open_folder(made(tmp_path / "twee", "model.onnx", "tokenizer.json", hidden_size=2))
    assert one.encode([], Side.MBO).shape == (0, 3)
    assert other.encode([], Side.MBO).shape == (0, 2)


@pytest.mark.parametrize(
    "name", ["model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx"]
)
def test_the_vector_of_onnx_is_the_mean_over_the_tokens_of_length_one(tmp_path, name):
    encoder = open_folder(made(tmp_path, name, "tokenizer.json", hidden_size=2))
    assert isinstance(encoder, OnnxFolder)
    assert encoder.dim == 2
    (vector,) = encoder.encode(["ag"], Side.MBO)  # states (0, 1) and (6, 1): mean (3, 1)
    assert vector == pytest.approx(np.array([3.0, 1.0]) / np.sqrt(10))
    session = encoder._session
    assert (session.path, session.providers) == (str(tmp_path / name), ["CPUExecutionProvider"])
    (feed,) = session.fed
    assert sorted(feed) == ["attention_mask", "input_ids"]  # this network asks for no types
    assert feed["input_ids"].dtype == np.int64
    assert encoder._tokenizer.set == [str(tmp_path / "tokenizer.json"), "no padding", 256]


def test_both_sides_are_read_alike_and_every_text_by_itself(tmp_path):
    encoder = open_folder(made(tmp_path, "model.onnx", "tokenizer.json", hidden_size=2))
    together = encoder.encode(["gras", "hek"], Side.VMBO)
    apart = [encoder.encode([text], Side.MBO)[0] for text in ("gras", "hek")]
    assert np.array_equal(together, np.stack(apart))


def test_the_same_folder_elsewhere_has_the_same_name_and_another_content_another(tmp_path):
    here = made(tmp_path / "hier", "modules.json", "1/weights.bin")
    shutil.copytree(here, tmp_path / "daar")
    name = open_folder(here).id
    assert name.startswith("sentence-transformers-")
    assert open_folder(tmp_path / "daar").id == name
    (here / "1" / "weights.bin").write_text("INHOUD VAN 1/weights.bin")  # of the same size
    assert open_folder(here).id != name
    (tmp_path / "daar" / "1" / "weights.bin").rename(tmp_path / "daar" / "1" / "other.bin")
    assert open_folder(tmp_path / "daar").id != name
    both = made(tmp_path / "onnx", "model.onnx", "tokenizer.json")
    assert open_folder(both).id.startswith("onnx-")


def test_a_folder_that_is_named_is_chosen_as_one_without_weights_of_its_own(tmp_path):
    chosen = choose_encoder(str(made(tmp_path, "modules.json")))
    assert (chosen.engine, chosen.why) == (FOLDER, "")
    assert chosen.shown == open_folder(tmp_path).id


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (None, "geen map met een taalmodel, en ook geen naam"),
        ((), "geen taalmodel dat te lezen is"),
        (("model.onnx",), "geen taalmodel dat te lezen is"),
        (("tokenizer.json",), "geen taalmodel dat te lezen is"),
    ],
)
def test_what_is_no_encoder_is_refused_with_a_way_out(tmp_path, names, what):
    folder = tmp_path / "model"
    if names is not None:
        folder.mkdir()
        made(folder, *names)
    with pytest.raises(InputError, match=what) as caught:
        open_folder(folder)
    assert str(folder) in caught.value.where
    assert caught.value.advice


@pytest.mark.parametrize(
    ("files", "module", "packages"),
    [
        (("modules.json",), "sentence_transformers", "sentence-transformers"),
        (("model.onnx", "tokenizer.json"), "tokenizers", "onnxruntime tokenizers"),
        (("model.onnx", "tokenizer.json"), "onnxruntime", "onnxruntime tokenizers"),
    ],
)
def test_a_library_that_lacks_is_named_with_how_to_get_it(
    monkeypatch, tmp_path, files, module, packages
):
    monkeypatch.setitem(sys.modules, module, None)
    encoder = open_folder(made(tmp_path, *files, hidden_size=2))
    with pytest.raises(UsageError, match=f"{module} nodig, en dat is niet") as caught:
        encoder.encode(["maaien"], Side.VMBO)
    assert caught.value.advice == f"Installeer het met: pip install {packages}"


@pytest.mark.parametrize(
    "config", [None, "", "[]", '{"hidden_size": "breed"}', "{}", "\x00", "[" * 2000 + "]" * 2000]
)
def test_a_width_that_is_not_told_is_asked_for(tmp_path, config):
    encoder = open_folder(made(tmp_path, "model.onnx", "tokenizer.json"))
    if config is not None:
        (tmp_path / "config.json").write_text(config)
    with pytest.raises(InputError, match=r"config\.json ontbreekt, of noemt geen hidden_size"):
        encoder.encode(["maaien"], Side.VMBO)
