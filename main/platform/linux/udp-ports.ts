/** Tells by the text of /proc/net/udp or udp6 (proc(5)) whether a program of this machine has a UDP port. Lines it cannot read count for nothing. */
export const hasUdpPort = (text: string, port: number): boolean => {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  return text.split('\n').some((line) => /^\s*\d+: (?:[0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) /.exec(line)?.[1] === wanted)
}
