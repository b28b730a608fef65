@echo off
rem Starts MaxIOFS on Windows: finds a Java 25, builds the program when that has not been done yet, and runs it.
rem
rem   maxiofs                    the desktop application
rem   maxiofs desktop ...        the same with options, see maxiofs desktop --help
rem   maxiofs screenshots DIR    pictures of every screen, from a server made for it
rem   maxiofs server ...         the server; maxiofs --help lists every command
rem
rem MAXIOFS_JAVA_HOME  the JDK to use before all others
rem MAXIOFS_JAVA_OPTS  further options for the JVM, for instance -Xmx2g
rem
rem Unlike the shell launcher it does not notice changed sources: delete app-desktop\target\app to build again.
setlocal EnableExtensions DisableDelayedExpansion

set "wanted=25"
set "home=%~dp0"
set "application=%home%server-runtime\target\app"
set "desktop=%home%app-desktop\target\app"
set "jdk="

if defined MAXIOFS_JAVA_HOME call :consider "%MAXIOFS_JAVA_HOME%"
if defined JAVA_HOME call :consider "%JAVA_HOME%"
for %%c in (javac.exe) do if not "%%~$PATH:c"=="" call :consider "%%~dp$PATH:c.."
for /d %%d in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%USERPROFILE%\.jdks\*") do call :consider "%%~d"

if not defined jdk (
    echo maxiofs: a JDK %wanted% or newer is needed and none was found. 1>&2
    echo maxiofs: Looked at MAXIOFS_JAVA_HOME, JAVA_HOME, the PATH, the vendors' folders in Program Files, and .jdks. 1>&2
    echo maxiofs: Get one from adoptium.net, or name its folder in MAXIOFS_JAVA_HOME. 1>&2
    exit /b 1
)

if not exist "%desktop%\built" (
    where mvn >nul 2>nul || (
        echo maxiofs: Apache Maven 3.8.7 or newer is needed to build the program and mvn is not on the PATH. 1>&2
        exit /b 1
    )
    echo maxiofs: building what is missing; this takes a minute the first time 1>&2
    pushd "%home%"
    set "JAVA_HOME=%jdk%"
    call mvn -B -q -ntp "-Pquick,!format" -DskipTests -pl app-desktop -am package 1>&2
    if errorlevel 1 (
        popd
        echo maxiofs: the build failed; the messages above say why 1>&2
        exit /b 1
    )
    popd
)

set "command=%~1"
set "arguments=%*"
if "%command%"=="" set "arguments=desktop" & set "command=desktop"
if "%command%"=="desktop" (
    set "main=io.maxiofs.desktop.Main"
    set "window_options=-Djava.awt.headless=false"
    call set "arguments=%%arguments:~7%%"
    goto window
)
if "%command%"=="screenshots" (
    set "main=io.maxiofs.desktop.screenshot.Screenshots"
    set "window_options=-Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true"
    call set "arguments=%%arguments:~11%%"
    goto window
)

"%jdk%\bin\java" -XX:+UseCompactObjectHeaders -XX:MaxRAMPercentage=25 -XX:+ExitOnOutOfMemoryError -XX:+PerfDisableSharedMem -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %MAXIOFS_JAVA_OPTS% -cp "%application%\lib\*" io.maxiofs.server.Main %arguments%
exit /b %errorlevel%

:window
"%jdk%\bin\java" -XX:+UseCompactObjectHeaders -XX:+UseSerialGC -Xms32m -Xmx160m -Xmn16m -XX:TieredStopAtLevel=1 -XX:+PerfDisableSharedMem --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "-Dmaxiofs.server.classpath=%application%\lib\*" "-Dmaxiofs.launcher=%home%maxiofs.cmd" %window_options% %MAXIOFS_JAVA_OPTS% -cp "%desktop%\lib\*" %main% %arguments%
exit /b %errorlevel%

:consider
rem Takes the folder if it holds a JDK that is new enough and none was taken before.
if defined jdk exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==." %%v in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set "found=%%~v"
set "found=%found:"=%"
if %found% geq %wanted% set "jdk=%~f1"
exit /b 0
