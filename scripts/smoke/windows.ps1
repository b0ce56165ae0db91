# Installs each installer for Windows without a question, sees that it works, and removes it again. For computers that are thrown away
# afterwards: pwsh -File scripts/smoke/windows.ps1 -Folder dist
[CmdletBinding()]
param([string]$Folder = 'dist')
$ErrorActionPreference = 'Stop'
$program = Join-Path $env:ProgramFiles 'Clock Medic'
$binary = Join-Path $program 'Clock Medic.exe'
$bin = Join-Path $program 'resources\bin'

function Find-One([string]$Pattern) {
  $found = @(Get-ChildItem -Path $Folder -Filter $Pattern)
  if ($found.Count -ne 1) { throw "There are $($found.Count) files like $Pattern in $Folder, not one." }
  $found[0].FullName
}

function Invoke-Program([string]$File, [string[]]$Words) {
  $process = Start-Process -FilePath $File -ArgumentList $Words -Wait -PassThru
  if ($process.ExitCode -ne 0) { throw "$File $Words ended with $($process.ExitCode)." }
}

function Get-ComputerPath { [Environment]::GetEnvironmentVariable('Path', 'Machine') -split ';' | ForEach-Object { $_.TrimEnd('\') } }

function Test-Installed {
  if ((Get-ComputerPath) -notcontains $bin) { throw "$bin is not on the PATH." }
  $env:Path = "$bin;$env:Path"
  $version = & clock-medic.cmd --version | Out-String
  if ($LASTEXITCODE -ne 0 -or $version -notmatch '\d+\.\d+\.\d+') { throw "--version ended with $LASTEXITCODE and said: $version" }
  # A practice laptop is wrong on purpose: the answer is 2, and nothing on this computer is asked or changed.
  $answer = & clock-medic.cmd check --json --practice | Out-String
  if ($LASTEXITCODE -ne 2) { throw "check ended with $LASTEXITCODE instead of 2." }
  if (($answer | ConvertFrom-Json).verdict -ne 'critical') { throw "check did not call the practice laptop wrong: $answer" }
  $app = Start-Process -FilePath $binary -ArgumentList '--hidden', '--practice' -PassThru
  if ($app.WaitForExit(20000)) { throw "The app ended by itself with $($app.ExitCode)." }
  Stop-Process -Id $app.Id -Force
  $app.WaitForExit()
}

function Test-Removed {
  # The uninstaller goes on in a copy of itself.
  $until = (Get-Date).AddSeconds(120)
  while ((Test-Path $binary) -and (Get-Date) -lt $until) { Start-Sleep -Seconds 1 }
  if (Test-Path $binary) { throw "$binary is still there after the removal." }
  if ((Get-ComputerPath) -contains $bin) { throw "$bin is still on the PATH after the removal." }
}

$setup = Find-One 'clock-medic-*-win-x64.exe'
Invoke-Program $setup '/S'
Test-Installed
Invoke-Program (Join-Path $program 'Uninstall Clock Medic.exe') '/S'
Test-Removed

$msi = Find-One 'clock-medic-*-win-x64.msi'
Invoke-Program "$env:SystemRoot\System32\msiexec.exe" @('/i', "`"$msi`"", '/qn', '/norestart')
Test-Installed
Invoke-Program "$env:SystemRoot\System32\msiexec.exe" @('/x', "`"$msi`"", '/qn', '/norestart')
Test-Removed
Write-Output 'The installers for Windows work.'
