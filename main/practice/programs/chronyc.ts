import { CHRONY } from '../services.ts'
import type { Insides, Output, Program } from '../program.ts'

/** chronyc writes everything to standard output, complaints as well. */
const prints = (exit: number, line: string): Output => ({ exit, stdout: `${line}\n` })

const UNSYNCHRONISED = '00000000,,0,0.000000000,-0.000000001,0.000002113,0.000035892,7.930,' +
  '0.000,0.000,1.000000000,1.000000000,2.0,Not synchronised'

/** The four sources that a synchronised chrony names: state, address, seconds since the last sample, its offset. */
const SOURCES = [
  ['+', '10.77.0.2', 14, '0.000019278'], ['+', '10.77.0.1', 15, '0.000050721'],
  ['+', '10.77.0.4', 14, '-0.000001667'], ['*', '10.77.0.3', 14, '-0.000087383'],
] as const

/** chronyc(1): `-c tracking` and `-c sources` for everybody, `makestep` for root, which says OK and has nothing to step by. */
export const chronyc: Program = (args, insides, asRoot) => {
  const csv = args[0] === '-c'
  const command = (csv ? args.slice(1) : args).join(' ')
  const known = command === 'makestep' || (csv && (command === 'tracking' || command === 'sources'))
  if (!known) return prints(1, 'Unrecognized command')
  insides.kernel.now()
  const running = insides.service?.facts === CHRONY && insides.service.active === 'active'
  if (!running) return prints(1, '506 Cannot talk to daemon')
  if (command === 'sources') return prints(0, sources(insides))
  if (command === 'tracking') return prints(0, tracking(insides))
  return asRoot ? prints(0, '200 OK') : prints(1, '501 Not authorised')
}

const sources = ({ kernel }: Insides): string => SOURCES.map(([state, address, ago, offset]) => kernel.synchronized
  ? `^,${state},${address},2,6,377,${ago},${offset},${offset},0.001679501`
  : `^,?,${address},0,6,377,4294967295,0.000000000,0.000000000,0.000000000`).join('\n')

function tracking({ kernel }: Insides): string {
  if (!kernel.synchronized) return UNSYNCHRONISED
  const now = kernel.now()
  const offset = kernel.clock.offsetAt(now).toFixed(9)
  const reference = kernel.clock.localAt(now).toFixed(9)
  return `0A4D0003,10.77.0.3,3,${reference},${offset},0.000002113,0.000035892,7.930,` +
    '0.019,7.082,0.001193853,0.001146225,2.0,Normal'
}
