import { certificate } from './certificate.ts'
import type { FuzzTarget } from './engine.ts'
import { httpDate } from './http-date.ts'
import { ntpPacket } from './ntp-packet.ts'
import { ntsRecords } from './nts-records.ts'
import { ntsReply } from './nts-reply.ts'

export const TARGETS: readonly FuzzTarget[] = [ntpPacket, httpDate, certificate, ntsRecords, ntsReply]
