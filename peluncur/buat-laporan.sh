#!/bin/sh
# Jalankan dari pengelola berkas untuk membuat laporan, atau sebutkan buku kerja di belakangnya.
buku=
[ $# -gt 0 ] && buku=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")" || exit 2
zi=$(command -v zi)
for letak in "$HOME/.local/bin/zi" "$PWD/../.venv/bin/zi" "$PWD/.venv/bin/zi"; do
  [ -x "$letak" ] && zi=$letak
done
if [ -z "$zi" ]; then
  printf 'Program zi belum ada di komputer ini. Jalankan pasang.sh dari paket pemasang, lalu ulangi.\n'
  status=2
else
  if [ -n "$buku" ]; then "$zi" laporan "$buku"; else "$zi"; fi
  status=$?
  [ $status -eq 0 ] || printf '\nLaporan belum dibuat. Baca pesan di atas, atau jalankan: %s doktor\n' "$zi"
fi
if [ -t 0 ]; then printf '\nTekan Enter untuk menutup. '; read -r _; fi
exit $status
