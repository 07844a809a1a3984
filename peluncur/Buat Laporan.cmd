@echo off
rem Klik dua kali untuk membuat laporan, atau seret buku kerja ke atas berkas ini.
setlocal DisableDelayedExpansion
set "PYTHONUTF8=1"
set "STATUS=2"
set "BUKU="
if not "%~1"=="" set "BUKU=%~f1"

rem Explorer tidak mengutip nama yang diseret bila tanpa spasi, misalnya A&B.xlsx: baca baris perintahnya sendiri.
set "AKHIRI=exit /b"
if not defined CMDCMDLINE goto cari
setlocal EnableDelayedExpansion
set "BARIS=!CMDCMDLINE:*%~nx0=!"
if "!BARIS!"=="!CMDCMDLINE!" goto bukan_explorer
if defined BARIS set "BARIS=!BARIS:"=!"
if not defined BARIS goto bukan_explorer
if "!BARIS:~-1!"==" " set "BARIS=!BARIS:~0,-1!"
if not defined BARIS goto bukan_explorer
for /f "tokens=*" %%b in ("!BARIS!") do endlocal & set "BUKU=%%~fb" & set "AKHIRI=exit"
goto cari
:bukan_explorer
endlocal

:cari
pushd "%~dp0"
if not exist "%~nx0" goto tanpa_folder
chcp 65001 >nul
set "ZI="
for %%i in (zi.exe) do set "ZI=%%~$PATH:i"
if exist "%USERPROFILE%\.local\bin\zi.exe" set "ZI=%USERPROFILE%\.local\bin\zi.exe"
if exist "%LOCALAPPDATA%\zi-reports\Scripts\zi.exe" set "ZI=%LOCALAPPDATA%\zi-reports\Scripts\zi.exe"
if exist "%~dp0..\.venv\Scripts\zi.exe" set "ZI=%~dp0..\.venv\Scripts\zi.exe"
if exist "%~dp0.venv\Scripts\zi.exe" set "ZI=%~dp0.venv\Scripts\zi.exe"
if not defined ZI goto tanpa_program
if not defined BUKU goto tanya
"%ZI%" laporan "%BUKU%"
goto selesai
:tanya
"%ZI%"
:selesai
set "STATUS=%ERRORLEVEL%"
if "%STATUS%"=="0" goto tunggu
echo.
echo Laporan belum dibuat. Baca pesan di atas, atau jalankan: "%ZI%" doktor
goto tunggu
:tanpa_program
echo Program zi belum ada di komputer ini. Jalankan Pasang.cmd dari paket pemasang, lalu ulangi.
goto tunggu
:tanpa_folder
echo Folder "%~dp0" tidak dapat dibuka. Periksa sambungan ke folder itu, lalu ulangi.
:tunggu
echo.
pause
popd
%AKHIRI% %STATUS%
