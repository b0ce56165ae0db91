# Installs the helper of Clock Medic on Windows, or takes it away again. For the IT department; see docs/helper.md.
#   powershell.exe -NoProfile -ExecutionPolicy Bypass -File install-windows.ps1 [-Uninstall]
[CmdletBinding()]
param([switch]$Uninstall)
$ErrorActionPreference = 'Stop'
$schtasks = "$env:SystemRoot\System32\schtasks.exe"
$task = '\Clock Medic\Repair'
$folder = 'C:\Program Files\Clock Medic Helper'

$me = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { throw 'This script has to be run as an administrator.' }

if ($Uninstall) {
  & $schtasks /delete /tn $task /f
  Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue
  Write-Output 'The helper of Clock Medic is gone.'
  exit 0
}

New-Item -ItemType Directory -Path $folder -Force | Out-Null
Copy-Item -LiteralPath "$PSScriptRoot\repair-task.xml" -Destination "$folder\repair-task.xml" -Force
& $schtasks /create /tn $task /xml "$folder\repair-task.xml" /f
if ($LASTEXITCODE -ne 0) { throw 'The task could not be registered.' }

# schtasks may leave the descriptor of the file aside, so it is set once more; 0x10 adds nobody else to it.
$service = New-Object -ComObject Schedule.Service
$service.Connect()
$service.GetFolder('\Clock Medic').GetTask('Repair').SetSecurityDescriptor('D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;GRGX;;;AU)', 0x10)
Write-Output 'The helper of Clock Medic is installed.'
