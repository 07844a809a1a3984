"""Which provinsi a satker belongs to: by its name, else by the folder that its workbook lies in.

Names are those of the Ministry of Home Affairs' list of regions, with the names that some bore before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from zi_reports.rencana.bahasa import huruf_angka, sebaris

TIDAK_DIKETAHUI = "Provinsi tidak diketahui"
"""The group of satker of which neither name nor folder tells the provinsi."""

_WILAYAH = """
Aceh: Aceh Barat, Aceh Barat Daya, Aceh Besar, Aceh Jaya, Aceh Selatan, Aceh Singkil, Aceh Tamiang, Aceh Tengah,
 Aceh Tenggara, Aceh Timur, Aceh Utara, Bener Meriah, Bireuen, Gayo Lues, Nagan Raya, Pidie, Pidie Jaya, Simeulue,
 Kota Banda Aceh, Kota Langsa, Kota Lhokseumawe, Kota Sabang, Kota Subulussalam
Sumatera Utara: Asahan, Batu Bara, Dairi, Deli Serdang, Humbang Hasundutan, Karo, Labuhanbatu, Labuhanbatu Selatan,
 Labuhanbatu Utara, Langkat, Mandailing Natal, Nias, Nias Barat, Nias Selatan, Nias Utara, Padang Lawas,
 Padang Lawas Utara, Pakpak Bharat, Samosir, Serdang Bedagai, Simalungun, Tapanuli Selatan, Tapanuli Tengah,
 Tapanuli Utara, Toba, Toba Samosir, Kota Binjai, Kota Gunungsitoli, Kota Medan, Kota Padangsidimpuan,
 Kota Pematangsiantar, Kota Sibolga, Kota Tanjungbalai, Kota Tebing Tinggi
Sumatera Barat: Agam, Dharmasraya, Kepulauan Mentawai, Lima Puluh Kota, Padang Pariaman, Pasaman, Pasaman Barat,
 Pesisir Selatan, Sijunjung, Solok, Solok Selatan, Tanah Datar, Kota Bukittinggi, Kota Padang, Kota Padang Panjang,
 Kota Pariaman, Kota Payakumbuh, Kota Sawahlunto, Kota Solok
Riau: Bengkalis, Indragiri Hilir, Indragiri Hulu, Kampar, Kepulauan Meranti, Kuantan Singingi, Pelalawan,
 Rokan Hilir, Rokan Hulu, Siak, Kota Dumai, Kota Pekanbaru
Jambi: Batang Hari, Bungo, Kerinci, Merangin, Muaro Jambi, Sarolangun, Tanjung Jabung Barat, Tanjung Jabung Timur,
 Tebo, Kota Jambi, Kota Sungai Penuh
Sumatera Selatan: Banyuasin, Empat Lawang, Lahat, Muara Enim, Musi Banyuasin, Musi Rawas, Musi Rawas Utara,
 Ogan Ilir, Ogan Komering Ilir, Ogan Komering Ulu, Ogan Komering Ulu Selatan, Ogan Komering Ulu Timur,
 Penukal Abab Lematang Ilir, Kota Lubuklinggau, Kota Pagar Alam, Kota Palembang, Kota Prabumulih
Bengkulu: Bengkulu Selatan, Bengkulu Tengah, Bengkulu Utara, Kaur, Kepahiang, Lebong, Mukomuko, Rejang Lebong,
 Seluma, Kota Bengkulu
Lampung: Lampung Barat, Lampung Selatan, Lampung Tengah, Lampung Timur, Lampung Utara, Mesuji, Pesawaran,
 Pesisir Barat, Pringsewu, Tanggamus, Tulang Bawang, Tulang Bawang Barat, Way Kanan, Kota Bandar Lampung, Kota Metro
Kepulauan Bangka Belitung: Bangka, Bangka Barat, Bangka Selatan, Bangka Tengah, Belitung, Belitung Timur,
 Kota Pangkalpinang
Kepulauan Riau: Bintan, Karimun, Kepulauan Anambas, Lingga, Natuna, Kota Batam, Kota Tanjungpinang
DKI Jakarta: Kepulauan Seribu, Kota Jakarta Barat, Kota Jakarta Pusat, Kota Jakarta Selatan, Kota Jakarta Timur,
 Kota Jakarta Utara
