#!/bin/sh
# Jalankan untuk memasang zi_reports tanpa internet, untuk pengguna ini saja: sh pasang.sh
set -u
unset PYTHONHOME PYTHONPATH
gagal() {
  printf '%s\n' "$@" >&2
  exit 1
}
cd "$(dirname "$0")" && [ -f paket/requirements.txt ] ||
  gagal 'Paket pemasang belum lengkap. Ekstrak lagi berkas zip-nya, lalu jalankan pasang.sh di folder hasilnya.'
read -r versi <paket/python.txt
python=$(command -v "python$versi") ||
  gagal "Python $versi belum ada di komputer ini. Pasang dengan pengelola paket, lalu jalankan lagi pasang.sh."
rumah=${XDG_DATA_HOME:-$HOME/.local/share}/zi-reports
kerja=$(xdg-user-dir DOCUMENTS 2>/dev/null) || kerja=$HOME
kerja="$kerja/Zona Integritas"

echo "Memasang program ke $rumah (beberapa menit) ..."
"$python" -m venv --clear "$rumah" ||
  gagal "Folder $rumah tidak dapat disiapkan. Baca pesan di atas; pada Debian dan Ubuntu pasang dahulu python$versi-venv."
PIP_CONFIG_FILE=/dev/null "$rumah/bin/python" -m pip --isolated --disable-pip-version-check install --quiet \
  --no-index --find-links paket --require-hashes --requirement paket/requirements.txt ||
  gagal 'Program tidak terpasang. Ekstrak lagi berkas zip-nya, lalu ulangi.' \
    'Bila tetap gagal, kirim pesan di atas kepada pengelola program.'
mkdir -p "$HOME/.local/bin" && ln -sf "$rumah/bin/zi" "$HOME/.local/bin/zi" ||
  gagal "Perintah zi tidak dapat ditaruh di $HOME/.local/bin. Periksa izin menulis folder itu, lalu ulangi."

contoh=--contoh
[ -d "$kerja/input" ] && contoh=
# shellcheck disable=SC2086 # pilihan yang kosong tidak menjadi argumen
"$rumah/bin/zi" mulai "$kerja" $contoh ||
  gagal 'Program terpasang, tetapi folder kerja belum siap. Baca pesan di atas, lalu jalankan lagi pasang.sh.'
printf '\n%s\n' "Pemasangan selesai. Folder kerja: $kerja"
echo 'Jalankan buat-laporan.sh di folder itu untuk membuat laporan pertama.'
command -v zi >/dev/null ||
  echo "Untuk mengetik perintah dari panduan, keluar lalu masuk lagi, atau pakai $HOME/.local/bin/zi."
