# Intune, Devices > Scripts and remediations: the detection script. One line of output; exit 1 has remediate.ps1 run.
# Assign it with: run with the logged-on credentials "No", 64-bit PowerShell "Yes".
$programs = if ($env:ProgramW6432) { $env:ProgramW6432 } else { $env:ProgramFiles }
$clockMedic = Join-Path $programs 'Clock Medic\resources\bin\clock-medic.cmd'
if (-not (Test-Path -LiteralPath $clockMedic -PathType Leaf)) {
    Write-Output 'CLOCK UNKNOWN: Clock Medic is not installed.'
    exit 0
}
# Where there is no console this cannot be set, and one sign of the line looks odd.
try { [Console]::OutputEncoding = [System.Text.Encoding]::UTF8 } catch { $null = $_ }
$lines = @(& $clockMedic check --format nagios)
$code = $LASTEXITCODE
if ($lines.Count -eq 0) {
    Write-Output "CLOCK UNKNOWN: Clock Medic gave no answer (exit code $code)."
    exit 0
}
Write-Output $lines[0]
# 3 is "cannot tell": a repair could not tell either, so nothing is repaired then.
if ($code -eq 1 -or $code -eq 2) { exit 1 }
exit 0
