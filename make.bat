@echo off
rem The commands of the Makefile on Windows: make.bat play, make.bat test. What they do is in tools\tasks.py.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
cd /d "%~dp0"
set "PYTHON="
for %%P in ("py -3" "python" "python3") do if not defined PYTHON call :try %%~P
if not defined PYTHON goto :missing
%PYTHON% tools\tasks.py %*
exit /b %ERRORLEVEL%

:try
%* -c "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 set "PYTHON=%*"
exit /b 0

:missing
echo Python 3.11 以上が必要です。
echo Python 3.11 or newer is needed.
exit /b 2
