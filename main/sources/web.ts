export { askPortal } from './portal.ts'
export { askWebsite } from './web-date.ts'