Jawa Barat: Bandung, Bandung Barat, Bekasi, Bogor, Ciamis, Cianjur, Cirebon, Garut, Indramayu, Karawang, Kuningan,
 Majalengka, Pangandaran, Purwakarta, Subang, Sukabumi, Sumedang, Tasikmalaya, Kota Bandung, Kota Banjar,
 Kota Bekasi, Kota Bogor, Kota Cimahi, Kota Cirebon, Kota Depok, Kota Sukabumi, Kota Tasikmalaya
Jawa Tengah: Banjarnegara, Banyumas, Batang, Blora, Boyolali, Brebes, Cilacap, Demak, Grobogan, Jepara, Karanganyar,
 Kebumen, Kendal, Klaten, Kudus, Magelang, Pati, Pekalongan, Pemalang, Purbalingga, Purworejo, Rembang, Semarang,
 Sragen, Sukoharjo, Tegal, Temanggung, Wonogiri, Wonosobo, Kota Magelang, Kota Pekalongan, Kota Salatiga,
 Kota Semarang, Kota Surakarta, Kota Tegal
DI Yogyakarta: Bantul, Gunungkidul, Kulon Progo, Sleman, Kota Yogyakarta
Jawa Timur: Bangkalan, Banyuwangi, Blitar, Bojonegoro, Bondowoso, Gresik, Jember, Jombang, Kediri, Lamongan,
 Lumajang, Madiun, Magetan, Malang, Mojokerto, Nganjuk, Ngawi, Pacitan, Pamekasan, Pasuruan, Ponorogo, Probolinggo,
 Sampang, Sidoarjo, Situbondo, Sumenep, Trenggalek, Tuban, Tulungagung, Kota Batu, Kota Blitar, Kota Kediri,
 Kota Madiun, Kota Malang, Kota Mojokerto, Kota Pasuruan, Kota Probolinggo, Kota Surabaya
Banten: Lebak, Pandeglang, Serang, Tangerang, Kota Cilegon, Kota Serang, Kota Tangerang, Kota Tangerang Selatan
Bali: Badung, Bangli, Buleleng, Gianyar, Jembrana, Karangasem, Klungkung, Tabanan, Kota Denpasar
Nusa Tenggara Barat: Bima, Dompu, Lombok Barat, Lombok Tengah, Lombok Timur, Lombok Utara, Sumbawa, Sumbawa Barat,
 Kota Bima, Kota Mataram
Nusa Tenggara Timur: Alor, Belu, Ende, Flores Timur, Kupang, Lembata, Malaka, Manggarai, Manggarai Barat,
 Manggarai Timur, Nagekeo, Ngada, Rote Ndao, Sabu Raijua, Sikka, Sumba Barat, Sumba Barat Daya, Sumba Tengah,
 Sumba Timur, Timor Tengah Selatan, Timor Tengah Utara, Kota Kupang
Kalimantan Barat: Bengkayang, Kapuas Hulu, Kayong Utara, Ketapang, Kubu Raya, Landak, Melawi, Mempawah, Sambas,
 Sanggau, Sekadau, Sintang, Kota Pontianak, Kota Singkawang
Kalimantan Tengah: Barito Selatan, Barito Timur, Barito Utara, Gunung Mas, Kapuas, Katingan, Kotawaringin Barat,
 Kotawaringin Timur, Lamandau, Murung Raya, Pulang Pisau, Seruyan, Sukamara, Kota Palangka Raya
Kalimantan Selatan: Balangan, Banjar, Barito Kuala, Hulu Sungai Selatan, Hulu Sungai Tengah, Hulu Sungai Utara,
 Kotabaru, Tabalong, Tanah Bumbu, Tanah Laut, Tapin, Kota Banjarbaru, Kota Banjarmasin
Kalimantan Timur: Berau, Kutai Barat, Kutai Kartanegara, Kutai Timur, Mahakam Ulu, Mahakam Hulu, Paser,
 Penajam Paser Utara, Kota Balikpapan, Kota Bontang, Kota Samarinda
