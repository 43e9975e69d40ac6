@echo off
rem Runs the command throughline from source. Builds on first use and when a source file is newer than the build.
setlocal
set "root=%~dp0"
set "dll=%root%src\Throughline.Cli\bin\Release\net10.0\throughline.dll"
set "stamp=%root%src\Throughline.Cli\bin\.built"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1

where dotnet >nul 2>nul
if errorlevel 1 goto nosdk
if not exist "%dll%" goto build
if not exist "%stamp%" goto build
powershell -NoProfile -Command ^
  "$t=(Get-Item -Force '%stamp%').LastWriteTimeUtc; $n=Get-ChildItem -Recurse '%root%src','%root%Directory.Build.props','%root%Directory.Packages.props','%root%global.json' | Where-Object { $_.FullName -notmatch '\\(bin|obj)(\\|$)' -and $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1; if ($n) { exit 1 } else { exit 0 }"
if not errorlevel 1 goto run

:build
pushd "%root%"
dotnet --version >nul 2>nul
if errorlevel 1 (
  popd
  goto nosdk
)
popd
if not exist "%dll%" echo Building Throughline. The first time takes a minute. 1>&2
for /d %%d in ("%root%src\*") do (
  if not exist "%%d\bin" mkdir "%%d\bin"
  if not exist "%%d\obj" mkdir "%%d\obj"
)
type nul > "%stamp%.new"
dotnet build "%root%src\Throughline.Cli\Throughline.Cli.csproj" -c Release -v quiet -nologo -nodeReuse:false -p:RunAnalyzers=false -p:UseSharedCompilation=false 1>&2
if errorlevel 1 (
  del "%stamp%.new"
  exit /b 2
)
move /y "%stamp%.new" "%stamp%" >nul

:run
dotnet "%dll%" %*
exit /b %errorlevel%

:nosdk
echo Throughline needs the .NET 10 SDK (10.0.100 or newer): https://dotnet.microsoft.com/download/dotnet/10.0 1>&2
exit /b 2
