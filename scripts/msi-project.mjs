// Adds to the MSI what electron-builder has no setting for: the PATH of the computer, and on request the start with Windows and the
// helper: `msiexec /i clock-medic.msi /qn AUTOSTART=1 HELPER=1`. An upgrade keeps both.
import { readFile, writeFile } from 'node:fs/promises'

const RUN_KEY = String.raw`Software\Microsoft\Windows\CurrentVersion\Run`
const HELPER_SCRIPT = String.raw`&quot;[System64Folder]WindowsPowerShell\v1.0\powershell.exe&quot; -NoProfile -NonInteractive -ExecutionPolicy Bypass -File &quot;[APPLICATIONFOLDER]resources\helper\install-windows.ps1&quot;`

/** WiX gives no component a GUID by itself that holds more than files, and it has to stay the same for ever. */
const COMPONENTS = `
      <Component Id="CommandLine" Guid="{D33567BB-518E-4793-B1F2-742FD3A87455}">
        <RegistryValue Root="HKLM" Key="Software\\Clock Medic" Name="CommandLine" Type="string" Value="[APPLICATIONFOLDER]resources\\bin" KeyPath="yes"/>
        <Environment Id="CommandLineOnPath" Name="PATH" Value="[APPLICATIONFOLDER]resources\\bin" Action="set" Part="last" Permanent="no" System="yes"/>
      </Component>
      <Component Id="Autostart" Guid="{AD84DEE6-C852-4E3B-AD55-9C01BA668B66}">
        <Condition>AUTOSTART</Condition>
        <RegistryValue Root="HKLM" Key="${RUN_KEY}" Name="Clock Medic" Type="string" Value="&quot;[APPLICATIONFOLDER]Clock Medic.exe&quot; --hidden" KeyPath="yes"/>
      </Component>
`
const PROPERTIES = `
    <Property Id="AUTOSTART" Secure="yes">
      <RegistrySearch Id="AutostartOfBefore" Root="HKLM" Key="${RUN_KEY}" Name="Clock Medic" Type="raw" Win64="yes"/>
    </Property>
    <Property Id="HELPER" Secure="yes"/>
    <CustomAction Id="InstallHelper" Directory="APPLICATIONFOLDER" ExeCommand="${HELPER_SCRIPT}" Execute="deferred" Impersonate="no" Return="check"/>
    <CustomAction Id="RemoveHelper" Directory="APPLICATIONFOLDER" ExeCommand="${HELPER_SCRIPT} -Uninstall" Execute="deferred" Impersonate="no" Return="ignore"/>
    <InstallExecuteSequence>
      <Custom Action="InstallHelper" After="InstallFiles">HELPER AND NOT REMOVE</Custom>
      <Custom Action="RemoveHelper" Before="RemoveFiles">REMOVE="ALL" AND NOT UPGRADINGPRODUCTCODE</Custom>
    </InstallExecuteSequence>
`

/** The WiX project with our parts in it. Throws where electron-builder's project no longer has the places for them. */
export function withOurParts(project) {
  const places = [['</ComponentGroup>', COMPONENTS], ['</Product>', PROPERTIES]]
  return places.reduce((text, [place, part]) => {
    const at = text.lastIndexOf(place)
    if (at === -1) throw new Error(`The MSI project has no ${place}, so the parts of Clock Medic have no place in it.`)
    return `${text.slice(0, at).trimEnd()}\n${part}${text.slice(at)}`
  }, project)
}

/** electron-builder's hook. */
export default async function msiProjectCreated(file) {
  await writeFile(file, withOurParts(await readFile(file, 'utf8')))
}