Kalimantan Utara: Bulungan, Malinau, Nunukan, Tana Tidung, Kota Tarakan
Sulawesi Utara: Bolaang Mongondow, Bolaang Mongondow Selatan, Bolaang Mongondow Timur, Bolaang Mongondow Utara,
 Kepulauan Sangihe, Kepulauan Siau Tagulandang Biaro, Siau Tagulandang Biaro, Kepulauan Talaud, Minahasa,
 Minahasa Selatan, Minahasa Tenggara, Minahasa Utara, Kota Bitung, Kota Kotamobagu, Kota Manado, Kota Tomohon
Sulawesi Tengah: Banggai, Banggai Kepulauan, Banggai Laut, Buol, Donggala, Morowali, Morowali Utara, Parigi Moutong,
 Poso, Sigi, Tojo Una-Una, Tolitoli, Kota Palu
Sulawesi Selatan: Bantaeng, Barru, Bone, Bulukumba, Enrekang, Gowa, Jeneponto, Kepulauan Selayar, Luwu, Luwu Timur,
 Luwu Utara, Maros, Pangkajene dan Kepulauan, Pangkajene Kepulauan, Pinrang, Sidenreng Rappang, Sinjai, Soppeng,
 Takalar, Tana Toraja, Toraja Utara, Wajo, Kota Makassar, Kota Palopo, Kota Parepare
Sulawesi Tenggara: Bombana, Buton, Buton Selatan, Buton Tengah, Buton Utara, Kolaka, Kolaka Timur, Kolaka Utara,
 Konawe, Konawe Kepulauan, Konawe Selatan, Konawe Utara, Muna, Muna Barat, Wakatobi, Kota Baubau, Kota Kendari
Gorontalo: Boalemo, Bone Bolango, Gorontalo, Gorontalo Utara, Pohuwato, Kota Gorontalo
Sulawesi Barat: Majene, Mamasa, Mamuju, Mamuju Tengah, Mamuju Utara, Pasangkayu, Polewali Mandar
Maluku: Buru, Buru Selatan, Kepulauan Aru, Kepulauan Tanimbar, Maluku Barat Daya, Maluku Tengah, Maluku Tenggara,
 Maluku Tenggara Barat, Seram Bagian Barat, Seram Bagian Timur, Kota Ambon, Kota Tual
Maluku Utara: Halmahera Barat, Halmahera Selatan, Halmahera Tengah, Halmahera Timur, Halmahera Utara,
 Kepulauan Sula, Pulau Morotai, Pulau Taliabu, Kota Ternate, Kota Tidore Kepulauan
