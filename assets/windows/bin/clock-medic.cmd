@rem The command line of Clock Medic. Inside a script cmd waits for a program with windows, and hands its exit code on.
@"%~dp0..\..\Clock Medic.exe" %*
