"""Style sheets and scripts lie compressed where a demo serves them from."""

from pathlib import Path
from typing import Any

import pytest

from helpdesk.http.packed import pack_static_files


@pytest.fixture
def root(settings: Any, tmp_path: Path) -> Path:
    settings.STATIC_ROOT = tmp_path
    packing = {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": packing}
    return tmp_path


def test_a_demo_packs_them_as_often_as_it_starts(settings: Any, root: Path) -> None:
    settings.MODE = "demo"
    for _start in range(2):
        pack_static_files()
        packed, plain = root / "css/base.css.gz", root / "css/base.css"
        assert packed.stat().st_size < plain.stat().st_size / 2


def test_elsewhere_that_is_done_by_others(root: Path) -> None:
    pack_static_files()
    assert list(root.iterdir()) == []