Papua Barat: Fakfak, Kaimana, Manokwari, Manokwari Selatan, Pegunungan Arfak, Teluk Bintuni, Teluk Wondama
Papua Barat Daya: Maybrat, Raja Ampat, Sorong, Sorong Selatan, Tambrauw, Kota Sorong
Papua: Biak Numfor, Jayapura, Keerom, Kepulauan Yapen, Mamberamo Raya, Sarmi, Supiori, Waropen, Kota Jayapura
Papua Selatan: Asmat, Boven Digoel, Mappi, Merauke
Papua Tengah: Deiyai, Dogiyai, Intan Jaya, Mimika, Nabire, Paniai, Puncak, Puncak Jaya
Papua Pegunungan: Jayawijaya, Lanny Jaya, Mamberamo Tengah, Nduga, Pegunungan Bintang, Tolikara, Yahukimo, Yalimo
"""

_NAMA_LAIN = """
Aceh: Nanggroe Aceh Darussalam, NAD
Sumatera Utara: Sumut
Sumatera Barat: Sumbar
Sumatera Selatan: Sumsel
Kepulauan Bangka Belitung: Bangka Belitung, Babel
Kepulauan Riau: Kepri
DKI Jakarta: Jakarta, DKI, Daerah Khusus Ibukota Jakarta, Daerah Khusus Jakarta, DK Jakarta
Jawa Barat: Jabar
Jawa Tengah: Jateng
DI Yogyakarta: Yogyakarta, DIY, Daerah Istimewa Yogyakarta
Jawa Timur: Jatim
Nusa Tenggara Barat: NTB
Nusa Tenggara Timur: NTT
Kalimantan Barat: Kalbar
Kalimantan Tengah: Kalteng
Kalimantan Selatan: Kalsel
Kalimantan Timur: Kaltim
Kalimantan Utara: Kaltara
Sulawesi Utara: Sulut
Sulawesi Tengah: Sulteng
Sulawesi Selatan: Sulsel
Sulawesi Tenggara: Sultra
Sulawesi Barat: Sulbar
Maluku Utara: Malut
"""

_PROVINSI = re.compile(r"\b(?:pro[vp]insi|prov\b\.?)\s*(?P<nama>\S.*)", re.IGNORECASE)
_JENIS = re.compile(
    r"\b(?:(?P<kota>kota)|kabupaten|kab)\b\.?\s+(?:adm(?:inistrasi)?\b\.?\s*)?(?P<nama>.+)", re.IGNORECASE
)
_KANTOR = re.compile(r"\b(?:kpu|kip|sekretariat|komisi (?:independen )?pemilihan(?: umum)?)\b", re.IGNORECASE)
_NOMOR = re.compile(r"^[\d\W]+|[\d\W]+$")


def _listed(teks: str) -> Mapping[str, Sequence[str]]:
    """Give what stands behind each name."""
    lines = (line.partition(": ") for line in teks.replace("\n ", " ").strip().split("\n"))
    return {nama: semua.split(", ") for nama, _, semua in lines}


DAERAH = _listed(_WILAYAH)
"""The kabupaten and kota of each provinsi; those of a kota begin with that word."""

_DIKENAL = {huruf_angka(satu): satu for satu in DAERAH} | {
    huruf_angka(lain): satu for satu, semua in _listed(_NAMA_LAIN).items() for lain in semua
}
_TEMPAT = {huruf_angka(tempat): provinsi for provinsi, semua in DAERAH.items() for tempat in semua}


def province_named(satker: str) -> str:
    """Give the provinsi that a satker's name tells: its own, or that of its kabupaten or kota; else nothing."""
    if told := _PROVINSI.search(satker):
        nama = sebaris(re.sub(r"[^\w .()-]", " ", told["nama"]))
        return _DIKENAL.get(huruf_angka(nama), nama)
    bare = huruf_angka(_KANTOR.sub(" ", satker))
    if place := _JENIS.search(satker):
        return _TEMPAT.get(("kota" if place["kota"] else "") + huruf_angka(place["nama"]), "")
    # Without either word it is the provinsi's own, or one that a kabupaten and a kota of one provinsi share.
    found = {_TEMPAT[satu] for satu in (bare, f"kota{bare}") if satu in _TEMPAT}
    return _DIKENAL.get(bare) or (found.pop() if len(found) == 1 else "")


def provinces(satker: Iterable[tuple[str, str]]) -> list[str]:
    """Give the provinsi of each satker (its name, the path of its workbook within the folder of all).

    Where its name does not tell, the nearest folder above does that is called like a provinsi, or in which the
    workbook of one KPU Provinsi stands, and of no other.
    """
    seen = list(satker)
    heads: dict[PurePosixPath, set[str]] = {}
    for nama, berkas in seen:
        if (own := province_named(nama)) and _is_province(nama):
            heads.setdefault(PurePosixPath(berkas).parent, set()).add(own)
    return [province_named(nama) or _of_folder(PurePosixPath(berkas), heads) for nama, berkas in seen]


def _is_province(satker: str) -> bool:
    return not _JENIS.search(satker) and (
        _PROVINSI.search(satker) is not None or huruf_angka(_KANTOR.sub(" ", satker)) in _DIKENAL
    )


def _of_folder(berkas: PurePosixPath, heads: Mapping[PurePosixPath, set[str]]) -> str:
    for folder in berkas.parents:
        called = _NOMOR.sub("", _KANTOR.sub("", folder.name))
        nama = _DIKENAL.get(huruf_angka(re.sub(r"(?i)\bpro[vp]insi\b", "", called)))
        if nama or len(heads.get(folder, ())) == 1:
            return nama or next(iter(heads[folder]))
    return TIDAK_DIKETAHUI
