import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')
const files = ['main', 'preload', 'renderer'].flatMap((folder) => readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(tsx?|html)$/.test(file)).map((file) => path.join(folder, file)))
const sources = files.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')] as const)

/** Each place where one of these words stands, as "file: word". */
const placesOf = (words: RegExp, texts: typeof sources | readonly (readonly [string, string])[] = sources): readonly string[] => texts.flatMap(([file, text]) => Array.from(text.matchAll(words), ([word]) => `${file.replaceAll('\\', '/')}: ${word}`))

const LOOSENED = /\b(?:allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|allowpopups|nodeIntegrationIn\w+|enableRemoteModule|disable-web-security|ignore-certificate-errors|no-sandbox'?\))|(?:nodeIntegration|webviewTag): true|(?:webSecurity|contextIsolation|sandbox): false|commandLine\.appendSwitch/g
const OPENS = /\b(?:openExternal|setAsDefaultProtocolClient|loadFile)\b/g
const RUNS = /\b(?:executeJavaScript|insertCSS|innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|srcdoc)\b|\beval\(|new Function\(|shell: true|\bexecSync\b/g

describe('the sources', () => {
  test('are read', () => {
    expect(files.length).toBeGreaterThan(250)
    const sample = [['x.ts', 'sandbox: false, webSecurity: false, shell.openExternal(url), contents.executeJavaScript(text), eval(text)']] as const
    expect([LOOSENED, OPENS, RUNS].map((words) => placesOf(words, sample).length)).toEqual([2, 1, 2])
  })

  test('set nothing that Electron warns of, nor what loosens the whole browser', () => {
    expect(placesOf(LOOSENED)).toEqual([])
  })

  test('open no address in another program, whoever names it', () => {
    expect(placesOf(OPENS)).toEqual([])
  })

  test('make no text code, style, markup or a line for a shell', () => {
    expect(placesOf(RUNS)).toEqual([])
  })

  test('have one kind of window, in one file, and one place where messages come in', () => {
    expect(placesOf(/new (?:BrowserWindow|WebContentsView|BrowserView)\(/g)).toEqual(['main/desktop/window.ts: new BrowserWindow('])
    expect(placesOf(/ipcMain\.\w+/g)).toEqual(['main/desktop/ipc.ts: ipcMain.handle'])
  })
})

test('Electron is pinned to one exact version', () => {
  const { devDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { readonly devDependencies: Readonly<Record<string, string>> }
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/)
})
