# Adds the folder of the command line to the PATH of the computer, or takes it out again. Run by the installer, as an administrator.
#   powershell.exe -NoProfile -ExecutionPolicy Bypass -File path.ps1 [-Remove]
[CmdletBinding()]
param([switch]$Remove)
$ErrorActionPreference = 'Stop'
$folder = Join-Path $PSScriptRoot 'bin'
$key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey('SYSTEM\CurrentControlSet\Control\Session Manager\Environment', $true)
try {
  # Read as it is written: variables in it stay variables.
  $before = [string]$key.GetValue('Path', '', [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
  $others = @($before -split ';' | Where-Object { $_.TrimEnd('\') -ne $folder })
  $isThere = $others.Count -lt @($before -split ';').Count
  if ($Remove -and $isThere) { $after = $others -join ';' }
  elseif (-not $Remove -and -not $isThere) { $after = (@($before.TrimEnd(';')) + $folder | Where-Object { $_ -ne '' }) -join ';' }
  else { $after = $before }
  if ($after -ne $before) { $key.SetValue('Path', $after, [Microsoft.Win32.RegistryValueKind]::ExpandString) }
} finally {
  $key.Close()
}
# Setting a variable of the computer also tells open programs that there are new ones.
[Environment]::SetEnvironmentVariable('CLOCK_MEDIC_PATH_CHANGED', $null, 'Machine')
