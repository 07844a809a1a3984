#!/bin/sh
# Jalankan dari pengelola berkas untuk membuat laporan, atau sebutkan buku kerja di belakangnya.
buku=
[ $# -gt 0 ] && buku=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")" || exit 2
zi=zi
[ -x ../.venv/bin/zi ] && zi=../.venv/bin/zi
[ -x .venv/bin/zi ] && zi=.venv/bin/zi
if [ -n "$buku" ]; then "$zi" laporan "$buku"; else "$zi"; fi
status=$?
[ $status -eq 0 ] || printf '\nLaporan belum dibuat. Baca pesan di atas, atau jalankan: zi doktor\n'
if [ -t 0 ]; then printf '\nTekan Enter untuk menutup. '; read -r _; fi
exit $status
