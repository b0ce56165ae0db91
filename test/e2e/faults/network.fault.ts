import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { go } from '../app.ts'
import { expect, SOON, statement, test, wake, WRONG } from './world.ts'

const IP = '/usr/sbin/ip'
const NO_IP = 'the program ip (iproute2) is missing'

test('no-network: there is no network, and the usual servers are to be asked', async ({ row, settle, begin }) => {
  test.skip(!existsSync(IP), NO_IP)
  settle({ servers: [] })
  execFileSync(IP, ['link', 'set', 'faults0', 'down'])
  try {
    row.done('The app was started in a network of its own that leads nowhere.')
    const running = await begin()
    const page = await running.window()
    await row.shows(page, /^Your clock could not be checked$/, /network|internet/i)
    row.kept('All of it; what to do next stands below.')
  } finally {
    execFileSync(IP, ['link', 'set', 'faults0', 'up'])
  }
})

test('network-lost: servers fall silent while the app runs, and answer again', async ({ row, servers, settle, begin }) => {
  test.skip(!existsSync(IP), NO_IP)
  settle()
  const running = await begin()
  const page = await running.window()
  await expect(statement(page)).toHaveText('Your clock is right', SOON)
  servers.silent = true
  execFileSync(IP, ['link', 'set', 'faults0', 'down'])
  await page.getByRole('button', { name: 'Check again' }).click()
  await row.shows(page, /^Your clock could not be checked$/)
  servers.silent = false
  servers.slowBy = 47
  execFileSync(IP, ['link', 'set', 'faults0', 'up'])
  await wake(running)
  row.done('The network went away and no server answered; then the computer woke where both are, with a wrong clock.')
  await row.shows(page, WRONG)
  row.kept('All of it; nobody had to ask for the check.')
})

test('dns-hanging: the name service takes questions and never answers', async ({ row, settle, begin }) => {
  const deaf = createSocket('udp4')
  let questions = 0
  deaf.on('message', () => { questions++ })
  deaf.bind(53, '127.0.0.53')
  await once(deaf, 'listening')
  const before = readFileSync('/etc/resolv.conf')
  writeFileSync('/etc/resolv.conf', 'nameserver 127.0.0.53\n')
  try {
    settle({ servers: [] })
    const running = await begin()
    const page = await running.window()
    row.done('The app was started with a name service on loopback that never answers; a setting was changed meanwhile.')
    await go(page, 'Settings')
    await page.getByRole('radio', { name: 'Quit' }).check()
    await expect.poll(running.settings).toMatchObject({ keepRunning: false })
    await go(page, 'Clock')
    await row.shows(page, /^Your clock could not be checked$/)
    expect(questions).toBeGreaterThan(0)
    row.kept('All of it; the change of the setting was on disk at once.')
  } finally {
    deaf.close()
    writeFileSync('/etc/resolv.conf', before)
  }
})
