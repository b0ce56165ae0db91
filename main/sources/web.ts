export { narrowDown } from './date-rounds.ts'
export { askPortal } from './portal.ts'
export { Websites } from './websites.ts'
