; What the installer does beside copying files: the PATH, the start with Windows, the helper. electron-builder includes it.
;   setup.exe /S [/AUTOSTART] [/HELPER]
; An upgrade keeps what the first installation was asked for.
!include "FileFunc.nsh"

!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
; The installer is a program of 32 bits; this is the folder of the system's own programs for it.
!define NATIVE "$WINDIR\Sysnative"
!define SCRIPT '"${NATIVE}\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -NonInteractive -ExecutionPolicy Bypass -File'

!macro customInstall
  nsExec::ExecToLog '${SCRIPT} "$INSTDIR\resources\path.ps1"'
  Pop $0
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/AUTOSTART" $R1
  ${IfNot} ${Errors}
    WriteRegStr HKLM "${RUN_KEY}" "${PRODUCT_NAME}" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --hidden'
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/HELPER" $R1
  ${IfNot} ${Errors}
    nsExec::ExecToLog '${SCRIPT} "$INSTDIR\resources\helper\install-windows.ps1"'
    Pop $0
    ${If} $0 != 0
      ; Who asked for the helper has to learn that it is not there.
      SetErrorLevel 3
    ${EndIf}
  ${EndIf}
!macroend

!macro customUnInstall
  ${IfNot} ${isUpdated}
    nsExec::ExecToLog '${SCRIPT} "$INSTDIR\resources\path.ps1" -Remove'
    Pop $0
    DeleteRegValue HKLM "${RUN_KEY}" "${PRODUCT_NAME}"
    nsExec::ExecToLog '"${NATIVE}\schtasks.exe" /query /tn "\Clock Medic\Repair"'
    Pop $0
    ${If} $0 == 0
      nsExec::ExecToLog '${SCRIPT} "$INSTDIR\resources\helper\install-windows.ps1" -Uninstall'
      Pop $0
    ${EndIf}
  ${EndIf}
!macroend
