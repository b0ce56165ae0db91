# Intune, Devices > Scripts and remediations: the remediation script. Repairs the clock, measures again, and tells the outcome in one line.
# Assign it with: run with the logged-on credentials "No", 64-bit PowerShell "Yes".
$programs = if ($env:ProgramW6432) { $env:ProgramW6432 } else { $env:ProgramFiles }
$clockMedic = Join-Path $programs 'Clock Medic\resources\bin\clock-medic.cmd'
if (-not (Test-Path -LiteralPath $clockMedic -PathType Leaf)) {
    Write-Output 'Clock Medic is not installed.'
    exit 1
}
try { [Console]::OutputEncoding = [System.Text.Encoding]::UTF8 } catch { $null = $_ }
$json = @(& $clockMedic fix --yes --json) -join "`n"
$code = $LASTEXITCODE
try {
    $report = ConvertFrom-Json -InputObject $json -ErrorAction Stop
    Write-Output "$($report.result): $($report.reason)"
} catch {
    Write-Output "Clock Medic gave no answer that could be read (exit code $code)."
}
if ($code -eq 0) { exit 0 }
exit 1
