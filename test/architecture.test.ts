import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

interface SourceFile {
  /** Relative to the project, with slashes. */
  readonly path: string
  readonly text: string
}

/** In files of this kind only these imports are allowed, for this reason. Own modules are written as paths from the project's root. */
interface ImportRule {
  readonly files: RegExp
  readonly imports: RegExp
  readonly why: string
}

/** In files of this kind these words are banned, for this reason. */
interface WordRule {
  readonly files: RegExp
  readonly but?: RegExp
  readonly words: RegExp
  readonly why: string
}

const MOST_LINES = 300

const IMPORT_RULES: readonly ImportRule[] = [
  { files: /^main\/core\//, imports: /^(main\/core\/|(otpauth|intl-messageformat|valibot)$|@noble\/ciphers\/)/, why: 'what is decided about a clock must be testable without a clock, a network or a machine' },
  { files: /^main\/sources\//, imports: /^(main\/(core|sources)\/|node:|(https-proxy-agent|proxy-from-env|dns-packet)$)/, why: 'measuring must work the same on every system and in every program around it' },
  { files: /^main\/platform\//, imports: /^(main\/(core|platform)\/|node:|sudo-prompt$|systeminformation$)/, why: 'what one system knows must not depend on how it is shown or measured' },
  { files: /^main\/practice\//, imports: /^(main\/(core|platform|practice)\/|main\/checkup\.ts$|main\/sources\/server\.ts$|node:)/, why: 'a practice laptop must be nothing but another machine' },
  { files: /^main\/(?!index\.ts$)[a-z]+\.ts$/, imports: /^(?!main\/(cli|desktop|practice)\/)/, why: 'a checkup must not know who asked for it' },
  { files: /^main\/cli\//, imports: /^(?!main\/desktop\/|renderer\/|preload\/)/, why: 'the command line must run without a desktop' },
  { files: /^main\/helper\//, imports: /^(main\/(core|sources|platform|helper)\/|main\/(checkup|repair)\.ts$|node:)/, why: 'what runs as root must hold no more than a repair needs' },
  { files: /^main\/desktop\//, imports: /^(?!main\/cli\/|renderer\/)/, why: 'window and command line are two faces of one core' },
  { files: /^(main|preload|renderer)\/(?!desktop\/|index\.ts$)/, imports: /^(?!electron$)/, why: 'what needs no Electron must run and be tested without it' },
  { files: /^renderer\//, imports: /^(renderer\/|preload\/contract\.ts$|preact(\/hooks)?$|uplot(\/|$))/, why: 'the window may show, never measure or run anything' },
  { files: /^preload\/(?!index\.ts$)/, imports: /^preload\/(?!index\.ts$)/, why: 'neither side of the border may pull in the other' },
  { files: /^preload\/index\.ts$/, imports: /^(electron|preload\/contract\.ts)$/, why: 'the bridge hands over what the contract names and nothing else' },
  { files: /^main\/(?!platform\/(runner|elevation|elevation-linux-helper)\.ts$)/, imports: /^(?!(node:)?child_process$)/, why: 'every command that runs must pass through one door' },
  { files: /^main\/(?!platform\/elevation\.ts$)/, imports: /^(?!sudo-prompt$)/, why: 'rights are asked for in one place' },
  { files: /^main\/(?!platform\/about\.ts$)/, imports: /^(?!systeminformation$)/, why: 'it is slow and knows serial numbers; only the report needs it' },
]

const WORD_RULES: readonly WordRule[] = [
  { files: /^main\/core\//, words: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\b|\bprocess\.|\bMath\.random\b|\bfetch\(|\bset(Timeout|Interval|Immediate)\b|\bconsole\./, why: 'core never reads a clock, a machine or chance by itself' },
  { files: /^(main|preload|renderer)\//, words: /\bshell:\s*true\b/, why: 'a shell would obey what an outsider wrote' },
  { files: /^main\//, but: /^main\/platform\/elevation\.ts$/, words: /(?<![.\w])exec(Sync)?\(/, why: 'a command is a path and a list of arguments, never a line' },
  { files: /^(main|preload|renderer)\//, words: /(?<![.\w])(require|eval)\(|\bnew Function\(/, why: 'what is loaded must be seen at build time' },
]

const IMPORTS = /\b(?:from\s+|import\s+|import\s*\(\s*)(["'`])([^"'`]+)\1/g

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')

/** Each breach as one sentence. */
function breaches(file: SourceFile): readonly string[] {
  const code = withoutComments(file.text)
  const imported = [...code.matchAll(IMPORTS)].map(([, , name = '']) => (name.startsWith('.') ? path.posix.join(path.posix.dirname(file.path), name) : name))
  const lines = file.text.trimEnd().split('\n').length
  return [
    ...IMPORT_RULES.filter(({ files }) => files.test(file.path)).flatMap(({ imports, why }) =>
      imported.filter((name) => !imports.test(name)).map((name) => `${file.path} imports ${name}, but ${why}.`)),
    ...WORD_RULES.filter(({ files, but }) => files.test(file.path) && but?.test(file.path) !== true).flatMap(({ words, why }) =>
      [...code.matchAll(new RegExp(words, 'g'))].map(([word]) => `${file.path} says "${word}", but ${why}.`)),
    ...(lines > MOST_LINES ? [`${file.path} has ${lines} lines, but a file that does one job needs no more than ${MOST_LINES}.`] : []),
  ]
}

function sourcesBelow(folder: string): readonly SourceFile[] {
  const root = path.dirname(import.meta.dirname)
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .map((full) => ({ path: path.relative(root, full).split(path.sep).join('/'), text: readFileSync(full, 'utf8') }))
}

describe('the layers', () => {
  it.each(['main', 'preload', 'renderer'])('of %s are kept', (folder) => {
    const files = sourcesBelow(folder)
    expect(files.length).toBeGreaterThan(1)
    expect(files.flatMap(breaches)).toEqual([])
  })
})

describe('the check itself', () => {
  it.each([
    ['main/core/judge.ts', 'import { readFileSync } from \'node:fs\''], ['main/core/judge.ts', 'import { linux } from \'../platform/linux/index.ts\''],
    ['main/core/judge.ts', 'const now = Date.now()'], ['main/core/judge.ts', 'const now = new Date()'], ['main/core/totp.ts', 'const n = Math.random()'],
    ['main/core/words/report.ts', 'export type { Machine } from "../../platform/machine.ts"'], ['main/core/plan.ts', 'const web = await import(\'../sources/web.ts\')'],
    ['main/sources/survey.ts', 'import { checkUp } from \'../checkup.ts\''], ['main/platform/linux/state.ts', 'import { spawn } from \'node:child_process\''],
    ['main/platform/steps.ts', 'import { exec } from \'sudo-prompt\''], ['main/platform/windows/state.ts', 'const { default: si } = await import(\'systeminformation\')'],
    ['main/platform/machine.ts', 'import { app } from \'electron\''], ['main/practice/laptop.ts', 'import { takeSurvey } from \'../sources/survey.ts\''],
    ['main/checkup.ts', 'import { openPracticeLaptop } from \'./practice/open.ts\''], ['main/cli/cli.ts', 'import { app } from \'electron\''],
    ['main/cli/cli.ts', 'import { tray } from \'../desktop/tray.ts\''], ['main/desktop/tray.ts', 'import { runCli } from \'../cli/cli.ts\''],
    ['renderer/App.tsx', 'import { judge } from \'../main/core/judge.ts\''], ['renderer/App.tsx', 'import \'node:fs\''], ['renderer/parts/A.tsx', 'import { ipcRenderer } from \'electron\''],
    ['preload/contract.ts', 'import type { Verdict } from \'../main/core/verdict.ts\''], ['preload/index.ts', 'import fs from \'node:fs\''],
    ['main/platform/runner.ts', 'spawn(path, args, { shell: true })'], ['main/platform/steps.ts', 'exec(`date -s ${time}`)'], ['main/platform/steps.ts', 'execSync(line)'],
    ['main/helper/helper.ts', 'import { runCli } from \'../cli/cli.ts\''], ['main/helper/here.ts', 'import { spawn } from \'node:child_process\''],
    ['main/index.ts', 'const electron = require(\'electron\')'],
  ])('catches a breach in %s: %s', (file, text) => expect(breaches({ path: file, text })).not.toEqual([]))

  it.each([
    ['main/core/judge.ts', '/** Never asks Date.now() nor imports from \'node:fs\'. */\nimport { select } from \'./selection.ts\'\nconst date = new Date(0)'],
    ['main/core/totp.ts', 'import { HOTP } from \'otpauth\'\nconst [, hour] = /(\\d)/.exec(text) ?? []'],
    ['main/desktop/tray.ts', 'import { Tray } from \'electron\''], ['main/platform/elevation.ts', 'const { exec } = await import(\'sudo-prompt\')\nexec(script, options)'],
    ['renderer/App.tsx', 'import type { AppView } from \'../preload/contract.ts\'\n// shell: true stands here only in words'],
  ])('lets %s be: %s', (file, text) => expect(breaches({ path: file, text })).toEqual([]))

  it('catches a file that grew too long', () => {
    const long = (lines: number) => breaches({ path: 'main/core/long.ts', text: 'export const a = 1\n'.repeat(lines) })
    expect([long(300), long(301)].map(({ length }) => length)).toEqual([0, 1])
  })
})
