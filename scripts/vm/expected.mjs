// What has to be found in each machine of the VM lab, whatever its clock says.
const NOT_CORRECTING = ['service-not-correcting', 'believes-synchronised', 'servers-unreachable']

/** Of each row one at least has to be among the findings. */
export const EXPECTED = {
  'timesyncd': [NOT_CORRECTING],
  'timesyncd-disabled': [['automatic-time-off']],
  'timesyncd-masked': [['service-masked']],
  'chrony': [NOT_CORRECTING],
  'chrony-stopped': [['automatic-time-off']],
  'ntpsec': [NOT_CORRECTING],
  'openntpd': [NOT_CORRECTING],
  'none': [['service-missing']],
  'rtc-localtime': [NOT_CORRECTING, ['hardware-clock-local']],
  'desktop': [NOT_CORRECTING],
}

/** Which of the expected findings is missing, in words. */
export function missingFindings(variant, findings) {
  return [['clock-wrong'], ...EXPECTED[variant]].filter((any) => !any.some((id) => findings.includes(id))).map((any) => `not found: ${any.join(' or ')}`)
}
