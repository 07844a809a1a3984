"""LibreOffice does with a workbook what people do: corrects, sorts, filters, deletes rows; then it recalculates.

A macro of LibreOffice's own language does it, so that nothing but LibreOffice is needed.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import conftest
import openpyxl
from openpyxl.workbook import Workbook

_KEPALA = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MODUL = (
    _KEPALA + '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">{}</script:module>\n'
)
_BASIC = """
Sub Kerja(masuk, keluar, perintah)
  On Error Goto Gagal
  Dim buka(0) As New com.sun.star.beans.PropertyValue
  Dim simpan(0) As New com.sun.star.beans.PropertyValue
  Dim kolom(0) As New com.sun.star.table.TableSortField
  Dim cara(1) As New com.sun.star.beans.PropertyValue
  buka(0).Name = "Hidden" : buka(0).Value = True
  simpan(0).Name = "FilterName" : simpan(0).Value = "Calc MS Excel 2007 XML"
  doc = StarDesktop.loadComponentFromURL(masuk, "_blank", 0, buka())
  Open perintah For Input As #1
  While Not EOF(1)
    Line Input #1, baris
    bagian = Split(baris, Chr(9))
    lembar = doc.Sheets.getByName(bagian(1))
    Select Case bagian(0)
      Case "angka"
        lembar.getCellByPosition(CLng(bagian(3)), CLng(bagian(2))).Value = CDbl(bagian(4))
      Case "teks"
        lembar.getCellByPosition(CLng(bagian(3)), CLng(bagian(2))).String = bagian(4)
      Case "hapus"
        lembar.Rows.removeByIndex(CLng(bagian(2)), 1)
      Case "sisip"
        lembar.Rows.insertByIndex(CLng(bagian(2)), 1)
      Case "urut"
        kolom(0).Field = CLng(bagian(5)) : kolom(0).IsAscending = (bagian(6) = "naik")
        cara(0).Name = "SortFields" : cara(0).Value = kolom()
        cara(1).Name = "ContainsHeader" : cara(1).Value = False
        lembar.getCellRangeByPosition(0, CLng(bagian(2)), CLng(bagian(4)), CLng(bagian(3))).sort(cara())
      Case "saring"
        For nomor = CLng(bagian(2)) To CLng(bagian(3))
          lembar.Rows.getByIndex(nomor).IsVisible = False
        Next
    End Select
  Wend
  Close #1
  doc.calculateAll()
  doc.storeToURL(keluar, simpan())
  doc.close(True)
  StarDesktop.terminate()
  Exit Sub
Gagal:
  Open perintah & ".galat" For Output As #2
  Print #2, Error$ & " (" & Erl & ")"
  Close #2
  StarDesktop.terminate()
End Sub
"""


@dataclass
class Tangan:
    """What is to be done, in its order; rows and columns count from 0."""

    perintah: list[str] = field(default_factory=list)

    def _add(self, *bagian: object) -> None:
        self.perintah.append("\t".join(map(str, bagian)))

    def isi(self, lembar: str, baris: int, kolom: int, isi: float | str) -> None:
        """Type a number or a text into a cell; nothing empties it."""
        self._add("teks" if isinstance(isi, str) else "angka", lembar, baris, kolom, isi)

    def hapus(self, lembar: str, baris: int) -> None:
        self._add("hapus", lembar, baris)

    def sisip(self, lembar: str, baris: int) -> None:
        self._add("sisip", lembar, baris)

    def urut(self, lembar: str, baris: Sequence[int], kolom: int, menurut: int, arah: str = "naik") -> None:
        """Sort whole rows of a table, up to a last column, by one of its columns."""
        self._add("urut", lembar, baris[0], baris[-1], kolom, menurut, arah)

    def saring(self, lembar: str, baris: Sequence[int]) -> None:
        """Hide rows, as a filter does."""
        self._add("saring", lembar, baris[0], baris[-1])


def profil(folder: Path) -> Path:
    """Make settings of LibreOffice that have the macro."""
    path = folder / "profil"
    _soffice(path, "--terminate_after_init")
    modul = _BASIC.replace("&", "&amp;").replace("<", "&lt;")
    (path / "user" / "basic" / "Standard" / "Module1.xba").write_text(_MODUL.format(modul), encoding="utf-8")
    return path


def kerjakan(laporan: bytes, tangan: Tangan, folder: Path, profil_: Path) -> Workbook:
    """Let LibreOffice do it, and give the workbook with the values that it then computes."""
    masuk, keluar, perintah = (folder / nama for nama in ("masuk.xlsx", "keluar.xlsx", "perintah.txt"))
    masuk.write_bytes(laporan)
    perintah.write_text("\n".join(tangan.perintah), encoding="utf-8")
    macro = f'macro:///Standard.Module1.Kerja("{masuk.as_uri()}","{keluar.as_uri()}","{perintah}")'
    _soffice(profil_, macro)
    galat = folder / "perintah.txt.galat"
    assert not galat.exists(), galat.read_text(encoding="utf-8")
    return openpyxl.load_workbook(keluar, data_only=True)


def _soffice(path: Path, *more: str) -> None:
    command = [str(conftest.SOFFICE), f"-env:UserInstallation={path.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*command, *more], check=True, capture_output=True, timeout=300)
