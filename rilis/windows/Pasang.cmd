@echo off
rem Klik dua kali untuk memasang zi_reports tanpa internet, untuk pengguna ini saja.
setlocal DisableDelayedExpansion
set "PYTHONUTF8=1"
set "PYTHONHOME="
set "PYTHONPATH="
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=0"
set "PIP_CONFIG_FILE=nul"
set "RUMAH=%LOCALAPPDATA%\zi-reports"
set "STATUS=1"
pushd "%~dp0"
if not exist "%~nx0" goto folder_kit
chcp 65001 >nul
if not exist "paket\requirements.txt" goto belum_diekstrak
set /p VERSI=<"paket\python.txt"
set "RESMI=%LOCALAPPDATA%\Programs\Python\Python%VERSI:.=%\python.exe"

set "PEMASANG="
:cari_python
set "PILIH="
set "PY=%RESMI%"
if exist "%PY%" goto coba_python
set "PILIH=-%VERSI%"
set "PY="
for %%i in (py.exe) do set "PY=%%~$PATH:i"
if not defined PY set "PY=%LOCALAPPDATA%\Programs\Python\Launcher\py.exe"
if not exist "%PY%" goto bukan_python
:coba_python
"%PY%" %PILIH% -c "import sys; sys.exit(sys.maxsize < 2**32)" >nul 2>nul
if not errorlevel 1 goto python_ada
:bukan_python
if defined PEMASANG goto python_gagal
for %%f in (python\python-*.exe) do set "PEMASANG=%%f"
if not defined PEMASANG goto tanpa_python
echo Memasang Python %VERSI% untuk pengguna ini ...
start "" /wait "%PEMASANG%" /passive InstallAllUsers=0 InstallLauncherAllUsers=0 Include_launcher=1 Include_doc=0 Include_test=0 Include_tcltk=0 AssociateFiles=0 Shortcuts=0
goto cari_python

:python_ada
echo Memasang program ke "%RUMAH%" (beberapa menit) ...
"%PY%" %PILIH% -m venv --clear "%RUMAH%"
if errorlevel 1 goto gagal_lingkungan
"%RUMAH%\Scripts\python.exe" -m pip --isolated --disable-pip-version-check install --quiet --no-index --find-links paket --require-hashes --requirement "paket\requirements.txt"
if errorlevel 1 goto gagal_paket

set "DESKTOP="
set "DOKUMEN="
for /f "delims=" %%d in ('powershell -NoProfile -Command "[Environment]::GetFolderPath('Desktop')"') do set "DESKTOP=%%d"
for /f "delims=" %%d in ('powershell -NoProfile -Command "[Environment]::GetFolderPath('MyDocuments')"') do set "DOKUMEN=%%d"
if not defined DESKTOP set "DESKTOP=%USERPROFILE%\Desktop"
if not defined DOKUMEN set "DOKUMEN=%USERPROFILE%\Documents"
set "KERJA=%DOKUMEN%\Zona Integritas"
set "CONTOH=--contoh"
if exist "%KERJA%\input" set "CONTOH="
"%RUMAH%\Scripts\zi.exe" mulai "%KERJA%" %CONTOH%
if errorlevel 1 goto gagal_folder

powershell -NoProfile -Command "$s = (New-Object -ComObject WScript.Shell).CreateShortcut($env:DESKTOP + '\Buat Laporan ZI.lnk'); $s.TargetPath = $env:KERJA + '\Buat Laporan.cmd'; $s.WorkingDirectory = $env:KERJA; $s.Save()"
powershell -NoProfile -Command "$q = [string][char]34; $s = (New-Object -ComObject WScript.Shell).CreateShortcut($env:DESKTOP + '\Perintah ZI.lnk'); $s.TargetPath = $env:ComSpec; $s.Arguments = '/k ' + $q + 'set ' + $q + 'PATH=' + $env:RUMAH + '\Scripts;%%PATH%%' + $q + $q; $s.WorkingDirectory = $env:KERJA; $s.Save()"
set "STATUS=0"
echo.
echo Pemasangan selesai. Folder kerja: "%KERJA%"
if exist "%DESKTOP%\Buat Laporan ZI.lnk" goto pintasan_ada
echo Pintasan di desktop tidak dapat dibuat. Buka folder kerja itu, lalu klik dua kali "Buat Laporan.cmd".
goto akhir
:pintasan_ada
echo Klik dua kali "Buat Laporan ZI" di desktop untuk membuat laporan pertama.
echo Untuk mengetik perintah dari panduan, buka "Perintah ZI" di desktop.
goto akhir

:folder_kit
echo Folder "%~dp0" tidak dapat dibuka. Salin folder paket ini ke komputer, lalu jalankan lagi Pasang.cmd.
goto akhir
:belum_diekstrak
echo Paket pemasang belum diekstrak. Klik kanan berkas zip, pilih Ekstrak Semua, lalu jalankan Pasang.cmd di folder hasilnya.
goto akhir
:tanpa_python
echo Python %VERSI% (64-bit) belum ada di komputer ini, dan pemasangnya tidak disertakan dalam folder python paket ini.
echo Minta paket dengan pemasang Python kepada pengelola program, atau pasang Python %VERSI% (64-bit), lalu jalankan lagi Pasang.cmd.
goto akhir
:python_gagal
echo Python %VERSI% tidak terpasang. Jalankan "%PEMASANG%" dengan klik dua kali, lalu jalankan lagi Pasang.cmd.
goto akhir
:gagal_lingkungan
echo Folder "%RUMAH%" tidak dapat disiapkan. Tutup jendela zi_reports yang masih terbuka, lalu jalankan lagi Pasang.cmd.
goto akhir
:gagal_paket
echo Program tidak terpasang. Ekstrak lagi berkas zip-nya, lalu ulangi. Bila tetap gagal, kirim pesan di atas kepada pengelola program.
goto akhir
:gagal_folder
echo Program terpasang, tetapi folder kerja belum siap. Baca pesan di atas, lalu jalankan lagi Pasang.cmd.
:akhir
echo.
pause
popd
exit /b %STATUS%
