"""An .xlsx file becomes plain grids of values: the one place that knows how a workbook's parts hang together.

Read here and not by openpyxl, which has no bounds: it makes a cell of everything that a merged block, a link
or a used range covers, be it a million rows. Tests hold this reader against openpyxl.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from zi_reports.model import WorkbookError
from zi_reports.workbook.berkas import RUSAK, check_file
from zi_reports.workbook.lembar import HARI_NOL_1900, HARI_NOL_1904, Lembar
from zi_reports.workbook.lembar_xml import Bahan, PembacaLembar, TooManyCellsError
from zi_reports.workbook.nilai_sel import Bentuk, format_shape, unescape
from zi_reports.workbook.paket import TERLALU_BESAR, Paket

_BENAR = {"1", "true"}


def load_sheets(path: Path) -> tuple[Lembar, ...]:
    """Read all worksheets of `path`, formulas by their stored value.

    Raises:
        WorkbookError: the file cannot be read as an Excel workbook; says what it is and what to do.
    """
    try:
        check_file(path)
        with Paket(path) as paket:
            return _load(paket)
    except WorkbookError:
        raise
    except PermissionError as error:
        raise WorkbookError(f"{path} tidak boleh dibuka. Tutup berkas itu di Excel, lalu ulangi.") from error
    except (TooManyCellsError, MemoryError) as error:
        raise WorkbookError(f"{path} {TERLALU_BESAR}") from error
    except Exception as error:
        # A broken file has no error of its own: BadZipFile, ExpatError, zlib.error, KeyError, ValueError, ...
        raise WorkbookError(f"{path} {RUSAK}") from error


def _load(paket: Paket) -> tuple[Lembar, ...]:
    main = paket.main_part()
    relations = paket.relations(main)
    buku = _Buku()
    paket.read(main, buku)
    strings, styles = _Teks(), _Gaya()
    for target in relations.values():
        name = target.rpartition("/")[2].casefold()
        if name == "sharedstrings.xml" and target in paket:
            paket.read(target, strings)
        elif name == "styles.xml" and target in paket:
            paket.read(target, styles)
    bahan = Bahan(strings.semua, styles.bentuk(), HARI_NOL_1904 if buku.tahun_1904 else HARI_NOL_1900)
    sheets = []
    for nama, tersembunyi, relation in buku.lembar:
        part = relations[relation]
        if "chartsheets/" in part or "dialogsheets/" in part or "macrosheets/" in part:
            continue
        reading = PembacaLembar(bahan, paket.relations(part))
        paket.read(part, reading)
        sheets.append(reading.lembar(nama, tersembunyi=tersembunyi))
    return tuple(sheets)


class _Buku:
    """Takes in the part that lists the sheets (see `paket.Penerima`)."""

    def __init__(self) -> None:
        self.lembar: list[tuple[str, bool, str]] = []
        self.tahun_1904 = False

    def start(self, nama: str, atribut: Mapping[str, str]) -> None:
        if nama == "sheet":
            relation = next((value for key, value in atribut.items() if key.endswith(":id")), "")
            self.lembar.append((atribut["name"], atribut.get("state", "visible") != "visible", relation))
        elif nama == "workbookPr":
            self.tahun_1904 = atribut.get("date1904") in _BENAR

    def end(self, nama: str) -> None:
        pass

    def data(self, teks: str) -> None:
        pass


class _Teks:
    """Takes in the texts that cells share; of a rich text its words, without their pronunciation."""

    def __init__(self) -> None:
        self.semua: list[str] = []
        self._potongan: list[str] | None = None
        self._membaca = self._lafal = False

    def start(self, nama: str, atribut: Mapping[str, str]) -> None:
        del atribut
        if nama == "si":
            self._potongan = []
        elif nama == "rPh":
            self._lafal = True
        elif nama == "t":
            self._membaca = not self._lafal

    def end(self, nama: str) -> None:
        if nama == "si":
            self.semua.append(unescape("".join(self._potongan or ())))
        elif nama == "rPh":
            self._lafal = False
        elif nama == "t":
            self._membaca = False

    def data(self, teks: str) -> None:
        if self._membaca and self._potongan is not None:
            self._potongan.append(teks)


class _Gaya:
    """Takes in the cell styles, of which only the number formats matter."""

    def __init__(self) -> None:
        self._format: dict[int, str] = {}
        self._gaya: list[int] = []
        self._di_dalam = False

    def start(self, nama: str, atribut: Mapping[str, str]) -> None:
        if nama == "numFmt":
            self._format[int(atribut["numFmtId"])] = atribut.get("formatCode", "")
        elif nama == "cellXfs":
            self._di_dalam = True
        elif nama == "xf" and self._di_dalam:
            self._gaya.append(int(atribut.get("numFmtId", 0)))

    def end(self, nama: str) -> None:
        if nama == "cellXfs":
            self._di_dalam = False

    def data(self, teks: str) -> None:
        pass

    def bentuk(self) -> list[Bentuk]:
        """Give what each style makes of a number."""
        known = {kode: format_shape(kode, self._format) for kode in set(self._gaya)}
        return [known[kode] for kode in self._gaya]
