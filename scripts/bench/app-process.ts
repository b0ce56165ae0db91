// The running app without its window: measures once for each line it reads ("3 quick", "4 fine 2.2") and answers with a line of JSON.
import { createInterface } from 'node:readline'
import { fine, quick } from './app.ts'

const WARM_UP = 4

for (let i = 0; i < WARM_UP; i++) await quick()
console.log('{}')

for await (const line of createInterface({ input: process.stdin })) {
  const [id, way, deadline] = line.split(' ')
  const measured = way === 'fine' ? await fine(deadline === undefined ? undefined : Number(deadline)) : await quick()
  console.log(JSON.stringify({ id: Number(id), ...measured }))
}
process.exit()
