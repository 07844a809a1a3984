@echo off
rem Klik dua kali untuk membuat laporan, atau seret buku kerja ke atas berkas ini.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
set "BUKU=%~f1"
cd /d "%~dp0"
set "ZI=zi"
if exist ".venv\Scripts\zi.exe" set "ZI=.venv\Scripts\zi.exe"
if exist "..\.venv\Scripts\zi.exe" set "ZI=..\.venv\Scripts\zi.exe"
if "%~1"=="" (
  "%ZI%"
) else (
  "%ZI%" laporan "%BUKU%"
)
if errorlevel 1 (
  echo.
  echo Laporan belum dibuat. Baca pesan di atas, atau jalankan: zi doktor
)
echo.
pause
