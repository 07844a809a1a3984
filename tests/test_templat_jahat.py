"""Of a template a report is made, or it is refused in a sentence; it brings nothing foreign along."""

from __future__ import annotations

import re
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from kasus_templat import DIBUAT, JAHAT
from paket_kecil import with_parts
from rencana_kecil import DES_31, bahan, due, indikator, komponen, rencana

from zi_reports.files import bundled_template
from zi_reports.word.berkas import read_template
from zi_reports.word.report import write_word
from zi_reports.word.tags import TemplateError
from zi_reports.word.trial import check_templates

BAHAN = bahan(rencana(komponen(indikator("SK", due(DES_31)))))
NAMA = "laporan-monev.docx"
ASING = re.compile(rb"DDE|INCLUDE|oleObject|vbaProject|aFChunk|attachedTemplate|activeX")


def outcome(path: Path) -> tuple[str, bytes]:
    """Give the sentence with which a template is refused, or the document made of it."""
    try:
        return "", write_word(BAHAN, path)
    except TemplateError as error:
        return str(error), b""


@pytest.mark.parametrize("judul", JAHAT)
def test_a_template_is_filled_in_or_refused_in_a_sentence(judul: str, tmp_path: Path) -> None:
    make, expected = JAHAT[judul]
    path = tmp_path / NAMA
    path.write_bytes(make())
    began = time.process_time()
    told, made = outcome(path)
    assert time.process_time() - began < 10
    assert "\n" not in told
    assert expected in told
    assert bool(made) is (expected == DIBUAT)


@pytest.mark.parametrize("judul", ["kode biasa", "lebar persen", "tanpa sectPr"])
def test_what_is_made_of_a_template_holds_nothing_of_another_place(judul: str, tmp_path: Path) -> None:
    (tmp_path / NAMA).write_bytes(JAHAT[judul][0]())
    with zipfile.ZipFile(BytesIO(outcome(tmp_path / NAMA)[1])) as package:
        assert not any(ASING.search(package.read(nama)) for nama in package.namelist())


@pytest.mark.parametrize(
    "judul", [judul for judul, (_, pesan) in JAHAT.items() if "memuat" in pesan or "mengambil" in pesan]
)
def test_the_check_of_templates_tells_of_it_beside_other_faults(judul: str, tmp_path: Path) -> None:
    make, expected = JAHAT[judul]
    (tmp_path / NAMA).write_bytes(make())
    assert any(expected in fault for fault in check_templates(tmp_path))


def test_a_picture_is_not_counted_as_text_whatever_its_bytes(tmp_path: Path) -> None:
    """A bracket among the first bytes of a logo makes no XML of it, however many braces follow by chance."""
    path = tmp_path / "undangan-rapat.docx"
    gambar = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0<" + b"{" * 30_000
    path.write_bytes(with_parts(bundled_template(path.name).read_bytes(), {"word/media/logo.png": gambar}))
    assert read_template(path) == path.read_bytes()
