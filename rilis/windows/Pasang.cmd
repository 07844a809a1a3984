@echo off
rem Klik dua kali untuk memasang zi_reports tanpa internet, untuk pengguna ini saja.
setlocal DisableDelayedExpansion
chcp 65001 >nul
set "PYTHONUTF8=1"
set "PYTHONHOME="
set "PYTHONPATH="
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=0"
set "PIP_CONFIG_FILE=nul"
set "RUMAH=%LOCALAPPDATA%\zi-reports"
set "STATUS=1"
pushd "%~dp0" || goto folder_kit
if not exist "paket\requirements.txt" goto belum_diekstrak
set /p VERSI=<"paket\python.txt"
set "RESMI=%LOCALAPPDATA%\Programs\Python\Python%VERSI:.=%\python.exe"

call :cari_python
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
if not errorlevel 1 exit /b
:bukan_python
set "PY="
exit /b

:pasang_python
set "PEMASANG="
for %%f in (python\python-*.exe) do set "PEMASANG=%%f"
if not defined PEMASANG exit /b
echo Memasang Python %VERSI% untuk pengguna ini ...
start "" /wait "%PEMASANG%" /passive InstallAllUsers=0 InstallLauncherAllUsers=0 Include_launcher=1 Include_doc=0 Include_test=0 Include_tcltk=0 AssociateFiles=0 Shortcuts=0
goto cari_python

:folder_kit
echo Folder "%~dp0" tidak dapat dibuka. Salin folder paket ini ke komputer, lalu jalankan lagi Pasang.cmd.
goto akhir
:belum_diekstrak
echo Paket pemasang belum diekstrak. Klik kanan berkas zip, pilih Ekstrak Semua, lalu jalankan Pasang.cmd di folder hasilnya.
goto akhir
:tanpa_python
if defined PEMASANG goto python_gagal
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
