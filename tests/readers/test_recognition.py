"""A scan is read with --ocr where OCRmyPDF and Tesseract are installed."""

from __future__ import annotations

import shutil
import subprocess
from difflib import SequenceMatcher

import pytest

from assessor.errors import UnreadableError
from assessor.readers import read_bytes, recognition
from assessor.readers.limits import Limits
from tests.readers.making import lines_of
from tests.readers.test_pdf import SENTENCE, garbled, paragraphs, pdf, scanned


@pytest.fixture(scope="module")
def recogniser() -> None:
    if shutil.which("ocrmypdf") is None or shutil.which("tesseract") is None:
        pytest.skip("OCRmyPDF or Tesseract is not installed: recognition is not tested here")
    if (
        b"chi_sim"
        not in subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False).stdout
    ):
        pytest.skip("Tesseract has no chi_sim: recognition is not tested here")


@pytest.mark.usefixtures("recogniser")
def test_a_scan_is_read_and_the_reader_is_warned() -> None:
    document = read_bytes(scanned(pdf(paragraphs("一、主要举措和成效", SENTENCE * 3))), "扫描.pdf", ocr=True)
    assert document.notices[0] == "文字由图像识别（OCR）得到，可能有错字；引用前请对照原件"
    assert document.pages == (0,)
    right = sum(char in document.text for char in SENTENCE)
    assert right >= 0.9 * len(SENTENCE)
    assert document.text.splitlines()[0] == "一、主要举措和成效"


def test_without_the_programs_the_message_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "find_program", lambda names, places=(): None)
    with pytest.raises(UnreadableError, match=r"^扫描.pdf：--ocr 要用 OCRmyPDF、Tesseract，本机没有安装"):
        read_bytes(scanned(pdf(paragraphs(SENTENCE))), "扫描.pdf", ocr=True)


def test_too_many_pages_for_recognition_name_the_limit() -> None:
    with pytest.raises(UnreadableError, match=r"^扫描.pdf：共 2 页，超过图像识别 1 页的上限"):
        read_bytes(scanned(pdf(paragraphs(SENTENCE * 30))), "扫描.pdf", ocr=True, limits=Limits(ocr_pages=1))


@pytest.mark.usefixtures("recogniser")
def test_a_garbled_text_layer_is_replaced_by_what_the_page_shows(xingan: str) -> None:
    shown = lines_of(xingan)[8:12]
    text = read_bytes(garbled(*shown), "a.pdf", ocr=True).text
    # Tesseract confuses a few look-alikes; it must not lose lines.
    expected, found = ("".join(part.split()) for part in ("".join(shown), text))
    assert SequenceMatcher(None, expected, found, autojunk=False).ratio() >= 0.9
